package dev.peaberry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the runs of a folder, the best first. */
@Command(
    name = "runs",
    header = "Lists all runs of a folder, the best first.",
    description = {
      "",
      "Figures are those of each run's best epoch on its validation pictures; of a"
          + " cross-validation the mean and the standard deviation over its folds. Runs that were"
          + " interrupted or are damaged are listed as such.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry runs|@",
      "  @|bold peaberry runs experiments --by val_loss|@",
      "  @|bold peaberry runs --json|@"
    })
final class RunsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      description =
          "Where to look, also in folders of folders. Default: ${DEFAULT-VALUE}, where peaberry"
              + " train writes.",
      defaultValue = "runs")
  private Path folder;

  @Option(
      names = "--by",
      paramLabel = "METRIC",
      description =
          "What decides the order, by its name in history.csv, such as val_loss; less is better of"
              + " losses and errors. Default: val_accuracy, for several labels"
              + " val_binary_accuracy.")
  private String by;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;

  RunsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Leaderboard board = Leaderboard.of(folder, FoundRuns.in(folder), Optional.ofNullable(by));
    if (json) {
      console.printPlain(Json.pretty(board.toJson()));
    } else {
      board.print(console);
    }
    return Failures.OK;
  }
}
