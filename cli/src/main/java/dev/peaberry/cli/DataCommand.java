package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.check.CleanList;
import dev.peaberry.data.check.DataCheck;
import dev.peaberry.data.check.DataReport;
import dev.peaberry.data.check.Finding;
import dev.peaberry.data.check.Severity;
import dev.peaberry.report.DataPage;
import dev.peaberry.report.PictureGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a data set: what it consists of, and what is wrong with it. */
@Command(
    name = "data",
    header = "Checks a data set: broken files, copies, doubtful labels, odd pictures.",
    description = {
      "",
      "Tells what there is and what is wrong with it, why that hurts and what to do. Nothing is ever"
          + " deleted or changed. Also draws 5 x 10 of the pictures with their labels, so that you"
          + " see what a model will see.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry data photos|@",
      "  @|bold peaberry data photos --html photos.html|@",
      "  @|bold peaberry data photos --validation-split 0.2 --model runs/photos|@",
      "  @|bold peaberry data photos --split grouped --group-by \"/(person\\d+)_\"|@",
      "  @|bold peaberry data photos --scores runs/photos-folds|@",
      "  @|bold peaberry data photos --write-manifest photos/clean.csv|@",
      "  @|bold peaberry data photos --headers-only --no-grid --json|@"
    })
final class DataCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DATA", description = Pictures.HELP)
  private String data;

  @Mixin private DataFlags dataFlags = new DataFlags();

  @Option(
      names = "--html",
      paramLabel = "FILE.html",
      converter = OutputFile.Html.class,
      description =
          "Write a page to browse the findings in, with small pictures of up to 500 files.")
  private Path html;

  @Option(
      names = "--json",
      paramLabel = "FILE.json",
      arity = "0..1",
      fallbackValue = OutputFile.STANDARD_OUTPUT,
      converter = OutputFile.Json.class,
      description =
          "Print JSON, or write it to a file; print JSON only draws pictures where --grid says.")
  private Path json;

  @ArgGroup(validate = false, heading = "%nA clean list:%n")
  private CleanListFlags clean = new CleanListFlags();

  @ArgGroup(validate = false, heading = "%nWhat is looked at:%n")
  private Scope scope = new Scope();

  private static final class Scope {
    @Option(
        names = "--model",
        paramLabel = "MODEL",
        description =
            "List pictures that this model is sure are of another class, the surest first. "
                + ModelArgument.HELP)
    private Path model;

    @Option(
        names = "--scores",
        paramLabel = "RUN",
        description =
            "List pictures whose labels are doubtful by confident learning: models that have not"
                + " learnt from them give another class more than that class's pictures usually"
                + " get. "
                + ScoredLabels.HELP)
    private Path scores;

    @Option(
        names = "--headers-only",
        description =
            "Read only the headers: quick, but misses copies and files that are damaged inside.")
    private boolean headersOnly;
  }

  @ArgGroup(
      validate = false,
      heading =
          "%nA split to look for copies across, as peaberry train makes it with the same --seed:%n")
  private SplitFlags splitFlags = new SplitFlags();

  @Option(
      names = "--strict",
      description = "Exit with 1 if there are errors; warnings and notes do not count.")
  private boolean strict;

  @Option(
      names = "--grid",
      paramLabel = "FILE.png",
      description = "Where to draw the pictures. Default: NAME-grid.png in this folder.")
  private Path grid;

  @Option(names = "--no-grid", description = "Draw no pictures.")
  private boolean noGrid;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Numbers.SeedNumber.class,
      description = "Which pictures are drawn, and how they are split. Default: ${DEFAULT-VALUE}.",
      defaultValue = "42")
  private long seed;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  private final Console console;

  DataCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Progress progress = TaskProgress.on(console, quiet);
    splitFlags.check();
    try (Pictures pictures = Pictures.open(dataFlags.of(data), progress)) {
      Map<String, ImageSource> parts = parts(pictures, progress);
      clean.requirePossible(parts.values());
      requireDoubtable(pictures);
      Optional<ScoredLabels> scored = Optional.ofNullable(scope.scores).map(ScoredLabels::of);
      Optional<Finding> doubted = scored.map(each -> each.find(parts));
      Optional<SuspectedLabels> suspected =
          Optional.ofNullable(scope.model).map(SuspectedLabels::of);
      DataReport report = check(pictures, parts, progress);
      if (suspected.isPresent()) {
        report = report.with(suspected.get().find(parts, progress));
      }
      if (doubted.isPresent()) {
        report = report.with(doubted.get());
      }
      Optional<Path> drawn = drawGrid(pictures);
      DataFindings findings = new DataFindings(pictures, report, drawn);
      tell(findings);
      write(findings, parts, progress);
      return strict && report.count(Severity.ERROR) > 0 ? Failures.FAILED : Failures.OK;
    }
  }

  private void requireDoubtable(Pictures pictures) {
    if (scope.model != null && scope.scores != null) {
      throw new InputException("Found --model and --scores, expected one of them; leave one out");
    }
    if ((scope.model != null || scope.scores != null) && pictures.haveSeveralLabels()) {
      throw new InputException(
          "Found pictures of several labels in %s, expected one label each for %s; leave it out"
              .formatted(pictures.name(), scope.model != null ? "--model" : "--scores"));
    }
  }

  private Map<String, ImageSource> parts(Pictures pictures, Progress progress) {
    Map<String, ImageSource> parts = new LinkedHashMap<>();
    if (splitFlags.areGiven()) {
      Divided divided =
          Divided.of(pictures, splitFlags.forPictures(pictures, Optional.empty(), progress), seed);
      parts.put(Part.TRAIN.toString(), divided.training());
      parts.put(Part.VALIDATION.toString(), divided.validation());
      return parts;
    }
    pictures
        .parts()
        .forEach((part, source) -> parts.put(part == Part.ALL ? "" : part.toString(), source));
    return parts;
  }

  private DataReport check(Pictures pictures, Map<String, ImageSource> parts, Progress progress) {
    DataCheck check = DataCheck.ofParts(parts);
    DataReport report = (scope.headersOnly ? check.withHeadersOnly() : check).run(progress);
    // The parts of a split do not know what else lies in their folder.
    return splitFlags.areGiven() && pictures.parts().get(Part.ALL) instanceof ImageFolder folder
        ? report.with(DataCheck.strayFiles(Map.of("", folder)))
        : report;
  }

  private Optional<Path> drawGrid(Pictures pictures) throws IOException {
    boolean printsJson = json != null && OutputFile.isStandardOutput(json);
    if (noGrid || (printsJson && grid == null)) {
      return Optional.empty();
    }
    Path file = grid == null ? Path.of(pictures.shortName() + "-grid.png") : grid;
    Part part = pictures.isDivided() ? Part.TRAIN : Part.ALL;
    PictureGrid.of(pictures.parts().get(part))
        .withSeed(seed)
        .withCaption(pictures.shortName() + ": " + pictures.describe())
        .writePng(file);
    return Optional.of(file);
  }

  private void tell(DataFindings findings) throws IOException {
    if (json != null && OutputFile.isStandardOutput(json)) {
      console.printPlain(findings.json());
      return;
    }
    findings.print(console);
    if (json != null) {
      OutputFile.write(json, findings.json() + "\n");
      console.print("JSON      @|cyan %s|@", json);
    }
  }

  private void write(DataFindings findings, Map<String, ImageSource> parts, Progress progress)
      throws IOException {
    boolean quietly = json != null && OutputFile.isStandardOutput(json);
    if (html != null) {
      DataPage.of(findings.report(), parts)
          .withTitle(findings.pictures().shortName())
          .write(html, progress);
      if (!quietly) {
        console.print("Page      @|cyan %s|@", html);
      }
    }
    if (clean.file().isPresent()) {
      CleanList list = clean.list(findings.report(), parts);
      list.write(clean.file().get());
      if (!quietly) {
        console.print(
            "Manifest  @|cyan %s|@  %s, %s left out",
            clean.file().get(),
            Quantity.of(list.kept(), "pictures"),
            Quantity.grouped(list.leftOut()));
        clean
            .root(parts.values())
            .ifPresent(
                root ->
                    console.print(
                        "          to train on it: @|bold peaberry train %s --root %s|@",
                        clean.file().get(), root));
      }
    }
  }
}
