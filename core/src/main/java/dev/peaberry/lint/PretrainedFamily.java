package dev.peaberry.lint;

import dev.peaberry.model.Weights;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Networks of {@code keras.applications}, known by the names of their layers, and the pixels that
 * their ImageNet weights were learnt on. See <a
 * href="https://keras.io/api/applications/">keras.io</a>.
 */
enum PretrainedFamily {
  XCEPTION("Xception", Pixels.ONE_TO_ONE, "block1_conv1", "block2_sepconv1"),
  VGG19("VGG19", Pixels.WITHOUT_MEAN, "block1_conv1", "block3_conv4"),
  VGG16("VGG16", Pixels.WITHOUT_MEAN, 0.73429835, "block1_conv1", "block1_conv2"),
  // The number is that of alpha 0.25; others are known by being frozen.
  MOBILENET("MobileNet", Pixels.ONE_TO_ONE, 0.65657097, "conv1", "conv_dw_1", "conv_pw_1"),
  MOBILENET_V2("MobileNetV2", Pixels.ONE_TO_ONE, "Conv1", "expanded_conv_depthwise"),
  RESNET_V2("ResNet V2", Pixels.ONE_TO_ONE, "conv1_conv", "conv2_block1_preact_bn"),
  RESNET("ResNet", Pixels.WITHOUT_MEAN, "conv1_conv", "conv2_block1_1_conv");

  /** What was done to pixels from 0 to 255 in training. */
  enum Pixels {
    /** Divided by 127.5, minus 1. */
    ONE_TO_ONE(-1, 1, "pixels of -1 to 1", "Rescaling.of(1.0 / 127.5, -1)"),
    /** Minus the mean of ImageNet, blue first. */
    WITHOUT_MEAN(
        -123.68,
        151.061,
        "pixels of 0 to 255 minus the mean of ImageNet, blue first",
        "Normalization.of(List.of(123.68, 116.779, 103.939), List.of(1.0, 1.0, 1.0)) and, as the"
            + " weights take blue first, the first kernel's input channels reversed");

    private final double low;
    private final double high;
    private final String description;
    private final String code;

    Pixels(double low, double high, String description, String code) {
      this.low = low;
      this.high = high;
      this.description = description;
      this.code = code;
    }

    Interval range() {
      return new Interval(low, high);
    }

    String description() {
      return description;
    }

    String code() {
      return code;
    }
  }

  private static final double EXACT = 1e-6;

  private final String kerasName;
  private final Pixels pixels;
  private final OptionalDouble firstNumber;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes an immutable one
  private final List<String> layers;

  PretrainedFamily(String kerasName, Pixels pixels, String... layers) {
    this(kerasName, pixels, OptionalDouble.empty(), List.of(layers));
  }

  /**
   * A network whose weights are known by the first number of the first layer's bias, or of its
   * kernel if it has none.
   */
  PretrainedFamily(String kerasName, Pixels pixels, double firstNumber, String... layers) {
    this(kerasName, pixels, OptionalDouble.of(firstNumber), List.of(layers));
  }

  PretrainedFamily(
      String kerasName, Pixels pixels, OptionalDouble firstNumber, List<String> layers) {
    this.kerasName = kerasName;
    this.pixels = pixels;
    this.firstNumber = firstNumber;
    this.layers = layers;
  }

  String kerasName() {
    return kerasName;
  }

  Pixels pixels() {
    return pixels;
  }

  /** Whether a network of these names begins at a site. */
  boolean beginsAt(Site site, Network network) {
    return lastName(site).equals(layers.get(0))
        && layers.stream()
            .allMatch(layer -> network.sites().anyMatch(each -> lastName(each).equals(layer)));
  }

  /** Whether the first number of its first layer is that of the pretrained weights. */
  boolean isKnown(Site site, Optional<Weights> weights) {
    String weight = site.name() + (site.isTrue("use_bias") ? "/bias" : "/kernel");
    return firstNumber.isPresent()
        && weights.isPresent()
        && Math.abs(weights.get().get(weight).data()[0] - firstNumber.getAsDouble()) < EXACT;
  }

  private static String lastName(Site site) {
    return site.name().substring(site.name().lastIndexOf('/') + 1);
  }
}
