package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.evaluate.DecisionRule;
import dev.peaberry.evaluate.TestTimeAugmentation;
import dev.peaberry.predict.DecisionAsset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stores in a model how answers are made of its probabilities. */
@Command(
    name = "decide",
    header = "Makes a model say \"I don't know\", or what it says as sure as it is.",
    description = {
      "",
      "Stores in the model file how answers are made of probabilities: a temperature, and from which"
          + " probability on each class is answered. predict and evaluate follow it; so does every"
          + " program that uses Peaberry's library. Without options it shows what the file says.",
      "",
      "What is to be found is found on the pictures that evaluate would take: those that the model"
          + " was validated with, unless DATA or --part says otherwise.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry decide runs/photos --temperature fit|@",
      "  @|bold peaberry decide runs/photos --accuracy 0.99|@",
      "  @|bold peaberry decide runs/photos --threshold dog=0.3 --out careful.keras|@",
      "  @|bold peaberry decide runs/photos --reset|@"
    })
final class DecideCommand implements Callable<Integer> {
  @Mixin private JudgedFlags judged = new JudgedFlags();

  @Mixin private DecisionFlags flags = new DecisionFlags();

  @Option(
      names = "--out",
      converter = OutputFile.Keras.class,
      paramLabel = "FILE.keras",
      description = "Write another file. Default: the model's own.")
  private Path out;

  @Mixin private EngineFlags engine = new EngineFlags();

  @Mixin private BrokenFlag broken = new BrokenFlag();

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;

  DecideCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    flags.check();
    ModelArgument opened =
        flags.changeSomething()
            ? ModelArgument.openWhole(judged.model())
            : ModelArgument.open(judged.model());
    DecisionRule before = DecisionAsset.of(opened.file().assets(), opened.classNames());
    if (!flags.changeSomething()) {
      show(opened, before, List.of(), Optional.empty());
      return Failures.OK;
    }
    Path target = target(opened);
    Decision decision = decide(opened, before);
    opened.withRule(decision.rule()).file().write(target);
    show(opened, decision.rule(), decision.lines(), Optional.of(target));
    return Failures.OK;
  }

  private Path target(ModelArgument opened) {
    Path target = out == null ? opened.path() : out;
    if (!target.toString().endsWith(".keras")) {
      throw new InputException(
          "Found the model %s, expected a .keras file, which has room for this; add --out FILE.keras"
              .formatted(target));
    }
    return target;
  }

  private Decision decide(ModelArgument opened, DecisionRule before) throws IOException {
    if (flags.reset()) {
      return new Decision(DecisionRule.USUAL, List.of());
    }
    if (opened.file().assets().severalLabels()) {
      return flags.ofSeveralLabels(opened.classNames(), before);
    }
    NativeStart.inBackground();
    Progress progress = TaskProgress.on(console, quiet);
    try (JudgedFlags.Judged pictures = judged.open(opened, progress)) {
      pictures.requireOneLabel();
      ModelArgument plain = opened.withRule(DecisionRule.USUAL);
      Judgement judgement =
          Judgement.of(
              plain,
              pictures.source(),
              TestTimeAugmentation.none(),
              engine.options(),
              broken.share(),
              progress);
      return flags.on(judgement.evaluation(), before).explained(pictures.chosen().explanation());
    }
  }

  private void show(
      ModelArgument opened, DecisionRule rule, List<String> lines, Optional<Path> written) {
    Map<String, Object> facts = DecisionAsset.toJson(rule, opened.classNames());
    if (json) {
      Map<String, Object> all = Json.map("model", opened.path().toString());
      all.putAll(facts);
      all.put("written", written.map(Path::toString).orElse(null));
      console.printPlain(Json.pretty(all));
      return;
    }
    console.print("@|bold %s|@", opened.path());
    if (rule.isUsual()) {
      console.printPlain("No rule of its own: the most probable class is answered.");
    } else {
      SettingsInWords.of(facts).forEach((name, value) -> console.printPlain(name + ": " + value));
    }
    lines.forEach(console::printPlain);
    written.ifPresent(file -> console.print("Written @|cyan %s|@", file));
  }
}
