package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.DataException;
import dev.peaberry.data.ImageSource;
import dev.peaberry.report.ComparisonPage;
import dev.peaberry.report.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares runs on the same pictures. */
@Command(
    name = "compare",
    header = "Compares runs: is one better, or is it chance?",
    description = {
      "",
      "Accuracies on the pictures that all runs were judged on, McNemar's test of each pair, curves"
          + " over one another, the settings that differ, and the pictures that one gets right and"
          + " the other wrong.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry compare runs/small runs/large|@",
      "  @|bold peaberry compare runs/* --out comparison.html|@",
      "  @|bold peaberry compare runs/small runs/large --json|@"
    })
final class CompareCommand implements Callable<Integer> {
  private static final int MOST_RUNS = 12;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description =
          "Folders of two to twelve runs, also of cross-validations, on pictures of one label.")
  private List<Path> folders;

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      converter = OutputFile.Html.class,
      defaultValue = "comparison.html",
      description =
          "Where to write the page; the curves go beside it as .png and .svg. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--pictures",
      paramLabel = "N",
      converter = Numbers.CountOrNone.class,
      defaultValue = "24",
      description =
          "How many pictures the page shows at most of those that one run of a pair gets right and"
              + " the other wrong. Default: ${DEFAULT-VALUE}.")
  private int mostPictures;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Print JSON instead of text, and write no files.")
  private boolean json;

  private final Console console;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RunComparison comparison = RunComparison.of(runs());
    if (json) {
      console.printPlain(Json.pretty(comparison.toJson()));
      return Failures.OK;
    }
    comparison.accuracies().print(console);
    console.print("");
    comparison.conclusions().forEach(console::printPlain);
    console.print("");
    if (comparison.settingsTable().isPresent()) {
      comparison.settingsTable().get().print(console);
    } else {
      console.printPlain("The runs follow the same recipe.");
    }
    console.print("");
    write(comparison);
    return Failures.OK;
  }

  private List<ComparedRun> runs() throws IOException {
    if (folders.size() < 2 || folders.size() > MOST_RUNS) {
      throw new InputException(
          "Found %s, expected 2 to %d; peaberry runs lists any number"
              .formatted(Quantity.of(folders.size(), "runs"), MOST_RUNS));
    }
    List<Path> whole = folders.stream().map(each -> each.toAbsolutePath().normalize()).toList();
    List<ComparedRun> runs = new ArrayList<>();
    for (int i = 0; i < whole.size(); i++) {
      if (whole.indexOf(whole.get(i)) < i) {
        throw new InputException(
            "Found %s twice, expected different runs; leave one out".formatted(folders.get(i)));
      }
      String name = commonParent(whole).relativize(whole.get(i)).toString();
      runs.add(ComparedRun.read(name.isEmpty() ? "." : name, folders.get(i)));
    }
    return runs;
  }

  /** The folder that all lie in, so that what follows tells them apart. */
  private static Path commonParent(List<Path> folders) {
    Path parent = folders.get(0);
    while (parent.getParent() != null && !folders.stream().allMatch(within(parent))) {
      parent = parent.getParent();
    }
    return parent;
  }

  private static Predicate<Path> within(Path parent) {
    return folder -> folder.startsWith(parent) && !folder.equals(parent);
  }

  private void write(RunComparison comparison) throws IOException {
    Progress progress = TaskProgress.on(console, quiet);
    Optional<Pictures> pictures = pictures(comparison, progress);
    try {
      ComparisonPage page = comparison.page();
      Map<String, ImageSource> parts = new LinkedHashMap<>();
      pictures.ifPresent(
          found -> found.parts().forEach((part, source) -> parts.put(part.toString(), source)));
      page.withPictures(parts, mostPictures).write(out, progress);
    } finally {
      pictures.ifPresent(Pictures::close);
    }
    console.print("Written to @|cyan %s|@", out);
    if (comparison.curves().isPresent()) {
      Figure figure = comparison.curves().get().figure();
      figure.writePng(beside(".png"));
      figure.writeSvg(beside(".svg"));
      console.print("           @|cyan %s|@ and @|cyan %s|@", beside(".png"), beside(".svg"));
    }
  }

  private Path beside(String ending) {
    String name = out.getFileName().toString();
    return out.resolveSibling(name.substring(0, name.length() - ".html".length()) + ending);
  }

  /** The pictures of the first run whose data are still there. */
  private Optional<Pictures> pictures(RunComparison comparison, Progress progress) {
    String why = "";
    for (ComparedRun run : comparison.runs()) {
      try {
        return Optional.of(Pictures.open(run.record().recipe().data(), progress));
      } catch (InputException | DataException e) {
        why = e.getMessage();
      }
    }
    console.tell("Note: the page shows no pictures: %s", why);
    return Optional.empty();
  }
}
