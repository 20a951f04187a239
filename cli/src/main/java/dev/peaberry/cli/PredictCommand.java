package dev.peaberry.cli;

import dev.peaberry.evaluate.TestTimeAugmentation;
import dev.peaberry.image.Image;
import dev.peaberry.predict.Classification;
import dev.peaberry.predict.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what pictures show. */
@Command(
    name = "predict",
    header = "Says what pictures show.",
    description = {
      "",
      "One line for each picture: its most probable classes, or every class that it probably shows"
          + " if the model knows pictures with several labels. A model that peaberry decide told to"
          + " keep silent where it is not sure says \"I don't know\". A picture that cannot be read is"
          + " reported, the others go on, and the exit code is 2 in the end.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry predict runs/photos new.jpg other.png|@",
      "  @|bold peaberry predict runs/photos inbox/ --top 1|@",
      "  @|bold find . -name '*.jpg' | peaberry predict runs/photos - --json|@"
    })
final class PredictCommand implements Callable<Integer> {
  private static final int BATCH = 32;
  private static final long BATCH_BYTES = 256L << 20;

  @Parameters(index = "0", paramLabel = "MODEL", description = ModelArgument.HELP)
  private Path model;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = PictureFiles.HELP)
  private List<String> files;

  @Option(
      names = "--top",
      paramLabel = "K",
      converter = Numbers.Count.class,
      defaultValue = "3",
      description = "How many classes to show. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Mixin private DecodingFlags decodingFlags = new DecodingFlags();

  @Mixin private TestTimeFlags testTime = new TestTimeFlags();

  @Mixin private EngineFlags engine = new EngineFlags();

  @Option(names = "--json", description = "Print a JSON object a line for each picture.")
  private boolean json;

  private final Console console;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    PictureFiles given = new PictureFiles(console, json);
    try (Classifier classifier = open()) {
      List<Path> names = new ArrayList<>();
      List<Image> pictures = new ArrayList<>();
      long bytes = 0;
      try (Stream<Path> all = files.stream().flatMap(given::expand)) {
        for (Iterator<Path> each = all.iterator(); each.hasNext(); ) {
          Path file = each.next();
          Optional<Image> picture = given.read(file, classifier::read);
          if (picture.isPresent()) {
            names.add(file);
            pictures.add(picture.get());
            bytes += picture.get().pixels().length;
          }
          if (pictures.size() == BATCH || bytes > BATCH_BYTES) {
            flush(classifier, names, pictures);
            bytes = 0;
          }
        }
      }
      flush(classifier, names, pictures);
    }
    return given.exitCode();
  }

  private Classifier open() {
    TestTimeAugmentation views = testTime.views();
    Path path = ModelArgument.resolve(model);
    NativeStart.inBackground();
    ModelArgument opened = decodingFlags.applyTo(ModelArgument.open(path));
    try {
      return Classifier.of(opened.file(), engine.options(), views);
    } catch (IllegalArgumentException e) {
      throw new InputException(path + ": " + e.getMessage(), e);
    }
  }

  private void flush(Classifier classifier, List<Path> names, List<Image> pictures) {
    List<Classification> results = classifier.classify(pictures);
    for (int i = 0; i < results.size(); i++) {
      show(names.get(i), results.get(i), classifier.severalLabels());
    }
    names.clear();
    pictures.clear();
  }

  private void show(Path file, Classification result, boolean several) {
    List<Classification.Ranked> best = result.topK(top);
    if (json) {
      Map<String, Object> line = Json.map("file", file.toString());
      if (several) {
        line.put("labels", result.answered().stream().map(Classification.Ranked::label).toList());
      } else {
        line.put("label", result.answers().isEmpty() ? null : result.answered().get(0).label());
        line.put("probability", best.get(0).probability());
      }
      line.put(
          "top",
          best.stream()
              .map(each -> Json.map("label", each.label(), "probability", each.probability()))
              .toList());
      console.printPlain(Json.line(line));
      return;
    }
    if (several) {
      showSeveral(file, result, best);
      return;
    }
    List<Classification.Ranked> answered = result.answered();
    String first = answered.isEmpty() ? "I don't know" : inWords(answered);
    String others = inWords(best.stream().filter(each -> !answered.contains(each)).toList());
    console.print("%s  @|bold %s|@%s", file, first, others.isEmpty() ? "" : "  " + others);
  }

  /** Every class that is likely in bold, and the next ones. */
  private void showSeveral(Path file, Classification result, List<Classification.Ranked> best) {
    List<Classification.Ranked> likely = result.answered();
    String others = inWords(best.stream().filter(each -> !likely.contains(each)).toList());
    console.print(
        "%s  @|bold %s|@%s",
        file,
        likely.isEmpty() ? "nothing" : inWords(likely),
        others.isEmpty() ? "" : "  not " + others);
  }

  private static String inWords(List<Classification.Ranked> ranked) {
    return ranked.stream()
        .map(each -> each.label() + " " + Quantity.percent(each.probability()))
        .collect(Collectors.joining(", "));
  }
}
