package dev.peaberry.lint;

import dev.peaberry.model.Weights;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pixels that the first batch normalisation has not met before. */
final class PixelStatistics {
  static final Rule RULE =
      Rule.warning(
          "pixel-statistics",
          "pixels unlike those that the model was trained on",
          "The first batch normalisation remembers what came out of the first convolution in"
              + " training; where something else comes out, pixels are scaled otherwise than they"
              + " were.",
          PixelStatistics::check);

  private static final double MOST_RATIO = 8;
  private static final double MOST_SHIFT = 3;
  private static final double UNTRAINED_VARIANCE = 1;

  private PixelStatistics() {}

  private static Stream<Spot> check(Subject subject) {
    return subject.plan().weights().isEmpty() || subject.pictures().isEmpty()
        ? Stream.empty()
        : subject
            .pixels()
            .firstSites()
            .filter(site -> site.isA("Conv2D") && !site.activates() && site.number("groups") == 1)
            .filter(
                site -> site.after().size() == 1 && site.after().get(0).isA("BatchNormalization"))
            .flatMap(site -> spot(subject, site, subject.plan().weights().get()).stream());
  }

  private static Optional<Spot> spot(Subject subject, Site site, Weights weights) {
    String norm = site.after().get(0).name();
    float[] means = weights.get(norm + "/moving_mean").data();
    float[] variances = weights.get(norm + "/moving_variance").data();
    Optional<FirstResponses> found =
        FirstResponses.of(subject.pictures().orElseThrow(), subject.pixels(), site, weights);
    if (found.isEmpty() || isUntrained(means, variances)) {
      return Optional.empty();
    }
    double ratio =
        median(
            IntStream.range(0, means.length)
                .mapToDouble(i -> found.get().variance(i) / Math.max(variances[i], 1e-12)));
    double shift =
        median(
            IntStream.range(0, means.length)
                .mapToDouble(
                    i ->
                        Math.abs(found.get().mean(i) - means[i])
                            / Math.sqrt(Math.max(variances[i], 1e-12))));
    return ratio < MOST_RATIO && ratio > 1 / MOST_RATIO && shift < MOST_SHIFT
        ? Optional.empty()
        : Optional.of(
            new Spot(
                site.name(),
                Wording.text(
                    "found pixels of %s, and a spread after it %s times that of the training",
                    subject.pixels().hullAt(site).orElseThrow(), Wording.number(Math.sqrt(ratio))),
                "the scaling that the model was trained with as its first layer, usually"
                    + " Rescaling.of(1.0 / 255)"));
  }

  private static boolean isUntrained(float[] means, float[] variances) {
    return IntStream.range(0, means.length)
        .allMatch(i -> means[i] == 0 && variances[i] == UNTRAINED_VARIANCE);
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
