package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.DepthwiseConv2D;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.ReLU;
import dev.peaberry.model.Node;
import java.util.List;

/**
 * MobileNet V2 (Sandler et al. 2018): residual blocks that are wide inside and narrow outside.
 * Immutable.
 *
 * @param alpha how wide, against the paper's network: 0.35, 0.5, 0.75, 1, 1.3 or 1.4 have weights
 *     in Keras
 * @see <a href="https://arxiv.org/abs/1801.04381">MobileNetV2</a>
 * @see <a href="https://keras.io/api/applications/mobilenet/">Keras: MobileNetV2</a>
 */
public record MobileNetV2(double alpha) implements Backbone {
  private static final int FEATURES = 1280;
  private static final int EXPANSION = 6;

  private record Stage(int filters, int blocks, int stride) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(16, 1, 1),
          new Stage(24, 2, 2),
          new Stage(32, 3, 2),
          new Stage(64, 4, 2),
          new Stage(96, 3, 1),
          new Stage(160, 3, 2),
          new Stage(320, 1, 1));

  /** Checks that there is a width. */
  public MobileNetV2 {
    Widths.require(alpha);
  }

  /** As wide as in the paper. */
  public static MobileNetV2 of() {
    return new MobileNetV2(1);
  }

  /** For example {@code mobilenetv2_1.00}; a name of Keras's has the pictures' side, too. */
  @Override
  public String name() {
    return "mobilenetv2_" + Widths.name(alpha);
  }

  @Override
  public Preprocessing preprocessing() {
    return Preprocessing.MINUS_ONE_TO_ONE;
  }

  @Override
  public Node features(Node picture) {
    Conv2D first =
        Conv2D.of(Widths.divisible(32 * alpha), 3)
            .withStrides(2)
            .withPadding(Padding.SAME)
            .withoutBias();
    Node x = relu6(normalised(picture.apply("Conv1", first), "bn_Conv1"), "Conv1_relu");
    int number = 0;
    for (Stage stage : STAGES) {
      for (int i = 0; i < stage.blocks; i++) {
        x = block(x, stage.filters, i == 0 ? stage.stride : 1, number++);
      }
    }
    int last = alpha > 1 ? Widths.divisible(FEATURES * alpha) : FEATURES;
    x = x.apply("Conv_1", Conv2D.of(last, 1).withoutBias());
    return relu6(normalised(x, "Conv_1_bn"), "out_relu");
  }

  private Node block(Node input, int filters, int stride, int number) {
    String prefix = number == 0 ? "expanded_conv_" : "block_" + number + "_";
    Node x = input;
    if (number > 0) {
      x = x.apply(prefix + "expand", pointwise(EXPANSION * input.shape().last()));
      x = relu6(normalised(x, prefix + "expand_BN"), prefix + "expand_relu");
    }
    if (stride == 2) {
      x = x.apply(prefix + "pad", Downsampling.padding(x, 3));
    }
    DepthwiseConv2D depthwise =
        DepthwiseConv2D.of(3)
            .withStrides(stride)
            .withPadding(stride == 1 ? Padding.SAME : Padding.VALID)
            .withoutBias();
    x = normalised(x.apply(prefix + "depthwise", depthwise), prefix + "depthwise_BN");
    x = relu6(x, prefix + "depthwise_relu");
    int narrow = Widths.divisible((int) (filters * alpha));
    x = normalised(x.apply(prefix + "project", pointwise(narrow)), prefix + "project_BN");
    boolean residual = stride == 1 && input.shape().last() == narrow;
    return residual ? Node.merge(prefix + "add", Add.of(), input, x) : x;
  }

  private static Conv2D pointwise(int filters) {
    return Conv2D.of(filters, 1).withPadding(Padding.SAME).withoutBias();
  }

  private static Node normalised(Node x, String name) {
    return x.apply(name, BatchNormalization.of().withMomentum(0.999));
  }

  private static Node relu6(Node x, String name) {
    return x.apply(name, ReLU.of().withMaxValue(6));
  }

  @Override
  public Node classes(Node features, int classes, Activation activation) {
    return features
        .apply("global_average_pooling2d", GlobalAveragePooling2D.of())
        .apply("predictions", Dense.of(classes).withActivation(activation));
  }
}
