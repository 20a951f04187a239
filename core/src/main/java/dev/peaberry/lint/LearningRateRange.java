package dev.peaberry.lint;

import dev.peaberry.optimizer.LearningRate;
import dev.peaberry.optimizer.Optimizer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A rate far from usual. */
final class LearningRateRange {
  static final Rule RULE =
      Rule.warning(
          "learning-rate",
          "a learning rate far from what is usual for the optimizer",
          "Too high a rate makes the loss jump or turn into NaN, too low a one "
              + "gets nowhere in the epochs there are.",
          LearningRateRange::check);
  private static final double MOST_MOMENTUM = 0.99;
  private static final double LARGE_EPSILON = 1e-4;
  private static final Interval OF_ADAM = new Interval(2e-6, 0.02);

  // Adadelta: Keras's default of 0.001 is a thousandth of the paper's rate (keras.io says so).
  private static final Map<String, Interval> USUAL =
      Map.of(
          "SGD",
          new Interval(5e-5, 2),
          "Adam",
          OF_ADAM,
          "AdamW",
          OF_ADAM,
          "Nadam",
          OF_ADAM,
          "Adamax",
          OF_ADAM,
          "RMSprop",
          OF_ADAM,
          "Adagrad",
          new Interval(1e-4, 1),
          "Adadelta",
          new Interval(0.02, 5),
          "Ftrl",
          new Interval(1e-4, 1),
          "Lion",
          new Interval(1e-6, 0.003));
  private static final Map<String, Double> SUGGESTED =
      Map.of("SGD", 0.01, "Adagrad", 0.01, "Adadelta", 1.0, "Ftrl", 0.01, "Lion", 1e-4);

  private LearningRateRange() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .plan()
        .optimizer()
        .flatMap(
            optimizer ->
                Optional.ofNullable(USUAL.get(optimizer.className()))
                    .filter(usual -> !isUsual(usual, optimizer, peak(subject, optimizer)))
                    .map(usual -> spot(usual, optimizer, peak(subject, optimizer))))
        .stream();
  }

  /** The highest rate of the training. */
  private static double peak(Subject subject, Optimizer optimizer) {
    LearningRate rate = optimizer.learningRate();
    return rate instanceof LearningRate.Scheduled
        ? new RateCurve(rate::at, subject.steps().orElse(1)).highest()
        : rate.at(0);
  }

  private static boolean isUsual(Interval usual, Optimizer optimizer, double rate) {
    double effective = rate / (1 - Math.min(number(optimizer, "momentum"), MOST_MOMENTUM));
    // A large epsilon makes the steps of these smaller, and larger rates usual.
    double high = number(optimizer, "epsilon") < LARGE_EPSILON ? usual.high() : 1;
    return (optimizer.className().equals("SGD") ? effective : rate) >= usual.low() && rate <= high;
  }

  private static Spot spot(Interval usual, Optimizer optimizer, double rate) {
    double middle = Math.sqrt(usual.low() * usual.high());
    return new Spot(
        "optimizer " + optimizer.className(),
        Wording.text("found learning rate %s, usual are %s", Wording.number(rate), usual),
        Wording.text(
            "--learning-rate %s, or withLearningRate(%s)",
            Wording.number(suggestion(optimizer, middle)),
            Wording.number(suggestion(optimizer, middle))));
  }

  private static double suggestion(Optimizer optimizer, double middle) {
    return SUGGESTED.getOrDefault(optimizer.className(), middle);
  }

  private static double number(Optimizer optimizer, String key) {
    return optimizer.configJson().get(key) instanceof Number number ? number.doubleValue() : 0;
  }
}
