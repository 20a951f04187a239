package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.layer.AveragePooling2D;
import dev.peaberry.layer.Concatenate;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.ZeroPadding2D;
import dev.peaberry.model.Node;
import java.util.List;

/**
 * DenseNet (Huang et al. 2017): every block reads what all before it gave. Immutable.
 *
 * @param name Keras's: {@code densenet121}
 * @param blocks how many there are in each of the four stages
 * @see <a href="https://arxiv.org/abs/1608.06993">Densely Connected Convolutional Networks</a>
 * @see <a href="https://keras.io/api/applications/densenet/">Keras: DenseNet</a>
 */
public record DenseNet(String name, List<Integer> blocks) implements Backbone {
  /** With 121 layers. */
  public static final DenseNet DENSENET121 = new DenseNet("densenet121", List.of(6, 12, 24, 16));

  /** With 169 layers. */
  public static final DenseNet DENSENET169 = new DenseNet("densenet169", List.of(6, 12, 32, 32));

  /** With 201 layers. */
  public static final DenseNet DENSENET201 = new DenseNet("densenet201", List.of(6, 12, 48, 32));

  private static final int GROWTH = 32;

  /** Keeps the list from changing. */
  public DenseNet {
    blocks = List.copyOf(blocks);
  }

  @Override
  public Preprocessing preprocessing() {
    return Preprocessing.STANDARDIZED;
  }

  @Override
  public Node features(Node picture) {
    Conv2D first = Conv2D.of(Residual.FIRST_FILTERS, 7).withStrides(2).withoutBias();
    Node x = picture.apply(ZeroPadding2D.of(3)).apply("conv1_conv", first);
    x = Residual.activated(x, "conv1").apply(ZeroPadding2D.of(1));
    x = x.apply("pool1", MaxPooling2D.of(3).withStrides(2));
    for (int stage = 0; stage < blocks.size(); stage++) {
      for (int i = 1; i <= blocks.get(stage); i++) {
        x = block(x, "conv%d_block%d".formatted(stage + 2, i));
      }
      if (stage < blocks.size() - 1) {
        x = transition(x, "pool" + (stage + 2));
      }
    }
    return x.apply("bn", Residual.normalization()).apply("relu", Residual.relu());
  }

  private static Node block(Node input, String name) {
    Node x = Residual.activated(input, name + "_0");
    x = x.apply(name + "_1_conv", Conv2D.of(4 * GROWTH, 1).withoutBias());
    Conv2D convolution = Conv2D.of(GROWTH, 3).withPadding(Padding.SAME).withoutBias();
    x = Residual.activated(x, name + "_1").apply(name + "_2_conv", convolution);
    return Node.merge(name + "_concat", Concatenate.of(), input, x);
  }

  private static Node transition(Node input, String name) {
    Conv2D half = Conv2D.of(input.shape().last() / 2, 1).withoutBias();
    return Residual.activated(input, name)
        .apply(name + "_conv", half)
        .apply(name + "_pool", AveragePooling2D.of(2).withStrides(2));
  }

  @Override
  public Node classes(Node features, int classes, Activation activation) {
    return Residual.classes(features, classes, activation);
  }
}
