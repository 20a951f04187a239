package dev.peaberry.lint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a layer is to a linter, by its class. */
enum Role {
  /** Where examples enter. */
  INPUT("InputLayer"),
  /** A linear map with learnt weights, and maybe an activation after it. */
  LINEAR("Dense", "Conv2D", "Conv2DTranspose", "DepthwiseConv2D", "SeparableConv2D"),
  /** An activation of its own. */
  ACTIVATION("Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax"),
  /** Brings values to a common mean and spread. */
  NORMALIZATION(
      "BatchNormalization",
      "LayerNormalization",
      "GroupNormalization",
      "RMSNormalization",
      "UnitNormalization",
      "LocalResponseNormalization"),
  /** Takes values away at random in training. */
  DROPOUT("Dropout", "SpatialDropout2D", "AlphaDropout"),
  /** Adds noise in training. */
  NOISE("GaussianNoise", "GaussianDropout", "ActivityRegularization"),
  /** Takes the largest of some neighbours. */
  MAX_POOLING("MaxPooling2D", "GlobalMaxPooling2D"),
  /** Takes the mean of some neighbours. */
  AVERAGE_POOLING("AveragePooling2D", "GlobalAveragePooling2D"),
  /** Moves values without changing them. */
  SHAPE(
      "Flatten",
      "Reshape",
      "Permute",
      "ZeroPadding2D",
      "Cropping2D",
      "UpSampling2D",
      "RepeatVector",
      "Identity"),
  /** Pixels times a number plus a number. */
  SCALE("Rescaling", "Normalization"),
  /** Other pictures of the same values. */
  PICTURE("Resizing", "CenterCrop"),
  /** Several arrays into one. */
  MERGE("Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract"),
  /** A class that is not known here: nothing is said about it. */
  OTHER;

  private static final Map<String, Role> BY_CLASS = new TreeMap<>();

  static {
    for (Role role : values()) {
      for (String className : role.classNames) {
        BY_CLASS.put(className, role);
      }
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes an immutable one
  private final List<String> classNames;

  Role(String... classNames) {
    this.classNames = List.of(classNames);
  }

  static Role of(String className) {
    return className.startsWith("Random") ? PICTURE : BY_CLASS.getOrDefault(className, OTHER);
  }
}
