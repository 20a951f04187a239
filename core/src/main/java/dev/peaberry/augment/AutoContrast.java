package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;

/**
 * Stretches the values of each channel over the whole range. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/auto_contrast/">keras.io</a>.
 *
 * @param config the settings
 */
public record AutoContrast(Config config) implements PreprocessingLayer {

  /** Keras's AutoContrast. */
  public static final Schema<AutoContrast> SCHEMA =
      Schema.of("AutoContrast", AutoContrast::new, Options.DATA_FORMAT, Options.VALUE_RANGE);

  /** Checks that the settings are an AutoContrast's. */
  public AutoContrast {
    SCHEMA.require(config);
  }

  /** For values from 0 to 255. */
  public static AutoContrast of() {
    return new AutoContrast(SCHEMA.defaults());
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    return Transformation.certain(this::stretch);
  }

  private void stretch(Picture picture) {
    Levels levels = new Levels(config.get(Options.VALUE_RANGE));
    float[] values = picture.values();
    int channels = picture.channels();
    for (int channel = 0; channel < channels; channel++) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int i = channel; i < values.length; i += channels) {
        float value = levels.to(values[i]);
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      float scale = 255 / (high - low);
      float offset = -low * scale;
      for (int i = channel; i < values.length && high > low; i += channels) {
        values[i] = levels.from(Math.max(0, Math.min(255, levels.to(values[i]) * scale + offset)));
      }
    }
  }
}
