package dev.peaberry.cli;

import dev.peaberry.evaluate.McNemar;
import dev.peaberry.evaluate.Predictions;
import dev.peaberry.evaluate.TestTimeAugmentation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What it brings to show a model several views of each picture, and what it costs. Immutable.
 *
 * @param name which views
 * @param views how many
 * @param accuracy of the mean over them
 * @param test whether it is another accuracy than that of one view; the views are the first
 * @param price how many times as long it took as one view
 */
record TestTimeGain(String name, int views, double accuracy, McNemar test, double price) {
  private static final double LEVEL = 0.05;

  /** The views that are tried, beside one. */
  private static final Map<String, TestTimeAugmentation> TRIED = new LinkedHashMap<>();

  static {
    TRIED.put("picture and mirror image", TestTimeAugmentation.flips());
    TRIED.put("ten crops", TestTimeAugmentation.tenCrop());
  }

  /**
   * Judges a model in one view, then in several.
   *
   * @param judging judges all pictures
   */
  static List<TestTimeGain> measure(Function<TestTimeAugmentation, Judgement> judging) {
    Timed one = Timed.of(judging, TestTimeAugmentation.none());
    List<TestTimeGain> gains = new ArrayList<>();
    TRIED.forEach(
        (name, views) -> {
          Timed several = Timed.of(judging, views);
          gains.add(
              new TestTimeGain(
                  name,
                  views.views(),
                  several.judgement().evaluation().accuracy(),
                  compare(several.predictions(), one.predictions()),
                  (double) several.time().toNanos() / Math.max(1, one.time().toNanos())));
        });
    return gains;
  }

  private record Timed(Judgement judgement, Duration time) {
    static Timed of(Function<TestTimeAugmentation, Judgement> judging, TestTimeAugmentation views) {
      long start = System.nanoTime();
      Judgement judgement = judging.apply(views);
      return new Timed(judgement, Duration.ofNanos(System.nanoTime() - start));
    }

    Predictions predictions() {
      return judgement.evaluation().predictions();
    }
  }

  private static McNemar compare(Predictions first, Predictions second) {
    return new McNemar(onlyRight(first, second), onlyRight(second, first));
  }

  private static long onlyRight(Predictions right, Predictions wrong) {
    return IntStream.range(0, right.size())
        .filter(i -> right.get(i).isRight() && !wrong.get(i).isRight())
        .count();
  }

  /** Whether the gain may be chance. */
  String verdict() {
    if (test.discordant() == 0) {
      return "none";
    }
    return String.format(
        Locale.ROOT,
        test.probability() < LEVEL ? "hardly chance (p = %.4f)" : "may be chance (p = %.2f)",
        test.probability());
  }

  /** For scripts. */
  Map<String, Object> toJson() {
    return Json.map(
        "name", name,
        "views", views,
        "accuracy", accuracy,
        "only_several_right", test.onlyFirst(),
        "only_one_right", test.onlySecond(),
        "p", test.probability(),
        "price", price);
  }
}
