package dev.peaberry.report;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.check.CheckedPart;
import dev.peaberry.data.check.DataReport;
import dev.peaberry.data.check.Finding;
import dev.peaberry.data.check.Picture;
import dev.peaberry.data.check.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A page to browse the findings of a data check in: one file without anything from a network, with
 * small pictures inside. Immutable.
 *
 * <p>There are at most {@link #MOST_PREVIEWS} previews of some 10 kB and the first {@link
 * #MOST_CASES} cases of each finding; the page says so.
 */
public final class DataPage {
  /** How many pictures are embedded at most; every finding gets its share. */
  public static final int MOST_PREVIEWS = 500;

  /** How many cases of a finding are listed at most. */
  public static final int MOST_CASES = 2000;

  /** How many pictures of one case are shown at most. */
  private static final int MOST_OF_A_CASE = 12;

  private static final String TEMPLATE = "data-page.html";
  private static final int SIZES = 6;

  private final DataReport report;
  private final Map<String, ImageSource> parts;
  private final String title;

  private DataPage(DataReport report, Map<String, ImageSource> parts, String title) {
    this.report = report;
    this.parts = parts;
    this.title = title;
  }

  /**
   * The page of a report.
   *
   * @param parts the pictures that were checked, by the names of their parts
   */
  public static DataPage of(DataReport report, Map<String, ImageSource> parts) {
    return new DataPage(report, new LinkedHashMap<>(parts), "Data check");
  }

  /** This page under another title. */
  public DataPage withTitle(String other) {
    return new DataPage(report, parts, other);
  }

  /**
   * Reads the pictures to be shown and writes the page.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file, Progress progress) throws IOException {
    Map<Picture, Integer> files = new LinkedHashMap<>();
    List<Object> findings = report.findings().stream().map(each -> json(each, files)).toList();
    List<Picture> previewed = previewed();
    Map<Picture, String> previews = Previews.of(previewed, parts, progress);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("title", title);
    data.put("pictures", report.pictures());
    data.put("classes", report.classNames());
    data.put("bounds", bounds(previews.size()));
    data.put("parts", report.parts().stream().map(DataPage::json).toList());
    data.put("findings", findings);
    data.put(
        "files", files.keySet().stream().map(picture -> json(picture, previews, file)).toList());
    Page.write(file, TEMPLATE, data);
  }

  private static String bounds(int previews) {
    return String.format(
        Locale.ROOT,
        "%,d previews are in this page, %,d at most, and the first %,d cases of each finding.",
        previews,
        MOST_PREVIEWS,
        MOST_CASES);
  }

  /** Takes one case of each finding in turn, so that a long one leaves room for the others. */
  private List<Picture> previewed() {
    Map<Picture, Boolean> taken = new LinkedHashMap<>();
    for (int turn = 0; turn < MOST_CASES; turn++) {
      for (Finding finding : report.findings()) {
        if (turn < finding.cases().size()) {
          finding.cases().get(turn).pictures().stream()
              .filter(picture -> picture.index() >= 0)
              .limit(MOST_OF_A_CASE)
              .filter(picture -> taken.size() < MOST_PREVIEWS || taken.containsKey(picture))
              .forEach(picture -> taken.put(picture, true));
        }
      }
    }
    return List.copyOf(taken.keySet());
  }

  private static Object json(Finding finding, Map<Picture, Integer> files) {
    List<Object> cases = new ArrayList<>();
    finding.cases().stream().limit(MOST_CASES).forEach(each -> cases.add(json(each, files)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fault", finding.fault().toString());
    json.put("severity", finding.fault().severity().toString());
    json.put("title", finding.fault().title());
    json.put("why", finding.fault().why());
    json.put("remedy", finding.fault().remedy());
    json.put("amount", finding.amount());
    json.put("total", finding.cases().size());
    json.put("cases", cases);
    return json;
  }

  private static Object json(Finding.Case found, Map<Picture, Integer> files) {
    List<Integer> pictures =
        found.pictures().stream()
            .limit(MOST_OF_A_CASE)
            .map(picture -> files.computeIfAbsent(picture, each -> files.size()))
            .toList();
    return Map.of(
        "note",
        found.note(),
        "pictures",
        pictures,
        "more",
        found.pictures().size() - pictures.size());
  }

  private Object json(Picture picture, Map<Picture, String> previews, Path page) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", picture.name());
    json.put("part", picture.part());
    json.put("class", picture.className());
    json.put("thumb", previews.getOrDefault(picture, ""));
    json.put("href", PageLinks.to(page, parts.get(picture.part()), picture.index()));
    return json;
  }

  private static Object json(CheckedPart part) {
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("Pictures", String.format(Locale.ROOT, "%,d", part.pictures())));
    facts.add(List.of("Broken", String.format(Locale.ROOT, "%,d", part.broken())));
    facts.add(List.of("Heights", text(part.heights(), "%.0f")));
    facts.add(List.of("Widths", text(part.widths(), "%.0f")));
    facts.add(List.of("Width by height", text(part.aspectRatios(), "%.2f")));
    facts.add(List.of("Sizes", most(part.sizes())));
    facts.add(
        List.of(
            "Formats",
            most(
                part.formats().entrySet().stream()
                    .collect(
                        Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue)))));
    facts.add(List.of("Colours", most(part.colours())));
    return Map.of("name", part.name(), "classes", part.classes(), "facts", facts);
  }

  private static String text(Spread spread, String number) {
    return String.format(
        Locale.ROOT,
        number + " to " + number + ", median " + number,
        spread.smallest(),
        spread.largest(),
        spread.median());
  }

  private static String most(Map<String, Integer> counts) {
    String most =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(SIZES)
            .map(each -> String.format(Locale.ROOT, "%s (%,d)", each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
    return counts.size() > SIZES ? most + " and " + (counts.size() - SIZES) + " others" : most;
  }
}
