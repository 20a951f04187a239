package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.initializer.Constant;
import dev.peaberry.initializer.Initializer;
import dev.peaberry.initializer.RandomNormal;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.LocalResponseNormalization;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.layer.ZeroPadding2D;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;

/**
 * AlexNet as its paper has it (Krizhevsky, Sutskever and Hinton 2012): 60,965,224 parameters for
 * 224 x 224 colour pictures in 1000 classes. Convolutions that the paper divides between two
 * processors have two groups; poolings overlap; biases of 1 keep the rectifiers of the second,
 * fourth and fifth convolution and of the dense layers alive at first. The smallest picture is 63 x
 * 63. Immutable.
 *
 * @see <a
 *     href="https://papers.nips.cc/paper/4824-imagenet-classification-with-deep-convolutional-neural-networks">ImageNet
 *     Classification with Deep Convolutional Neural Networks</a>
 */
public final class AlexNet implements Architecture {
  private static final int UNITS = 4096;
  private static final double DROPOUT = 0.5;
  private static final Initializer KERNEL = RandomNormal.of(0.01);

  /** The architecture. */
  public AlexNet() {}

  @Override
  public String name() {
    return "alexnet";
  }

  @Override
  public String description() {
    return "five convolutions and three dense layers, as in the paper";
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation) {
    return build(picture, outputs, activation, Rescaling.of(1.0 / 127.5, -1));
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation, Layer scaling) {
    return Sequential.named("alexnet", picture)
        .add(scaling)
        .add(ZeroPadding2D.of(2))
        .add("conv1", convolution(96, 11, 1, 0).withStrides(4))
        .add("norm1", LocalResponseNormalization.ofAlexNet())
        .add("pool1", pooling())
        .add("conv2", convolution(256, 5, 2, 1).withPadding(Padding.SAME))
        .add("norm2", LocalResponseNormalization.ofAlexNet())
        .add("pool2", pooling())
        .add("conv3", convolution(384, 3, 1, 0).withPadding(Padding.SAME))
        .add("conv4", convolution(384, 3, 2, 1).withPadding(Padding.SAME))
        .add("conv5", convolution(256, 3, 2, 1).withPadding(Padding.SAME))
        .add("pool5", pooling())
        .add(Flatten.of())
        .add("fc6", dense())
        .add(Dropout.of(DROPOUT))
        .add("fc7", dense())
        .add(Dropout.of(DROPOUT))
        .add("fc8", Dense.of(outputs).withKernelInitializer(KERNEL).withActivation(activation))
        .build();
  }

  private static Conv2D convolution(int filters, int kernel, int groups, double bias) {
    return Conv2D.of(filters, kernel)
        .withGroups(groups)
        .withActivation(Activation.RELU)
        .withKernelInitializer(KERNEL)
        .withBiasInitializer(Constant.of(bias));
  }

  private static MaxPooling2D pooling() {
    return MaxPooling2D.of(3).withStrides(2);
  }

  private static Dense dense() {
    return Dense.of(UNITS)
        .withActivation(Activation.RELU)
        .withKernelInitializer(KERNEL)
        .withBiasInitializer(Constant.of(1));
  }
}
