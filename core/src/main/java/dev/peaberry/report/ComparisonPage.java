package dev.peaberry.report;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.check.Picture;
import dev.peaberry.evaluate.Comparison;
import dev.peaberry.evaluate.Interval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A page about several runs on the same pictures: how good each is, whether the differences may be
 * chance, curves over one another, settings that differ, and the pictures that one gets right and
 * another wrong. One file without anything from a network. Immutable.
 */
public final class ComparisonPage {
  /** How many pictures are embedded at most. */
  public static final int MOST_PREVIEWS = 500;

  private static final String TEMPLATE = "comparison-page.html";

  private final List<Run> runs;
  private final Comparison comparison;
  private final List<String> conclusions;
  private final Optional<Figure> curves;
  private final Map<String, List<String>> settings;
  private final Map<String, ImageSource> sources;
  private final int mostPictures;

  /**
   * One of the runs. Immutable.
   *
   * @param name what it is called
   * @param facts about it, in the same order for all runs, such as its model
   */
  public record Run(String name, Map<String, String> facts) {
    /** Copies the map, which keeps its order. */
    public Run {
      facts = new LinkedHashMap<>(facts);
    }
  }

  private ComparisonPage(
      List<Run> runs,
      Comparison comparison,
      List<String> conclusions,
      Optional<Figure> curves,
      Map<String, List<String>> settings,
      Map<String, ImageSource> sources,
      int mostPictures) {
    this.runs = runs;
    this.comparison = comparison;
    this.conclusions = conclusions;
    this.curves = curves;
    this.settings = settings;
    this.sources = sources;
    this.mostPictures = mostPictures;
  }

  /**
   * A page.
   *
   * @param runs as many as classifiers are compared
   * @throws IllegalArgumentException if there are not
   */
  public static ComparisonPage of(List<Run> runs, Comparison comparison) {
    if (runs.size() != comparison.classifiers()) {
      throw new IllegalArgumentException(
          "Found %d runs, expected one for each of %d classifiers"
              .formatted(runs.size(), comparison.classifiers()));
    }
    return new ComparisonPage(
        List.copyOf(runs), comparison, List.of(), Optional.empty(), Map.of(), Map.of(), 24);
  }

  /** This page with sentences at its top. */
  public ComparisonPage withConclusions(List<String> sentences) {
    return new ComparisonPage(
        runs, comparison, List.copyOf(sentences), curves, settings, sources, mostPictures);
  }

  /** This page with learning curves. */
  public ComparisonPage withCurves(Figure figure) {
    return new ComparisonPage(
        runs, comparison, conclusions, Optional.of(figure), settings, sources, mostPictures);
  }

  /** This page with a table of settings: by name a value for each run. */
  public ComparisonPage withSettings(Map<String, List<String>> valuesByName) {
    return new ComparisonPage(
        runs,
        comparison,
        conclusions,
        curves,
        new LinkedHashMap<>(valuesByName),
        sources,
        mostPictures);
  }

  /**
   * This page with small pictures.
   *
   * @param parts where the pictures are, by any names
   * @param most how many are shown of those that one run of a pair gets right and the other wrong
   */
  public ComparisonPage withPictures(Map<String, ImageSource> parts, int most) {
    return new ComparisonPage(
        runs, comparison, conclusions, curves, settings, new LinkedHashMap<>(parts), most);
  }

  /**
   * Reads the pictures to be shown and writes the page.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file, Progress progress) throws IOException {
    Map<Comparison.Picture, Integer> shown = new LinkedHashMap<>();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("conclusions", conclusions);
    data.put("pictures", comparison.pictures().size());
    data.put("classes", comparison.classNames());
    data.put("runs", IntStream.range(0, runs.size()).mapToObj(this::run).toList());
    data.put("pairs", comparison.pairs().stream().map(pair -> pair(pair, shown)).toList());
    data.put("curves", curves.map(ComparisonPage::address).orElse(""));
    data.put("settings", settings);
    data.put("shown", pictures(shown.keySet(), file, progress));
    Page.write(file, TEMPLATE, data);
  }

  private Object run(int number) {
    Interval interval = comparison.interval(number);
    return Map.of(
        "name", runs.get(number).name(),
        "facts", runs.get(number).facts(),
        "right", comparison.right(number),
        "accuracy", comparison.accuracy(number),
        "low", interval.low(),
        "high", interval.high());
  }

  private Object pair(Comparison.Pair pair, Map<Comparison.Picture, Integer> shown) {
    return Map.of(
        "first", pair.first(),
        "second", pair.second(),
        "onlyFirst", pair.test().onlyFirst(),
        "onlySecond", pair.test().onlySecond(),
        "exact", pair.test().isExact(),
        "p", pair.test().probability(),
        "adjusted", pair.adjusted(),
        "firstPictures", shown(comparison.onlyRight(pair.first(), pair.second()), shown),
        "secondPictures", shown(comparison.onlyRight(pair.second(), pair.first()), shown));
  }

  private List<Integer> shown(
      List<Comparison.Picture> pictures, Map<Comparison.Picture, Integer> shown) {
    return pictures.stream()
        .limit(mostPictures)
        .map(picture -> shown.computeIfAbsent(picture, each -> shown.size()))
        .toList();
  }

  private List<Object> pictures(
      Collection<Comparison.Picture> shown, Path page, Progress progress) {
    Map<String, Picture> known = new LinkedHashMap<>();
    sources.forEach(
        (part, source) -> {
          for (int i = 0; i < source.size(); i++) {
            known.put(source.name(i), new Picture(part, i, source.name(i), ""));
          }
        });
    List<Picture> found =
        shown.stream()
            .map(Comparison.Picture::path)
            .filter(known::containsKey)
            .map(known::get)
            .limit(MOST_PREVIEWS)
            .toList();
    Map<Picture, String> previews = Previews.of(found, sources, progress);
    List<Object> json = new ArrayList<>();
    for (Comparison.Picture each : shown) {
      Optional<Picture> file = Optional.ofNullable(known.get(each.path()));
      Map<String, Object> picture = new LinkedHashMap<>();
      picture.put("name", each.path());
      picture.put("label", each.label());
      picture.put("thumb", file.map(previews::get).orElse(""));
      picture.put(
          "href",
          file.map(picked -> PageLinks.to(page, sources.get(picked.part()), picked.index()))
              .orElse(""));
      picture.put(
          "answers",
          each.answers().stream()
              .map(answer -> List.of(answer.predicted(), answer.probability()))
              .toList());
      json.add(picture);
    }
    return json;
  }

  private static String address(Figure figure) {
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(figure.svg().getBytes(StandardCharsets.UTF_8));
  }
}
