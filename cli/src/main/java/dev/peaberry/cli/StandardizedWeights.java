package dev.peaberry.cli;

import dev.peaberry.augment.Standardizer;
import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Standardizers;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import dev.peaberry.zoo.PixelStandardization;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The first weights of a model that has statistics of pictures among them. Immutable.
 *
 * @param weights all weights of the model
 * @param fitted the statistics
 */
record StandardizedWeights(Weights weights, Standardizer fitted) {
  /**
   * Gathers statistics of the pictures to learn from, if the recipe wants some.
   *
   * @param maxBroken the share of broken pictures above which this gives up
   */
  static Optional<StandardizedWeights> of(
      Recipe recipe,
      Network.Built built,
      ImageSource training,
      double maxBroken,
      Progress progress) {
    Model model = built.model();
    return recipe
        .standardization()
        .filter(PixelStandardization::isFitted)
        .map(
            standardization -> {
              requireEnough(standardization, model, training);
              Standardizer fitted =
                  Standardizers.fit(
                      recipe.validationPipeline(training).withMaxBrokenShare(maxBroken),
                      standardization.settings(),
                      progress);
              Weights drawn = model.initialWeights(Seed.of(recipe.seed()));
              return new StandardizedWeights(standardization.fill(drawn, fitted), fitted);
            });
  }

  private static void requireEnough(
      PixelStandardization standardization, Model model, ImageSource training) {
    try {
      standardization.requireEnough(model.inputShapes().get(0), training.size());
    } catch (IllegalArgumentException e) {
      throw new InputException(
          e.getMessage() + "; use a smaller --image-size, or --standardize featurewise", e);
    }
  }

  /** What was found, in a line. */
  String describe() {
    return "mean %s, deviation %s of each channel"
        .formatted(
            rounded(fitted.mean()), rounded(fitted.variance().stream().map(Math::sqrt).toList()));
  }

  private static String rounded(List<Double> values) {
    return values.stream()
        .map(value -> String.format(Locale.ROOT, "%.1f", value))
        .collect(Collectors.joining(", "));
  }
}
