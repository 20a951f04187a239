package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.layer.ActivationLayer;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.DepthwiseConv2D;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Edges;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.ReLU;
import dev.peaberry.layer.Reshape;
import dev.peaberry.layer.ZeroPadding2D;
import dev.peaberry.model.Node;
import java.util.List;

/**
 * MobileNet (Howard et al. 2017): convolutions divided into one for each channel and one across
 * them. Immutable.
 *
 * @param alpha how wide, against the paper's network: 0.25, 0.5, 0.75 or 1 have weights in Keras
 * @see <a href="https://arxiv.org/abs/1704.04861">MobileNets</a>
 * @see <a href="https://keras.io/api/applications/mobilenet/">Keras: MobileNet</a>
 */
public record MobileNet(double alpha) implements Backbone {
  private static final double DROPOUT = 0.001;

  private record Block(int filters, int stride) {}

  private static final List<Block> BLOCKS =
      List.of(
          new Block(64, 1),
          new Block(128, 2),
          new Block(128, 1),
          new Block(256, 2),
          new Block(256, 1),
          new Block(512, 2),
          new Block(512, 1),
          new Block(512, 1),
          new Block(512, 1),
          new Block(512, 1),
          new Block(512, 1),
          new Block(1024, 2),
          new Block(1024, 1));

  /** Checks that there is a width. */
  public MobileNet {
    Widths.require(alpha);
  }

  /** As wide as in the paper. */
  public static MobileNet of() {
    return new MobileNet(1);
  }

  /** For example {@code mobilenet_0.25_224}; a name of Keras's has the pictures' side, too. */
  @Override
  public String name() {
    return "mobilenet_" + Widths.name(alpha);
  }

  @Override
  public Preprocessing preprocessing() {
    return Preprocessing.MINUS_ONE_TO_ONE;
  }

  @Override
  public Node features(Node picture) {
    Conv2D first = Conv2D.of(wide(32), 3).withStrides(2).withPadding(Padding.SAME).withoutBias();
    Node x = normalised(picture.apply("conv1", first), "conv1");
    for (int i = 0; i < BLOCKS.size(); i++) {
      x = block(x, BLOCKS.get(i), i + 1);
    }
    return x;
  }

  private Node block(Node input, Block block, int number) {
    boolean strided = block.stride > 1;
    Node x =
        strided
            ? input.apply("conv_pad_" + number, ZeroPadding2D.of(new Edges(0, 1, 0, 1)))
            : input;
    DepthwiseConv2D depthwise =
        DepthwiseConv2D.of(3)
            .withStrides(block.stride)
            .withPadding(strided ? Padding.VALID : Padding.SAME)
            .withoutBias();
    x = normalised(x.apply("conv_dw_" + number, depthwise), "conv_dw_" + number);
    Conv2D pointwise = Conv2D.of(wide(block.filters), 1).withPadding(Padding.SAME).withoutBias();
    return normalised(x.apply("conv_pw_" + number, pointwise), "conv_pw_" + number);
  }

  private int wide(int filters) {
    return (int) (filters * alpha);
  }

  private static Node normalised(Node x, String name) {
    return x.apply(name + "_bn", BatchNormalization.of())
        .apply(name + "_relu", ReLU.of().withMaxValue(6));
  }

  @Override
  public Node classes(Node features, int classes, Activation activation) {
    return features
        .apply("global_average_pooling2d", GlobalAveragePooling2D.of().keepingDimensions())
        .apply("dropout", Dropout.of(DROPOUT))
        .apply("conv_preds", Conv2D.of(classes, 1).withPadding(Padding.SAME))
        .apply("reshape_2", Reshape.of(classes))
        .apply("predictions", ActivationLayer.of(activation));
  }
}
