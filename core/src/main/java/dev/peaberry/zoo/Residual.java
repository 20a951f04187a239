package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.layer.ActivationLayer;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.ZeroPadding2D;
import dev.peaberry.model.Node;

/** What ResNets and DenseNets have in common. Stateless. */
final class Residual {
  static final int FIRST_FILTERS = 64;
  static final int EXPANSION = 4;
  private static final double EPSILON = 1.001e-5;

  private Residual() {}

  static BatchNormalization normalization() {
    return BatchNormalization.of().withEpsilon(EPSILON);
  }

  static ActivationLayer relu() {
    return ActivationLayer.of(Activation.RELU);
  }

  /** Normalised and through a ReLU. */
  static Node activated(Node x, String name) {
    return x.apply(name + "_bn", normalization()).apply(name + "_relu", relu());
  }

  /**
   * A 7 x 7 convolution and a pooling, each with stride 2.
   *
   * @param activated whether the convolution is normalised, and then has a bias
   */
  static Node stem(Node picture, boolean activated) {
    Conv2D convolution = Conv2D.of(FIRST_FILTERS, 7).withStrides(2);
    Node x = picture.apply("conv1_pad", ZeroPadding2D.of(3)).apply("conv1_conv", convolution);
    x = activated ? activated(x, "conv1") : x;
    return x.apply("pool1_pad", ZeroPadding2D.of(1))
        .apply("pool1_pool", MaxPooling2D.of(3).withStrides(2));
  }

  static Node classes(Node features, int classes, Activation activation) {
    return features
        .apply("avg_pool", GlobalAveragePooling2D.of())
        .apply("predictions", Dense.of(classes).withActivation(activation));
  }
}
