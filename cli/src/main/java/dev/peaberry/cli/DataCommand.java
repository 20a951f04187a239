package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.BrokenImage;
import dev.peaberry.data.DataSheet;
import dev.peaberry.data.ImageSource;
import dev.peaberry.report.PictureGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what a data set consists of. */
@Command(
    name = "data",
    header = "Looks at a data set: classes, sizes, formats, broken files.",
    description = {
      "",
      "Also draws 5 x 10 of the pictures with their labels, so that you see what a model will see.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry data photos|@",
      "  @|bold peaberry data photos.zip --grid sheet.png|@",
      "  @|bold peaberry data photos --headers-only --no-grid --json|@"
    })
final class DataCommand implements Callable<Integer> {
  private static final int BROKEN_SHOWN = 10;
  private static final int LONGEST_BAR = 20;

  @Parameters(paramLabel = "DATA", description = Pictures.HELP)
  private String data;

  @Mixin private DataFlags dataFlags = new DataFlags();

  @Option(
      names = "--grid",
      paramLabel = "FILE.png",
      description = "Where to draw the pictures. Default: NAME-grid.png in this folder.")
  private Path grid;

  @Option(names = "--no-grid", description = "Draw no pictures.")
  private boolean noGrid;

  @Option(
      names = "--headers-only",
      description = "Read only the headers: quick, but misses files that are damaged inside.")
  private boolean headersOnly;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Numbers.SeedNumber.class,
      description = "Which pictures are drawn. Default: ${DEFAULT-VALUE}.",
      defaultValue = "0")
  private long seed;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Print JSON; draw pictures only where --grid says.")
  private boolean json;

  private final Console console;

  DataCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Progress progress = TaskProgress.on(console, quiet);
    try (Pictures pictures = Pictures.open(dataFlags.of(data), progress)) {
      Map<Part, DataSheet> sheets = new EnumMap<>(Part.class);
      pictures
          .parts()
          .forEach(
              (part, source) ->
                  sheets.put(
                      part,
                      headersOnly
                          ? DataSheet.of(source, progress)
                          : DataSheet.verified(source, progress)));
      Optional<Path> drawn = drawGrid(pictures);
      if (json) {
        console.printPlain(Json.pretty(toJson(pictures, sheets, drawn)));
      } else {
        print(pictures, sheets);
        drawn.ifPresent(file -> console.print("Pictures  @|cyan %s|@", file));
      }
    }
    return Failures.OK;
  }

  private Optional<Path> drawGrid(Pictures pictures) throws IOException {
    if (noGrid || (json && grid == null)) {
      return Optional.empty();
    }
    Path file = grid == null ? Path.of(pictures.shortName() + "-grid.png") : grid;
    Part part = pictures.isDivided() ? Part.TRAIN : Part.ALL;
    ImageSource source = pictures.parts().get(part);
    PictureGrid.of(source)
        .withSeed(seed)
        .withCaption(pictures.shortName() + ": " + pictures.describe())
        .writePng(file);
    return Optional.of(file);
  }

  private void print(Pictures pictures, Map<Part, DataSheet> sheets) {
    console.print("@|bold %s|@ in %s", pictures.describe(), pictures.name());
    console.print("");
    classTable(pictures, sheets).print(console);
    console.print("");
    console.print("Heights   " + range(sheets, DataSheet::heights));
    console.print("Widths    " + range(sheets, DataSheet::widths));
    String formats = formats(sheets);
    if (!formats.isEmpty()) {
      console.print("Formats   " + formats);
    }
    printBroken(sheets);
  }

  private static TextTable classTable(Pictures pictures, Map<Part, DataSheet> sheets) {
    List<String> headings = new ArrayList<>(List.of("Class"));
    sheets.keySet().forEach(part -> headings.add(part == Part.ALL ? "pictures" : part.toString()));
    headings.add("share");
    headings.add("");
    TextTable table = new TextTable(headings.toArray(String[]::new));
    int classes = pictures.classNames().size();
    int[] totals = new int[classes];
    for (int i = 0; i < classes; i++) {
      for (DataSheet sheet : sheets.values()) {
        totals[i] += sheet.classes().get(i).pictures();
      }
    }
    int most = java.util.Arrays.stream(totals).max().orElse(1);
    double all = java.util.Arrays.stream(totals).sum();
    for (int i = 0; i < classes; i++) {
      List<String> cells = new ArrayList<>(List.of(pictures.classNames().get(i)));
      for (DataSheet sheet : sheets.values()) {
        cells.add(Quantity.grouped(sheet.classes().get(i).pictures()));
      }
      cells.add(Quantity.percent(totals[i] / all));
      int length = Math.max(1, Math.round((float) LONGEST_BAR * totals[i] / most));
      cells.add("━".repeat(length) + " ".repeat(LONGEST_BAR - length));
      table.row(cells);
    }
    return table;
  }

  private static String range(
      Map<Part, DataSheet> sheets, java.util.function.Function<DataSheet, DataSheet.Range> side) {
    return sheets.entrySet().stream()
        .map(
            entry -> {
              DataSheet.Range range = side.apply(entry.getValue());
              String text =
                  range.smallest() == range.largest()
                      ? range.median() + " pixels"
                      : "%d to %d pixels, median %d"
                          .formatted(range.smallest(), range.largest(), range.median());
              return Map.entry(entry.getKey(), text);
            })
        .collect(Collectors.collectingAndThen(Collectors.toList(), DataCommand::joinParts));
  }

  /** What all parts have in common is said once. */
  private static String joinParts(List<Map.Entry<Part, String>> texts) {
    if (texts.stream().map(Map.Entry::getValue).distinct().count() == 1) {
      return texts.get(0).getValue();
    }
    return texts.stream()
        .map(each -> each.getValue() + " (" + each.getKey() + ")")
        .collect(Collectors.joining("; "));
  }

  private static String formats(Map<Part, DataSheet> sheets) {
    Map<String, Integer> counts = new java.util.TreeMap<>();
    sheets
        .values()
        .forEach(
            sheet ->
                sheet
                    .formats()
                    .forEach((format, count) -> counts.merge(format.name(), count, Integer::sum)));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .map(entry -> entry.getKey() + " " + Quantity.grouped(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private void printBroken(Map<Part, DataSheet> sheets) {
    List<BrokenImage> broken =
        sheets.values().stream().flatMap(sheet -> sheet.broken().stream()).toList();
    if (broken.isEmpty()) {
      console.print(headersOnly ? "Broken    none, by their headers" : "Broken    none");
      return;
    }
    console.print("Broken    @|yellow %s|@", Quantity.of(broken.size(), "pictures"));
    broken.stream()
        .limit(BROKEN_SHOWN)
        .forEach(image -> console.printPlain("  " + image.name() + ": " + image.reason()));
    if (broken.size() > BROKEN_SHOWN) {
      console.print("  and " + (broken.size() - BROKEN_SHOWN) + " more; --json lists all");
    }
  }

  private static Object toJson(
      Pictures pictures, Map<Part, DataSheet> sheets, Optional<Path> drawn) {
    return Json.map(
        "data",
        pictures.name(),
        "classes",
        pictures.classNames(),
        "parts",
        sheets.entrySet().stream()
            .map(entry -> sheetJson(entry.getKey(), entry.getValue()))
            .toList(),
        "grid",
        drawn.map(Path::toString).orElse(null));
  }

  private static Object sheetJson(Part part, DataSheet sheet) {
    Map<String, Object> counts = Json.map();
    sheet.classes().forEach(each -> counts.put(each.name(), each.pictures()));
    Map<String, Object> formats = Json.map();
    sheet
        .formats()
        .forEach((format, count) -> formats.put(format.name().toLowerCase(Locale.ROOT), count));
    return Json.map(
        "part", part.toString(),
        "pictures", sheet.pictures(),
        "classes", counts,
        "heights", rangeJson(sheet.heights()),
        "widths", rangeJson(sheet.widths()),
        "formats", formats,
        "broken",
            sheet.broken().stream()
                .map(image -> Json.map("name", image.name(), "reason", image.reason()))
                .toList());
  }

  private static Object rangeJson(DataSheet.Range range) {
    return Json.map(
        "smallest", range.smallest(), "median", range.median(), "largest", range.largest());
  }
}
