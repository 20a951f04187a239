package dev.peaberry.report;

import dev.peaberry.evaluate.ConfusionMatrix;
import dev.peaberry.evaluate.Coverage;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.Scores;
import dev.peaberry.train.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What follows from the figures of an evaluation, in sentences; nothing that they do not say.
 * Immutable.
 */
final class Conclusions {
  /** Classes this much below the mean of all are worth a sentence. */
  private static final double WEAK = 0.1;

  /** Calibration errors below this are no matter. */
  private static final double CALIBRATED = 0.03;

  /** The fewest examples from which shares of a few per cent can be told from chance. */
  private static final long ENOUGH = 100;

  private static final double TRUSTED = 0.99;
  private static final double USEFUL_COVERAGE = 0.2;

  /** By how much a validation loss has to rise above its least for over-fitting to be stated. */
  private static final double RISE = 1.1;

  private final Evaluation evaluation;
  private final Certainty certainty;

  Conclusions(Evaluation evaluation, Certainty certainty) {
    this.evaluation = evaluation;
    this.certainty = certainty;
  }

  /** The sentences, the most important first; perhaps none. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    confusion().ifPresent(lines::add);
    weakClass().ifPresent(lines::add);
    calibration().ifPresent(lines::add);
    silence().ifPresent(lines::add);
    return lines;
  }

  private Optional<String> confusion() {
    ConfusionMatrix matrix = evaluation.confusion();
    return matrix.confusions().stream()
        .findFirst()
        .map(
            pair ->
                "The most frequent mistake: %s of %s %s taken for %s."
                    .formatted(
                        Numbers.count(pair.count()),
                        Numbers.count(matrix.support(pair.label())),
                        matrix.classNames().get(pair.label()),
                        matrix.classNames().get(pair.predicted())));
  }

  private Optional<String> weakClass() {
    double mean = evaluation.confusion().macroAverage().f1();
    return evaluation.confusion().scores().stream()
        .filter(each -> each.support() > 0)
        .min(Comparator.comparingDouble(Scores::f1))
        .filter(each -> mean - each.f1() > WEAK)
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s is recognised worst: F1 %.3f, against %.3f in the mean of the classes.",
                    each.name(),
                    each.f1(),
                    mean));
  }

  private Optional<String> calibration() {
    double error = certainty.asItIs().expectedError();
    if (evaluation.examples() < ENOUGH || error < CALIBRATED) {
      return Optional.empty();
    }
    double confidence =
        evaluation.predictions().stream()
            .mapToDouble(each -> each.probability())
            .average()
            .orElse(0);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "The model is %s: it is %.1f %% sure on average and right in %.1f %%"
                + " (expected calibration error %.3f); temperature %.2f would mend most of it.",
            confidence > evaluation.accuracy() ? "too sure of itself" : "less sure than it may be",
            100 * confidence,
            100 * evaluation.accuracy(),
            error,
            certainty.temperature().value()));
  }

  private Optional<String> silence() {
    if (evaluation.examples() < ENOUGH || evaluation.accuracy() >= TRUSTED) {
      return Optional.empty();
    }
    return Coverage.of(evaluation.predictions())
        .atAccuracy(TRUSTED)
        .filter(point -> point.coverage() >= USEFUL_COVERAGE)
        .map(
            point ->
                String.format(
                    Locale.ROOT,
                    "If it kept silent below %.1f %% confidence, it would answer %.0f %% of these"
                        + " pictures, 99 %% of them rightly.",
                    100 * point.confidence(),
                    100 * point.coverage()));
  }

  /**
   * What a training's curves say.
   *
   * @param best the epoch that was kept, from 0
   */
  static List<String> ofTraining(History history, OptionalInt best) {
    List<Double> losses = history.values().getOrDefault("val_loss", List.of());
    List<String> lines = new ArrayList<>();
    int least = 0;
    for (int i = 1; i < losses.size(); i++) {
      least = losses.get(i) < losses.get(least) ? i : least;
    }
    int last = losses.size() - 1;
    if (last > least && losses.get(last) > RISE * losses.get(least)) {
      lines.add(
          String.format(
              Locale.ROOT,
              "It over-fits after epoch %d: the validation loss rises from %.3f to %.3f.",
              least + 1,
              losses.get(least),
              losses.get(last)));
    }
    if (best.isPresent() && last > 0 && best.getAsInt() == last) {
      lines.add("The last epoch is the best: training longer may help.");
    }
    return lines;
  }
}
