package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.initializer.Initializer;
import dev.peaberry.initializer.VarianceScaling;
import dev.peaberry.layer.ActivationLayer;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.DepthwiseConv2D;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.layer.Multiply;
import dev.peaberry.layer.Normalization;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.layer.Reshape;
import dev.peaberry.model.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * EfficientNet (Tan and Le 2019): inverted residual blocks with squeeze-and-excitation, as many and
 * as wide as a size of picture needs. Takes pixels from 0 to 255. Immutable.
 *
 * @param name Keras's: {@code efficientnetb0}
 * @param width how wide, against B0
 * @param depth how many blocks, against B0
 * @param dropout the share that is dropped before the classes
 * @see <a href="https://arxiv.org/abs/1905.11946">EfficientNet</a>
 * @see <a href="https://keras.io/api/applications/efficientnet/">Keras: EfficientNet</a>
 */
public record EfficientNet(String name, double width, double depth, double dropout)
    implements Backbone {
  /** For pictures of 224 x 224. */
  public static final EfficientNet B0 = new EfficientNet("efficientnetb0", 1, 1, 0.2);

  /** For pictures of 240 x 240. */
  public static final EfficientNet B1 = new EfficientNet("efficientnetb1", 1, 1.1, 0.2);

  /** For pictures of 260 x 260. */
  public static final EfficientNet B2 = new EfficientNet("efficientnetb2", 1.1, 1.2, 0.3);

  /** For pictures of 300 x 300. */
  public static final EfficientNet B3 = new EfficientNet("efficientnetb3", 1.2, 1.4, 0.3);

  private static final double DROP_CONNECT = 0.2;
  private static final int FEATURES = 1280;
  private static final int SQUEEZE = 4;
  private static final Initializer CONVOLUTIONS = scaled(2, "truncated_normal");
  private static final Initializer CLASSES = scaled(1.0 / 3, "uniform");

  private record Stage(int kernel, int blocks, int in, int out, int expansion, int stride) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(3, 1, 32, 16, 1, 1),
          new Stage(3, 2, 16, 24, 6, 2),
          new Stage(5, 2, 24, 40, 6, 2),
          new Stage(3, 3, 40, 80, 6, 2),
          new Stage(5, 3, 80, 112, 6, 1),
          new Stage(5, 4, 112, 192, 6, 2),
          new Stage(3, 1, 192, 320, 6, 1));

  private static Initializer scaled(double scale, String distribution) {
    return VarianceScaling.SCHEMA.fromJson(
        Map.of("scale", scale, "mode", "fan_out", "distribution", distribution));
  }

  @Override
  public Preprocessing preprocessing() {
    return Preprocessing.NONE;
  }

  @Override
  public Node features(Node picture) {
    Node x = picture.apply(Rescaling.of(1.0 / 255)).apply(Normalization.learnt());
    x = x.apply("stem_conv_pad", Downsampling.padding(x, 3));
    x = x.apply("stem_conv", convolution(wide(32), 3).withStrides(2).withoutBias());
    x = activated(x, "stem_");
    double all = STAGES.stream().mapToInt(stage -> repeats(stage.blocks)).sum();
    int before = 0;
    for (int stage = 0; stage < STAGES.size(); stage++) {
      for (int i = 0; i < repeats(STAGES.get(stage).blocks); i++) {
        String name = "block%d%c_".formatted(stage + 1, 'a' + i);
        x = block(x, STAGES.get(stage), i == 0, DROP_CONNECT * before++ / all, name);
      }
    }
    return activated(x.apply("top_conv", pointwise(wide(FEATURES)).withoutBias()), "top_");
  }

  private int wide(int filters) {
    return Widths.divisible(filters * width);
  }

  private int repeats(int blocks) {
    return (int) Math.ceil(depth * blocks);
  }

  private Node block(Node input, Stage stage, boolean first, double drop, String name) {
    int in = wide(first ? stage.in : stage.out);
    int out = wide(stage.out);
    int stride = first ? stage.stride : 1;
    Node x = input;
    if (stage.expansion > 1) {
      x = x.apply(name + "expand_conv", pointwise(in * stage.expansion).withoutBias());
      x = activated(x, name + "expand_");
    }
    x = activated(depthwise(x, stage.kernel, stride, name), name);
    x = excited(x, Math.max(1, in / SQUEEZE), name);
    x = x.apply(name + "project_conv", pointwise(out).withoutBias());
    x = x.apply(name + "project_bn", BatchNormalization.of());
    if (stride > 1 || in != out) {
      return x;
    }
    x = drop > 0 ? x.apply(name + "drop", wholeExamples(drop)) : x;
    return Node.merge(name + "add", Add.of(), x, input);
  }

  /** Stochastic depth: an example goes through the block or around it. */
  private static Dropout wholeExamples(double share) {
    Optional<Integer> one = Optional.of(1);
    return Dropout.of(share).withNoiseShape(List.of(Optional.empty(), one, one, one));
  }

  private static Node depthwise(Node input, int kernel, int stride, String name) {
    Node x =
        stride > 1 ? input.apply(name + "dwconv_pad", Downsampling.padding(input, kernel)) : input;
    return x.apply(
        name + "dwconv",
        DepthwiseConv2D.of(kernel)
            .withStrides(stride)
            .withPadding(stride > 1 ? Padding.VALID : Padding.SAME)
            .withoutBias()
            .withDepthwiseInitializer(CONVOLUTIONS));
  }

  private static Node excited(Node x, int squeezed, String name) {
    int channels = x.shape().last();
    Node weights =
        x.apply(name + "se_squeeze", GlobalAveragePooling2D.of())
            .apply(name + "se_reshape", Reshape.of(1, 1, channels))
            .apply(name + "se_reduce", pointwise(squeezed).withActivation(Activation.SILU))
            .apply(name + "se_expand", pointwise(channels).withActivation(Activation.SIGMOID));
    return Node.merge(name + "se_excite", Multiply.of(), x, weights);
  }

  private static Conv2D convolution(int filters, int kernel) {
    return Conv2D.of(filters, kernel).withKernelInitializer(CONVOLUTIONS);
  }

  private static Conv2D pointwise(int filters) {
    return convolution(filters, 1).withPadding(Padding.SAME);
  }

  private static Node activated(Node x, String name) {
    return x.apply(name + "bn", BatchNormalization.of())
        .apply(name + "activation", ActivationLayer.of(Activation.SILU));
  }

  @Override
  public Node classes(Node features, int classes, Activation activation) {
    return features
        .apply("avg_pool", GlobalAveragePooling2D.of())
        .apply("top_dropout", Dropout.of(dropout))
        .apply(
            "predictions",
            Dense.of(classes).withActivation(activation).withKernelInitializer(CLASSES));
  }
}
