package dev.peaberry.cli;

import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Split;
import java.util.List;
import java.util.Optional;

/**
 * Pictures to train on and pictures to validate with. Immutable.
 *
 * @param training at least one
 * @param validation at least one
 * @param origin which part the validation pictures are; {@link Part#ALL} if they were split off
 */
record Divided(ImageSource training, ImageSource validation, Part origin) {
  /**
   * Divides pictures, unless they are divided.
   *
   * @param split the share to validate with; empty if the pictures are divided
   * @param seed of the split
   */
  static Divided of(Pictures pictures, Optional<Double> split, long seed) {
    if (split.isPresent()) {
      Split parts = Split.shuffled(pictures.parts().get(Part.ALL), split.get(), seed);
      return new Divided(parts.training(), parts.validation(), Part.ALL);
    }
    Part origin = pictures.parts().containsKey(Part.VALIDATION) ? Part.VALIDATION : Part.TEST;
    return new Divided(pictures.parts().get(Part.TRAIN), pictures.parts().get(origin), origin);
  }

  /** The classes, in the order of their labels. */
  List<String> classNames() {
    return training.classNames();
  }
}
