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
  VGG16("VGG16", Pixels.WITHOUT_MEAN, 0.73429835, "block1_conv1", "block1_conv2"),
  MOBILENET("MobileNet", Pixels.ONE_TO_ONE, "conv1", "conv_dw_1", "conv_pw_1"),
  MOBILENET_V2("MobileNetV2", Pixels.ONE_TO_ONE, "Conv1", "expanded_conv_depthwise"),
  RESNET_V2("ResNet V2", Pixels.ONE_TO_ONE, "conv1_conv", "conv2_block1_preact_bn"),
  RESNET("ResNet", Pixels.WITHOUT_MEAN, "conv1_conv", "conv2_block1_1_conv");

  /** What was done to pixels from 0 to 255 in training. */
  enum Pixels {
    /** Divided by 127.5, minus 1. */
    ONE_TO_ONE(new Interval(-1, 1), "pixels of -1 to 1", "Rescaling.of(1.0 / 127.5, -1)"),
    /** Minus the mean of ImageNet, blue first. */
    WITHOUT_MEAN(
        new Interval(-123.68, 151.061),
        "pixels of 0 to 255 minus the mean of ImageNet, blue first",
        "Normalization.of(List.of(123.68, 116.779, 103.939), List.of(1.0, 1.0, 1.0))");

    private final Interval range;
    private final String description;
    private final String code;

    Pixels(Interval range, String description, String code) {
      this.range = range;
      this.description = description;
      this.code = code;
    }

    Interval range() {
      return range;
    }

    String description() {
      return description;
    }

    String code() {
      return code;
    }
  }

  private final String kerasName;
  private final Pixels pixels;
  private final OptionalDouble firstBias;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes an immutable one
  private final List<String> layers;

  PretrainedFamily(String kerasName, Pixels pixels, String... layers) {
    this(kerasName, pixels, OptionalDouble.empty(), List.of(layers));
  }

  /** A network whose weights are known by the first number of the first layer's bias. */
  PretrainedFamily(String kerasName, Pixels pixels, double firstBias, String... layers) {
    this(kerasName, pixels, OptionalDouble.of(firstBias), List.of(layers));
  }

  PretrainedFamily(String kerasName, Pixels pixels, OptionalDouble firstBias, List<String> layers) {
    this.kerasName = kerasName;
    this.pixels = pixels;
    this.firstBias = firstBias;
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

  /** Whether the values of its first bias are the pretrained ones. */
  boolean isKnown(Site site, Optional<Weights> weights) {
    String bias = site.name() + "/bias";
    return firstBias.isPresent()
        && weights
            .filter(values -> values.asMap().containsKey(bias))
            .filter(values -> Math.abs(values.get(bias).data()[0] - firstBias.getAsDouble()) < 1e-6)
            .isPresent();
  }

  private static String lastName(Site site) {
    return site.name().substring(site.name().lastIndexOf('/') + 1);
  }
}
