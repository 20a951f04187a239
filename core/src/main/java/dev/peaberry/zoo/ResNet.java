package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.model.Node;
import java.util.List;

/**
 * ResNet (He et al. 2015): blocks whose input is added to their output. Immutable.
 *
 * @param name Keras's for 50, 101 and 152, alike for the others
 * @param blocks how many there are in each of the four stages
 * @param bottleneck whether a block is a 3 x 3 convolution between two of 1 x 1, else two of 3 x 3
 * @see <a href="https://arxiv.org/abs/1512.03385">Deep Residual Learning</a>
 * @see <a href="https://keras.io/api/applications/resnet/">Keras: ResNet</a>
 */
public record ResNet(String name, List<Integer> blocks, boolean bottleneck) implements Backbone {
  /** With 18 layers; not in Keras. */
  public static final ResNet RESNET18 = new ResNet("resnet18", List.of(2, 2, 2, 2), false);

  /** With 34 layers; not in Keras. */
  public static final ResNet RESNET34 = new ResNet("resnet34", List.of(3, 4, 6, 3), false);

  /** With 50 layers. */
  public static final ResNet RESNET50 = new ResNet("resnet50", List.of(3, 4, 6, 3), true);

  /** With 101 layers. */
  public static final ResNet RESNET101 = new ResNet("resnet101", List.of(3, 4, 23, 3), true);

  /** With 152 layers. */
  public static final ResNet RESNET152 = new ResNet("resnet152", List.of(3, 8, 36, 3), true);

  /** Keeps the list from changing. */
  public ResNet {
    blocks = List.copyOf(blocks);
  }

  @Override
  public Preprocessing preprocessing() {
    return Preprocessing.CENTRED_BLUE_FIRST;
  }

  @Override
  public Node features(Node picture) {
    Node x = Residual.stem(picture, true);
    for (int stage = 0; stage < blocks.size(); stage++) {
      int filters = Residual.FIRST_FILTERS << stage;
      for (int i = 1; i <= blocks.get(stage); i++) {
        int stride = i == 1 && stage > 0 ? 2 : 1;
        x = block(x, filters, stride, "conv%d_block%d".formatted(stage + 2, i), i == 1);
      }
    }
    return x;
  }

  private Node block(Node input, int filters, int stride, String name, boolean first) {
    int out = bottleneck ? Residual.EXPANSION * filters : filters;
    Node shortcut = input;
    if (first && (bottleneck || input.shape().last() != out)) {
      shortcut = input.apply(name + "_0_conv", Conv2D.of(out, 1).withStrides(stride));
      shortcut = shortcut.apply(name + "_0_bn", Residual.normalization());
    }
    Node x = bottleneck ? narrow(input, filters, stride, name) : wide(input, filters, stride, name);
    return Node.merge(name + "_add", Add.of(), shortcut, x).apply(name + "_out", Residual.relu());
  }

  private static Node narrow(Node input, int filters, int stride, String name) {
    Node x = input.apply(name + "_1_conv", Conv2D.of(filters, 1).withStrides(stride));
    x = Residual.activated(x, name + "_1");
    x = x.apply(name + "_2_conv", Conv2D.of(filters, 3).withPadding(Padding.SAME));
    x = Residual.activated(x, name + "_2");
    x = x.apply(name + "_3_conv", Conv2D.of(Residual.EXPANSION * filters, 1));
    return x.apply(name + "_3_bn", Residual.normalization());
  }

  private static Node wide(Node input, int filters, int stride, String name) {
    Conv2D convolution = Conv2D.of(filters, 3).withPadding(Padding.SAME);
    Node x = input.apply(name + "_1_conv", convolution.withStrides(stride));
    x = Residual.activated(x, name + "_1").apply(name + "_2_conv", convolution);
    return x.apply(name + "_2_bn", Residual.normalization());
  }

  @Override
  public Node classes(Node features, int classes, Activation activation) {
    return Residual.classes(features, classes, activation);
  }
}
