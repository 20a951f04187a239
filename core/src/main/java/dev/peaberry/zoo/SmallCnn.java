package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;

/**
 * The network of TensorFlow's CIFAR-10 walkthrough: three convolutions with two poolings between
 * them and two dense layers, 122,570 parameters for 32 x 32 colour pictures in ten classes. The
 * smallest picture is 18 x 18. Immutable.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/images/cnn">Convolutional Neural Network</a>
 */
public final class SmallCnn implements Architecture {
  private static final int KERNEL = 3;

  /** The architecture. */
  public SmallCnn() {}

  @Override
  public String name() {
    return "small-cnn";
  }

  @Override
  public String description() {
    return "three convolutions and two dense layers, for small pictures";
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation) {
    return build(picture, outputs, activation, Rescaling.of(1.0 / 255));
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation, Layer scaling) {
    return Sequential.named("small_cnn", picture)
        .add(scaling)
        .add(convolution(32))
        .add(MaxPooling2D.of(2))
        .add(convolution(64))
        .add(MaxPooling2D.of(2))
        .add(convolution(64))
        .add(Flatten.of())
        .add(Dense.of(64).withActivation(Activation.RELU))
        .add(Dense.of(outputs).withActivation(activation))
        .build();
  }

  private static Conv2D convolution(int filters) {
    return Conv2D.of(filters, KERNEL).withActivation(Activation.RELU);
  }
}
