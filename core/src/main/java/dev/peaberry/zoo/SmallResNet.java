package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.ActivationLayer;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.GlobalMaxPooling2D;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;

/**
 * A residual network for small pictures that learns fast: four stages of convolutions, two of them
 * with a residual block, pooled to one maximum for each feature; after David Page's ResNet9. For 32
 * x 32 colour pictures in ten classes 6,577,610 parameters when as wide as there. The smallest
 * picture is 8 x 8. Immutable.
 *
 * @see <a href="https://github.com/davidcpage/cifar10-fast">How to Train Your ResNet</a>
 */
public final class SmallResNet implements Architecture {
  private static final int WIDTH = 64;

  private final int width;

  private SmallResNet(int width) {
    this.width = width;
  }

  /** As wide as the original: 64 filters at first, 512 at last. */
  public static SmallResNet of() {
    return new SmallResNet(WIDTH);
  }

  /** Half as wide, for processors without an accelerator. */
  public static SmallResNet half() {
    return new SmallResNet(WIDTH / 2);
  }

  @Override
  public String name() {
    return width == WIDTH ? "small-resnet" : "small-resnet-half";
  }

  @Override
  public String description() {
    return width == WIDTH
        ? "eight convolutions with two residual blocks, for small pictures"
        : "small-resnet, half as wide";
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation) {
    return build(picture, outputs, activation, Rescaling.of(1.0 / 127.5, -1));
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation, Layer scaling) {
    Node input = Node.input(picture);
    Node x = convolution(input.apply(scaling), width);
    x = residual(pooled(x, 2 * width));
    x = pooled(x, 4 * width);
    x = residual(pooled(x, 8 * width));
    Node logits =
        x.apply(GlobalMaxPooling2D.of()).apply(Dense.of(outputs).withActivation(activation));
    return Model.of(name().replace('-', '_'), input, logits);
  }

  private static Node convolution(Node x, int filters) {
    return x.apply(Conv2D.of(filters, 3).withPadding(Padding.SAME).withoutBias())
        .apply(BatchNormalization.of().withMomentum(0.9))
        .apply(ActivationLayer.of(Activation.RELU));
  }

  private static Node pooled(Node x, int filters) {
    return convolution(x, filters).apply(MaxPooling2D.of(2));
  }

  private static Node residual(Node x) {
    int filters = x.shape().last();
    return Node.merge(Add.of(), x, convolution(convolution(x, filters), filters));
  }
}
