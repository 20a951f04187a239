package dev.peaberry.report;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageSource;
import dev.peaberry.evaluate.Bootstrap;
import dev.peaberry.evaluate.ConfusionMatrix;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.FeatureMap;
import dev.peaberry.evaluate.Interval;
import dev.peaberry.evaluate.Thresholds;
import dev.peaberry.image.Image;
import dev.peaberry.model.Model;
import dev.peaberry.train.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * All that is known of how good a classifier is, as a page to browse in and as plain maps, lists,
 * texts and numbers: scores, confusions, mistakes with their pictures, calibration, curves, and
 * what a caller adds, such as a training's history. Immutable.
 *
 * <p>The page is one file without anything from a network. It lists at most {@link
 * PagePictures#MOST_LISTED} pictures, the mistakes first, and shows at most {@link
 * PagePictures#MOST_PREVIEWED} of them.
 */
public final class EvaluationPage {
  private static final String TEMPLATE = "evaluation-page.html";
  private static final int MOST_CONFUSIONS = 20;

  private final Evaluation evaluation;
  private final PagePictures pictures;
  private final Map<String, Object> facts;
  private final Explanations explanations;

  private EvaluationPage(
      Evaluation evaluation,
      PagePictures pictures,
      Map<String, Object> facts,
      Explanations explanations) {
    this.evaluation = evaluation;
    this.pictures = pictures;
    this.facts = facts;
    this.explanations = explanations;
  }

  /** Shows what in pictures speaks for a class. */
  @FunctionalInterface
  public interface Explanations {
    /**
     * Draws heat maps over pictures.
     *
     * @param places the pictures' indices in the source
     * @param classes for each picture the class whose evidence is wanted
     * @return drawings in the same order; fewer, or none, where a picture cannot be explained
     */
    List<Image> draw(List<Integer> places, List<Integer> classes);
  }

  /**
   * The page of an evaluation.
   *
   * @param source the pictures
   * @param places the index in the source of each example
   */
  public static EvaluationPage of(
      String title, Evaluation evaluation, ImageSource source, List<Integer> places) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("title", title);
    Certainty certainty = Certainty.of(evaluation.predictions());
    facts.put("summary", new Conclusions(evaluation, certainty).lines());
    facts.put("calibration", certainty.toJson());
    PagePictures pictures = PagePictures.of(evaluation, source, places);
    return new EvaluationPage(evaluation, pictures, facts, (all, classes) -> List.of());
  }

  private EvaluationPage with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(facts);
    more.put(key, value);
    return new EvaluationPage(evaluation, pictures, more, explanations);
  }

  /** With a table of facts under a heading, after those that are there. */
  public EvaluationPage withAbout(String heading, Map<String, String> rows) {
    List<Object> about = new ArrayList<>();
    if (facts.get("about") instanceof List<?> before) {
      about.addAll(before);
    }
    about.add(Map.of("heading", heading, "rows", new LinkedHashMap<>(rows)));
    return with("about", about);
  }

  /** With sentences before those that the page finds itself. */
  public EvaluationPage withSummary(List<String> lines) {
    List<Object> all = new ArrayList<>(lines);
    if (facts.get("summary") instanceof List<?> own) {
      all.addAll(own);
    }
    return with("summary", all);
  }

  /**
   * With a training's curves.
   *
   * @param best the epoch that was kept, from 0
   * @param monitor by which value it is the best
   */
  public EvaluationPage withHistory(History history, OptionalInt best, String monitor) {
    Map<String, Object> training = new LinkedHashMap<>();
    training.put("epochs", history.toJson());
    training.put("best_epoch", best.isPresent() ? best.getAsInt() + 1 : null);
    training.put("monitor", monitor);
    return with("training", training).withSummary(Conclusions.ofTraining(history, best));
  }

  /** With a table of the model's layers. */
  public EvaluationPage withModel(Model model) {
    return with("model", ModelFacts.toJson(model));
  }

  /** With what a linter has found; each a map with severity, where, found, why and mend. */
  public EvaluationPage withFindings(List<Map<String, Object>> findings) {
    return with("findings", findings);
  }

  /** With the seconds that parts of the work took, by name. */
  public EvaluationPage withSeconds(Map<String, Double> seconds) {
    return with("seconds", new LinkedHashMap<>(seconds));
  }

  /** With the examples in a plane. */
  public EvaluationPage withFeatures(FeatureMap map) {
    PagePictures listed = pictures.alsoListing(map.examples());
    Map<Integer, Integer> entries = listed.entries();
    List<Object> points = new ArrayList<>();
    for (int i = 0; i < map.examples().size(); i++) {
      int entry = entries.get(map.examples().get(i));
      points.add(List.of(Numbers.rounded(map.x(i)), Numbers.rounded(map.y(i)), entry));
    }
    return new EvaluationPage(evaluation, listed, facts, explanations)
        .with("map", Map.of("method", map.method(), "points", points));
  }

  /** With heat maps of the worst mistakes. */
  public EvaluationPage withExplanations(Explanations drawn) {
    return new EvaluationPage(evaluation, pictures, facts, drawn);
  }

  /** All that the page shows but the pictures themselves. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>(facts);
    json.put("evaluation", evaluationJson());
    json.put("confusions", confusions());
    json.put("curves", PageCurves.ofClasses(evaluation));
    json.put("coverage", PageCurves.coverage(evaluation.predictions()));
    if (evaluation.confusion().classes() == 2) {
      json.put("thresholds", Thresholds.of(evaluation.predictions()).toJson());
    }
    json.putAll(pictures.toJson());
    return json;
  }

  private List<Object> confusions() {
    ConfusionMatrix matrix = evaluation.confusion();
    return matrix.confusions().stream()
        .limit(MOST_CONFUSIONS)
        .<Object>map(
            each ->
                Map.of(
                    "label", each.label(),
                    "predicted", each.predicted(),
                    "count", each.count(),
                    "share", (double) each.count() / matrix.support(each.label())))
        .toList();
  }

  private Map<String, Object> evaluationJson() {
    Map<String, Object> json = new LinkedHashMap<>(evaluation.toJson());
    Bootstrap bootstrap = Bootstrap.of(evaluation.confusion());
    json.put("accuracy_bootstrap", ends(bootstrap.accuracy()));
    json.put("macro_f1_bootstrap", ends(bootstrap.macroF1()));
    return json;
  }

  private static List<Double> ends(Interval interval) {
    return List.of(interval.low(), interval.high());
  }

  /**
   * Reads the pictures to be shown and writes the page.
   *
   * @return {@link #toJson}, so that nobody has to compute it again
   * @throws IOException if it cannot be written
   */
  public Map<String, Object> write(Path file, Progress progress) throws IOException {
    Map<String, Object> json = toJson();
    Map<String, Object> data = new LinkedHashMap<>(json);
    data.put(
        PagePictures.KEY,
        pictures.withPreviews((List<?>) json.get(PagePictures.KEY), file, explanations, progress));
    Page.write(file, TEMPLATE, data);
    return json;
  }
}
