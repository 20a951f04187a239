package dev.peaberry.cli;

import dev.peaberry.data.ImageFolder;
import dev.peaberry.evaluate.TestTimeAugmentation;
import dev.peaberry.image.Image;
import dev.peaberry.image.UndecodableImageException;
import dev.peaberry.predict.Classification;
import dev.peaberry.predict.Classifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
          + " if the model knows pictures with several labels. A picture that cannot be read is"
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
  private static final double LIKELY = 0.5;
  private static final long BATCH_BYTES = 256L << 20;

  @Parameters(index = "0", paramLabel = "MODEL", description = ModelArgument.HELP)
  private Path model;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Pictures; folders, whose pictures are taken with those of sub-folders; or - for a list"
              + " of files on the standard input, one a line.")
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
  private int failed;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (Classifier classifier = open()) {
      List<Path> names = new ArrayList<>();
      List<Image> pictures = new ArrayList<>();
      long bytes = 0;
      try (Stream<Path> all = files.stream().flatMap(this::expand)) {
        for (Iterator<Path> each = all.iterator(); each.hasNext(); ) {
          Path file = each.next();
          try {
            Image picture = classifier.read(file);
            names.add(file);
            pictures.add(picture);
            bytes += picture.pixels().length;
          } catch (NoSuchFileException e) {
            reportBroken(file, "found no such file");
          } catch (IOException | UndecodableImageException e) {
            reportBroken(file, e.getMessage());
          }
          if (pictures.size() == BATCH || bytes > BATCH_BYTES) {
            flush(classifier, names, pictures);
            bytes = 0;
          }
        }
      }
      flush(classifier, names, pictures);
    }
    return failed == 0 ? Failures.OK : Failures.BAD_INPUT;
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

  private Stream<Path> expand(String argument) {
    if (argument.equals("-")) {
      return console
          .inputLines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(Pictures::path);
    }
    Path path = Pictures.path(argument);
    return Files.isDirectory(path) ? picturesBelow(path) : Stream.of(path);
  }

  private Stream<Path> picturesBelow(Path folder) {
    List<Path> found;
    try (Stream<Path> below = Files.walk(folder)) {
      found = below.filter(PredictCommand::isPicture).sorted().toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      reportBroken(folder, "cannot be listed");
      return Stream.empty();
    }
    if (found.isEmpty()) {
      reportBroken(folder, "found no pictures in this folder");
    }
    return found.stream();
  }

  private static boolean isPicture(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot >= 0
        && ImageFolder.DEFAULT_EXTENSIONS.contains(name.substring(dot))
        && Files.isRegularFile(path);
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
        line.put(
            "labels", result.above(LIKELY).stream().map(Classification.Ranked::label).toList());
      } else {
        line.put("label", best.get(0).label());
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
    String first = inWords(best.subList(0, 1));
    String others = inWords(best.subList(1, best.size()));
    console.print("%s  @|bold %s|@%s", file, first, others.isEmpty() ? "" : "  " + others);
  }

  /** Every class that is likely in bold, and the next ones. */
  private void showSeveral(Path file, Classification result, List<Classification.Ranked> best) {
    List<Classification.Ranked> likely = result.above(LIKELY);
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

  private void reportBroken(Path file, String reason) {
    failed++;
    if (json) {
      console.printPlain(Json.line(Json.map("file", file.toString(), "error", reason)));
    }
    console.tellFailure(file + ": " + reason);
  }
}
