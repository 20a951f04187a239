package dev.peaberry.report;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageSource;
import dev.peaberry.evaluate.ClassScores;
import dev.peaberry.evaluate.ConfidentLearning;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.Prediction;
import dev.peaberry.evaluate.Predictions;
import dev.peaberry.image.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The pictures that a page about an evaluation lists, and those of them that it shows. Immutable.
 *
 * @param evaluation what was said of them
 * @param source where they are
 * @param places the index in the source of each example
 * @param listed the examples that are listed
 * @param worst the surest mistakes
 * @param unsure those whose two greatest probabilities are the closest
 * @param doubtful labels that are probably wrong
 */
record PagePictures(
    Evaluation evaluation,
    ImageSource source,
    List<Integer> places,
    List<Integer> listed,
    List<Integer> worst,
    List<Integer> unsure,
    List<ConfidentLearning.Issue> doubtful) {
  /** What the list of pictures is called. */
  static final String KEY = "pictures";

  /** How many pictures are listed at most, without those of a map. */
  static final int MOST_LISTED = 5000;

  /** How many pictures are embedded at most. */
  static final int MOST_PREVIEWED = 400;

  /** How many pictures of each kind the page begins with. */
  static final int OF_EACH_KIND = 24;

  /** How many right answers of a class are shown. */
  private static final int RIGHT_ONES = 6;

  private static final int RANKED = 3;

  static PagePictures of(Evaluation evaluation, ImageSource source, List<Integer> places) {
    Predictions predictions = evaluation.predictions();
    List<Integer> wrong = predictions.wrong().stream().map(Prediction::index).toList();
    List<Integer> unsure =
        IntStream.range(0, predictions.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> margin(predictions, i)))
            .limit(OF_EACH_KIND)
            .toList();
    List<ConfidentLearning.Issue> doubtful =
        ConfidentLearning.of(
                ClassScores.of(source.classNames(), predictions, i -> source.name(places.get(i))))
            .issues()
            .stream()
            .limit(OF_EACH_KIND)
            .toList();
    Set<Integer> listed = new LinkedHashSet<>(wrong.stream().limit(MOST_LISTED).toList());
    listed.addAll(unsure);
    doubtful.forEach(issue -> listed.add(issue.index()));
    listed.addAll(rightOnes(predictions));
    return new PagePictures(
        evaluation,
        source,
        List.copyOf(places),
        List.copyOf(listed),
        wrong.stream().limit(OF_EACH_KIND).toList(),
        unsure,
        doubtful);
  }

  private static double margin(Predictions predictions, int index) {
    Prediction each = predictions.get(index);
    double second = 0;
    for (int j = 0; j < predictions.classes(); j++) {
      second = j == each.predicted() ? second : Math.max(second, predictions.probability(index, j));
    }
    return each.probability() - second;
  }

  /** The surest right answers of each class. */
  private static List<Integer> rightOnes(Predictions predictions) {
    int[] taken = new int[predictions.classes()];
    return predictions.stream()
        .filter(Prediction::isRight)
        .sorted(Comparator.comparingDouble(Prediction::probability).reversed())
        .filter(each -> taken[each.label()]++ < RIGHT_ONES)
        .map(Prediction::index)
        .toList();
  }

  /** The same that lists some examples more. */
  PagePictures alsoListing(List<Integer> examples) {
    Set<Integer> more = new LinkedHashSet<>(listed);
    more.addAll(examples);
    return new PagePictures(evaluation, source, places, List.copyOf(more), worst, unsure, doubtful);
  }

  /** Where each example stands in the list. */
  Map<Integer, Integer> entries() {
    Map<Integer, Integer> entries = new HashMap<>();
    listed.forEach(example -> entries.put(example, entries.size()));
    return entries;
  }

  Map<String, Object> toJson() {
    Map<Integer, Integer> entries = entries();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(KEY, listed.stream().map(this::toJson).toList());
    json.put("worst", worst.stream().map(entries::get).toList());
    json.put("unsure", unsure.stream().map(entries::get).toList());
    json.put(
        "doubtful",
        doubtful.stream()
            .map(
                issue ->
                    Map.of("picture", entries.get(issue.index()), "suggested", issue.suggested()))
            .toList());
    return json;
  }

  private Map<String, Object> toJson(int example) {
    Prediction each = evaluation.predictions().get(example);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", source.name(places.get(example)));
    json.put("label", each.label());
    json.put("predicted", each.predicted());
    json.put("top", ranked(example));
    return json;
  }

  private List<List<Number>> ranked(int example) {
    Predictions predictions = evaluation.predictions();
    return IntStream.range(0, predictions.classes())
        .boxed()
        .sorted(Comparator.comparingDouble(j -> -predictions.probability(example, j)))
        .limit(RANKED)
        .map(j -> List.<Number>of(j, Numbers.rounded(predictions.probability(example, j))))
        .toList();
  }

  /**
   * The pictures with previews and links to the files.
   *
   * @param pictures as {@link #toJson} has them
   */
  List<Object> withPreviews(
      List<?> pictures, Path page, EvaluationPage.Explanations explanations, Progress progress) {
    Map<Integer, String> previews =
        Previews.of(source, shown().stream().map(places::get).toList(), progress);
    List<String> heat = heat(explanations);
    List<Object> shown = new ArrayList<>();
    for (int i = 0; i < listed.size(); i++) {
      Map<Object, Object> json = new LinkedHashMap<>((Map<?, ?>) pictures.get(i));
      int place = places.get(listed.get(i));
      json.put("thumb", previews.getOrDefault(place, ""));
      json.put("href", PageLinks.to(page, source, place));
      int rank = worst.indexOf(listed.get(i));
      if (rank >= 0 && rank < heat.size()) {
        json.put("heat", heat.get(rank));
      }
      shown.add(json);
    }
    return shown;
  }

  private List<String> heat(EvaluationPage.Explanations explanations) {
    if (worst.isEmpty()) {
      return List.of();
    }
    List<Image> drawn =
        explanations.draw(
            worst.stream().map(places::get).toList(),
            worst.stream().map(i -> evaluation.predictions().get(i).predicted()).toList());
    return drawn.stream().map(Previews::address).toList();
  }

  /** Of each kind and of each cell of the confusion matrix some, in turn until there is no room. */
  private Set<Integer> shown() {
    Set<Integer> shown = new LinkedHashSet<>(worst);
    shown.addAll(unsure);
    doubtful.forEach(issue -> shown.add(issue.index()));
    Map<List<Integer>, List<Integer>> cells = new LinkedHashMap<>();
    for (int example : listed) {
      Prediction each = evaluation.predictions().get(example);
      cells
          .computeIfAbsent(List.of(each.label(), each.predicted()), key -> new ArrayList<>())
          .add(example);
    }
    for (int turn = 0; turn < MOST_PREVIEWED && shown.size() < MOST_PREVIEWED; turn++) {
      for (List<Integer> cell : cells.values()) {
        if (turn < cell.size() && shown.size() < MOST_PREVIEWED) {
          shown.add(cell.get(turn));
        }
      }
    }
    return shown;
  }
}
