package dev.peaberry.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code peaberry}. Confined to one thread. */
@Command(
    name = "peaberry",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    header = "Trains, judges and ships image classifiers.",
    description = {
      "",
      "A folder of labelled pictures in, a model with an honest report out. Without data of your"
          + " own, @|bold peaberry train|@ draws some.",
      ""
    },
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry train|@                            learns from pictures that it draws",
      "  @|bold peaberry data photos|@                      looks at a folder of pictures",
      "  @|bold peaberry train photos --out runs/photos|@   learns from them",
      "  @|bold peaberry predict runs/photos new.jpg|@      says what a picture shows",
      "",
      "@|bold peaberry COMMAND --help|@ explains a command.",
      "Exit codes: 0 done, 1 failed, 2 the input cannot be used, 130 stopped by Ctrl-C."
    })
@SuppressWarnings("unused") // picocli reads the fields of --help and --version
public final class Peaberry implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the versions of Peaberry, TensorFlow and Java.")
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces and log what happens inside.")
  private boolean debugging;

  private final CommandLine line;
  private final Failures failures;

  private Peaberry(Console console) {
    failures = new Failures(console, this);
    line = new CommandLine(this);
    commands(console).forEach(line::addSubcommand);
    line.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setColorScheme(scheme(console))
        .setUsageHelpAutoWidth(console.outTerminal().live())
        .setParameterExceptionHandler(failures::onParameters)
        .setExecutionExceptionHandler((failure, command, parsed) -> failures.onExecution(failure))
        .setExecutionStrategy(
            parsed -> {
              if (debugging) {
                LogSetup.debug();
              }
              return new CommandLine.RunLast().execute(parsed);
            });
  }

  private static List<Object> commands(Console console) {
    return List.of(
        new TrainCommand(console),
        new SweepCommand(console),
        new CheckCommand(console),
        new LearningRateCommand(console),
        new EvaluateCommand(console),
        new StressCommand(console),
        new DecideCommand(console),
        new PredictCommand(console),
        new ExplainCommand(console),
        new DataCommand(console),
        new AugmentCommand(console),
        new FeaturesCommand(console),
        new SummaryCommand(console),
        new ModelsCommand(console),
        new PretrainedCommand(console),
        new RecipesCommand(console),
        new RunsCommand(console),
        new CompareCommand(console),
        new PlotCommand(console),
        new DownloadCommand(console),
        new DevicesCommand(console),
        new WarmUpCommand(console));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static ColorScheme scheme(Console console) {
    return new ColorScheme.Builder(console.outColours())
        .commands(Style.bold)
        .options(Style.fg_cyan)
        .parameters(Style.fg_cyan)
        .optionParams(Style.italic)
        .build();
  }

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    System.setErr(console.err()); // the log goes where messages go
    System.exit(run(console, arguments));
  }

  /** Runs one command line. */
  static int run(Console console, String... arguments) {
    Peaberry peaberry = new Peaberry(console);
    try {
      return peaberry.line.execute(arguments);
    } catch (Throwable failure) { // an error such as a lack of memory; picocli handles exceptions
      return peaberry.failures.onExecution(failure);
    }
  }

  /** What reads command lines, with all commands. */
  static CommandLine commandLine(Console console) {
    return new Peaberry(console).line;
  }

  /** Without a command there is nothing to do but to explain. */
  @Override
  public Integer call() {
    line.usage(line.getOut());
    return Failures.BAD_INPUT;
  }

  boolean isDebugging() {
    return debugging;
  }
}
