package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.regularizer.L1L2;

/**
 * One of AlexNet's two towers, with dense layers of 1024, as the walkthroughs of Keras have it. The
 * smallest picture is 67 x 67. Immutable.
 */
public final class SmallAlexNet implements Architecture {
  private static final int UNITS = 1024;
  private static final double PENALTY = 0.001;

  private final boolean regularized;

  private SmallAlexNet(boolean regularized) {
    this.regularized = regularized;
  }

  /** Without anything against over-fitting. */
  public static SmallAlexNet plain() {
    return new SmallAlexNet(false);
  }

  /** With a penalty of 0.001 on squared kernels, and normalised batches after every activation. */
  public static SmallAlexNet regularized() {
    return new SmallAlexNet(true);
  }

  @Override
  public String name() {
    return regularized ? "small-alexnet-regularized" : "small-alexnet";
  }

  @Override
  public String description() {
    return regularized
        ? "half of AlexNet, with L2 penalties and batch normalisation"
        : "half of AlexNet: five convolutions and three dense layers";
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation) {
    return build(picture, outputs, activation, Rescaling.of(1.0 / 255));
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation, Layer scaling) {
    Sequential chain = Sequential.named(name().replace('-', '_'), picture).add(scaling);
    convolution(chain, Conv2D.of(48, 11).withStrides(4));
    chain.add(MaxPooling2D.of(3).withStrides(2));
    convolution(chain, Conv2D.of(128, 5).withPadding(Padding.SAME));
    chain.add(MaxPooling2D.of(3).withStrides(2));
    convolution(chain, Conv2D.of(192, 3).withPadding(Padding.SAME));
    convolution(chain, Conv2D.of(192, 3).withPadding(Padding.SAME));
    convolution(chain, Conv2D.of(128, 3).withPadding(Padding.SAME));
    chain.add(MaxPooling2D.of(3).withStrides(2)).add(Flatten.of());
    dense(chain);
    dense(chain);
    return chain.add(Dense.of(outputs).withActivation(activation)).build();
  }

  private void convolution(Sequential chain, Conv2D layer) {
    Conv2D activated = layer.withActivation(Activation.RELU);
    chain.add(regularized ? activated.withKernelRegularizer(L1L2.l2(PENALTY)) : activated);
    normalize(chain);
  }

  private void dense(Sequential chain) {
    Dense activated = Dense.of(UNITS).withActivation(Activation.RELU);
    chain.add(regularized ? activated.withKernelRegularizer(L1L2.l2(PENALTY)) : activated);
    normalize(chain);
  }

  private void normalize(Sequential chain) {
    if (regularized) {
      chain.add(BatchNormalization.of());
    }
  }
}
