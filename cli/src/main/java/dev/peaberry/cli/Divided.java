package dev.peaberry.cli;

import dev.peaberry.data.Groups;
import dev.peaberry.data.ImageSource;
import java.util.List;
import java.util.Optional;

/**
 * Pictures to train on and pictures to validate with. Immutable.
 *
 * @param training at least one
 * @param validation at least one
 * @param origin which part the validation pictures are; {@link Part#ALL} if they were split off
 * @param groups what was kept together, if anything was, by indices of all pictures
 */
record Divided(ImageSource training, ImageSource validation, Part origin, Optional<Groups> groups) {
  /**
   * Divides pictures, unless they are divided.
   *
   * @param division by which rule; empty if the pictures are divided
   * @param seed of what is drawn
   */
  static Divided of(Pictures pictures, Optional<Division> division, long seed) {
    if (division.isPresent()) {
      return division.get().divide(pictures.parts().get(Part.ALL), seed);
    }
    Part origin = pictures.parts().containsKey(Part.VALIDATION) ? Part.VALIDATION : Part.TEST;
    return new Divided(
        pictures.parts().get(Part.TRAIN), pictures.parts().get(origin), origin, Optional.empty());
  }

  /** The classes, in the order of their labels. */
  List<String> classNames() {
    return training.classNames();
  }
}
