package dev.peaberry.zoo;

import dev.peaberry.augment.Standardization;
import dev.peaberry.augment.StandardizationFit;
import dev.peaberry.augment.Standardizer;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.LayerNormalization;
import dev.peaberry.layer.Normalization;
import dev.peaberry.layer.Reshape;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What ImageDataGenerator's standardisation is as the first layers of a model, so that a model that
 * is used cannot forget it. What was learnt of pictures is in the layers' weights, which no
 * training changes; real Keras opens them.
 *
 * <p>Deviations are not divided by quite as in {@link Standardizer}, which adds 1e-6 to them:
 * {@link Normalization} adds nothing but to 0, {@link LayerNormalization} 0.001 to the variance.
 */
public enum PixelStandardization {
  /** Each channel less its mean, by its deviation, over all pictures: Normalization. */
  FEATUREWISE,

  /** Each picture less its mean, by its deviation: LayerNormalization along all axes. */
  SAMPLEWISE,

  /** ZCA whitening: Normalization by the mean, and a Dense layer with the whitening matrix. */
  ZCA;

  /** The name of the layer, itself a model, that does it. */
  public static final String LAYER = "standardization";

  private static final String NORMALIZATION = "normalization";
  private static final String WHITENING = "whitening";

  /** What is to be fitted to the pictures to learn from. */
  public Standardization settings() {
    return switch (this) {
      case FEATUREWISE -> Standardization.featurewise();
      case SAMPLEWISE -> Standardization.samplewise();
      case ZCA -> Standardization.zca();
    };
  }

  /** Whether something must be known of all pictures. */
  public boolean isFitted() {
    return settings().featurewiseCenter();
  }

  /**
   * The first layers of a model, frozen.
   *
   * @param picture {@code (H, W, C)}
   * @throws IllegalArgumentException if pictures are too large for whitening
   */
  public Model layers(Shape picture) {
    Sequential layers = Sequential.named(LAYER, picture);
    switch (this) {
      case FEATUREWISE -> layers.add(NORMALIZATION, Normalization.learnt());
      case SAMPLEWISE ->
          layers.add(LayerNormalization.of().withAxis(1, 2, 3).withoutCenter().withoutScale());
      case ZCA -> {
        StandardizationFit.requireWhitenable(picture);
        layers
            .add(NORMALIZATION, Normalization.learnt())
            .add(Flatten.of())
            .add(WHITENING, Dense.of(Math.toIntExact(picture.size())).withoutBias())
            .add(Reshape.of(picture.toArray()));
      }
    }
    // Each layer by itself: Keras's files do not say that a model within a model is frozen.
    return layers.build().withFrozen(layer -> true);
  }

  /**
   * Checks that there are enough pictures to learn from. A whitening enlarges the directions in
   * which pictures hardly vary; with fewer pictures than numbers in one there are directions in
   * which none of them varies and any other picture does.
   *
   * @param picture {@code (H, W, C)}
   * @param pictures how many there are to learn from
   * @throws IllegalArgumentException if there are too few
   */
  public void requireEnough(Shape picture, long pictures) {
    if (this == ZCA && pictures < picture.size()) {
      throw new IllegalArgumentException(
          "Found %d pictures to learn a whitening of %d numbers from, expected at least as many pictures as numbers"
              .formatted(pictures, picture.size()));
    }
  }

  /**
   * Weights of a model that begins with these layers, with what was learnt of pictures.
   *
   * @param weights all weights of the model
   * @param fitted what {@link #settings} has learnt
   * @throws IllegalArgumentException if it has learnt from too few pictures
   */
  public Weights fill(Weights weights, Standardizer fitted) {
    requireEnough(fitted.shape(), fitted.pictures());
    Map<String, FloatArray> filled = new LinkedHashMap<>(weights.asMap());
    filled.replace(path(NORMALIZATION, "mean"), array(fitted.mean()));
    boolean divides = fitted.settings().featurewiseStd();
    FloatArray ones = FloatArray.ones(Shape.of(fitted.mean().size()));
    filled.replace(path(NORMALIZATION, "variance"), divides ? array(fitted.variance()) : ones);
    fitted.whitening().ifPresent(matrix -> filled.replace(path(WHITENING, "kernel"), matrix));
    return Weights.of(filled);
  }

  private static String path(String layer, String weight) {
    return LAYER + "/" + layer + "/" + weight;
  }

  private static FloatArray array(List<Double> values) {
    FloatArray array = FloatArray.zeros(Shape.of(values.size()));
    for (int i = 0; i < values.size(); i++) {
      array.data()[i] = values.get(i).floatValue();
    }
    return array;
  }
}
