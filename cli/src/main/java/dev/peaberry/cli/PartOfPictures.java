package dev.peaberry.cli;

import dev.peaberry.data.ImageSource;
import java.util.Map;
import java.util.Optional;

/**
 * The pictures that a model is judged on. Immutable.
 *
 * @param part which they are
 * @param source the pictures
 * @param explanation why these, in a sentence
 */
record PartOfPictures(Part part, ImageSource source, String explanation) {
  /**
   * Chooses: what is wanted, or else what the model has not learnt from.
   *
   * @param recipe how the model was made, if it is known
   * @throws InputException if there are no such pictures
   */
  static PartOfPictures choose(Pictures pictures, Optional<Part> wanted, Optional<Recipe> recipe) {
    Map<Part, ImageSource> parts = pictures.parts();
    boolean learntFrom = recipe.isPresent() && recipe.get().data().equals(pictures.name());
    boolean splitOff = learntFrom && !pictures.isDivided() && recipe.get().division().isPresent();
    Part part = wanted.orElseGet(() -> usual(pictures, splitOff));
    if (parts.containsKey(part)) {
      return new PartOfPictures(part, parts.get(part), explain(part, learntFrom));
    }
    if (splitOff && (part == Part.VALIDATION || part == Part.TRAIN)) {
      requireUnchanged(pictures, recipe.get());
      Divided divided = Divided.of(pictures, recipe.get().division(), recipe.get().seed());
      return part == Part.TRAIN
          ? new PartOfPictures(part, divided.training(), explain(part, true))
          : new PartOfPictures(
              part,
              divided.validation(),
              "The validation pictures of its training; --part all takes all of them.");
    }
    throw new InputException(
        "Found no %s pictures in %s, expected one of %s; change --part"
            .formatted(part, pictures.name(), parts.keySet()));
  }

  private static void requireUnchanged(Pictures pictures, Recipe recipe) {
    if (pictures.size() != recipe.pictures()) {
      throw new InputException(
          "Found %s in %s, expected %d as in the training: which of them it was validated with is"
                  .formatted(
                      Quantity.of(pictures.size(), "pictures"), pictures.name(), recipe.pictures())
              + " not known any more; use --part all or other pictures");
    }
  }

  private static Part usual(Pictures pictures, boolean splitOff) {
    if (!pictures.isDivided()) {
      return splitOff ? Part.VALIDATION : Part.ALL;
    }
    return pictures.parts().containsKey(Part.TEST) ? Part.TEST : Part.VALIDATION;
  }

  private static String explain(Part part, boolean learntFrom) {
    return switch (part) {
      case ALL ->
          learntFrom
              ? "All pictures, although the model has learnt from most: the truth is less good."
              : "All pictures.";
      case TRAIN -> "The training pictures: on others the model does less well.";
      case VALIDATION -> "The validation pictures.";
      case TEST -> "The test pictures.";
    };
  }
}
