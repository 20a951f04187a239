package dev.peaberry.cli;

import dev.peaberry.augment.Augmentation;
import dev.peaberry.augment.Augmentations;
import dev.peaberry.augment.BatchAugmentation;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that says how pictures are changed at random before a model learns from them. */
final class AugmentFlags {
  private static final List<Double> PIXELS = List.of(0.0, 255.0);

  @Option(
      names = "--augment",
      paramLabel = "NAME",
      description =
          "Change each picture at random, anew in each epoch: any of Keras's layers, such as"
              + " \"random_flip(mode=horizontal)\" or \"random_rotation(factor=0.1)\","
              + " \"image_data_generator(rotation_range=40, ...)\", or mix_up and cut_mix, which"
              + " come last. May be given several times; the order counts.")
  private List<String> augmentations = new ArrayList<>();

  /**
   * What was asked for, in its order.
   *
   * @throws InputException if something is unknown or not allowed
   */
  List<Augmentation> augmentations() {
    List<Augmentation> found = augmentations.stream().map(AugmentFlags::augmentation).toList();
    try {
      return Augmentations.requireOrder(found);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** Whether some mix targets, which must not be class indices then. */
  boolean mix() {
    return augmentations().stream().anyMatch(BatchAugmentation.class::isInstance);
  }

  private static Augmentation augmentation(String text) {
    Augmentation augmentation = NamedObjects.read("augmentation", Augmentations.REGISTRY, text);
    Object range = augmentation.configJson().getOrDefault("value_range", PIXELS);
    if (!range.equals(PIXELS)) {
      throw new InputException(
          "Found the value_range %s of %s, expected pixels from 0 to 255; leave it out"
              .formatted(range, NamedObjects.written(text).className()));
    }
    return augmentation;
  }
}
