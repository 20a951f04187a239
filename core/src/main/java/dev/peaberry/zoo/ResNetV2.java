package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.ZeroPadding2D;
import dev.peaberry.model.Node;
import java.util.List;

/**
 * ResNet V2 (He et al. 2016): normalisation and activation come before a block's convolutions, so
 * that what is added passes unchanged. Immutable.
 *
 * @param name Keras's for 50, 101 and 152, alike for the others
 * @param blocks how many there are in each of the four stages
 * @param bottleneck whether a block is a 3 x 3 convolution between two of 1 x 1, else two of 3 x 3
 * @see <a href="https://arxiv.org/abs/1603.05027">Identity Mappings in Deep Residual Networks</a>
 * @see <a href="https://keras.io/api/applications/resnet/">Keras: ResNet V2</a>
 */
public record ResNetV2(String name, List<Integer> blocks, boolean bottleneck) implements Backbone {
  /** With 18 layers; not in Keras. */
  public static final ResNetV2 RESNET18 = new ResNetV2("resnet18v2", List.of(2, 2, 2, 2), false);

  /** With 50 layers. */
  public static final ResNetV2 RESNET50 = new ResNetV2("resnet50v2", List.of(3, 4, 6, 3), true);

  /** With 101 layers. */
  public static final ResNetV2 RESNET101 = new ResNetV2("resnet101v2", List.of(3, 4, 23, 3), true);

  /** With 152 layers. */
  public static final ResNetV2 RESNET152 = new ResNetV2("resnet152v2", List.of(3, 8, 36, 3), true);

  /** Keeps the list from changing. */
  public ResNetV2 {
    blocks = List.copyOf(blocks);
  }

  @Override
  public Preprocessing preprocessing() {
    return Preprocessing.MINUS_ONE_TO_ONE;
  }

  /** The last block of each stage but the last makes the picture smaller, as in Keras. */
  @Override
  public Node features(Node picture) {
    Node x = Residual.stem(picture, false);
    for (int stage = 0; stage < blocks.size(); stage++) {
      int filters = Residual.FIRST_FILTERS << stage;
      int last = blocks.get(stage);
      for (int i = 1; i <= last; i++) {
        int stride = i == last && stage < blocks.size() - 1 ? 2 : 1;
        x = block(x, filters, stride, "conv%d_block%d".formatted(stage + 2, i), i == 1);
      }
    }
    return Residual.activated(x, "post");
  }

  private Node block(Node input, int filters, int stride, String name, boolean first) {
    int out = bottleneck ? Residual.EXPANSION * filters : filters;
    Node preactivated = Residual.activated(input, name + "_preact");
    Node shortcut = input;
    if (first && (bottleneck || input.shape().last() != out)) {
      shortcut = preactivated.apply(name + "_0_conv", Conv2D.of(out, 1).withStrides(stride));
    } else if (stride > 1) {
      shortcut = input.apply(MaxPooling2D.of(1).withStrides(stride));
    }
    Node x = preactivated;
    if (bottleneck) {
      x = x.apply(name + "_1_conv", Conv2D.of(filters, 1).withoutBias());
      x = padded(Residual.activated(x, name + "_1"), filters, stride, name);
      x = Residual.activated(x, name + "_2").apply(name + "_3_conv", Conv2D.of(out, 1));
    } else {
      x = x.apply(name + "_1_pad", ZeroPadding2D.of(1));
      x = x.apply(name + "_1_conv", Conv2D.of(filters, 3).withoutBias());
      x = padded(Residual.activated(x, name + "_1"), filters, stride, name);
    }
    return Node.merge(name + "_out", Add.of(), shortcut, x);
  }

  private static Node padded(Node x, int filters, int stride, String name) {
    return x.apply(name + "_2_pad", ZeroPadding2D.of(1))
        .apply(name + "_2_conv", Conv2D.of(filters, 3).withStrides(stride).withoutBias());
  }

  @Override
  public Node classes(Node features, int classes, Activation activation) {
    return Residual.classes(features, classes, activation);
  }
}
