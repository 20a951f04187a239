package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Arrays;

/**
 * Spreads the values of each channel so that all are as frequent. Keras counts the values of a
 * whole batch, this those of each picture. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/equalization/">keras.io</a>.
 *
 * @param config the settings
 */
public record Equalization(Config config) implements PreprocessingLayer {
  private static final Option<Integer> BINS = Option.of("bins", Kinds.integerFrom(2), 256);

  /** Keras's Equalization. */
  public static final Schema<Equalization> SCHEMA =
      Schema.of("Equalization", Equalization::new, Options.DATA_FORMAT, BINS, Options.VALUE_RANGE);

  /** Checks that the settings are an Equalization's. */
  public Equalization {
    SCHEMA.require(config);
  }

  /** With 256 bins for values from 0 to 255. */
  public static Equalization of() {
    return new Equalization(SCHEMA.defaults());
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    return Transformation.certain(
        changed -> {
          for (int channel = 0; channel < changed.channels(); channel++) {
            equalize(changed, channel);
          }
        });
  }

  private void equalize(Picture picture, int channel) {
    Levels levels = new Levels(config.get(Options.VALUE_RANGE));
    float[] values = picture.values();
    int bins = config.get(BINS);
    int[] counts = new int[bins];
    for (int i = channel; i < values.length; i += picture.channels()) {
      int bin = (int) (levels.to(values[i]) * (bins - 1) / 255);
      counts[Math.max(0, Math.min(bins - 1, bin))]++;
    }
    if (Arrays.stream(counts).filter(count -> count > 0).count() <= 1) {
      return;
    }
    float[] table = table(counts);
    for (int i = channel; i < values.length; i += picture.channels()) {
      float bin = levels.to(values[i]) / 255 * (bins - 1);
      values[i] = levels.from(table[(int) Math.max(0, Math.min(bins - 1, bin))]);
    }
  }

  /** For each bin the share of the values up to it, 0 for the first that there is. */
  private static float[] table(int[] counts) {
    int all = Arrays.stream(counts).sum();
    int first = Arrays.stream(counts).filter(count -> count > 0).findFirst().orElse(0);
    float[] table = new float[counts.length];
    long sum = 0;
    for (int i = 0; i < table.length; i++) {
      sum += counts[i];
      float share = ((sum - first) * 255) / (float) Math.max(1, all - first);
      table[i] = (float) Math.max(0, Math.min(255, Math.rint(share)));
    }
    return table;
  }
}
