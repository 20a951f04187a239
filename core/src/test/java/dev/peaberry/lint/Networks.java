package dev.peaberry.lint;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.ActivationLayer;
import dev.peaberry.layer.Add;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.DepthwiseConv2D;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.GlobalAveragePooling2D;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Normalization;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.ReLU;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.layer.ZeroPadding2D;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import dev.peaberry.model.Sequential;
import java.util.List;

/** Networks as good people build them, and parts of them. */
final class Networks {
  private Networks() {}

  /** A small classifier of pixels from 0 to 255. */
  static Sequential start() {
    return Sequential.withInput(Shape.of(32, 32, 3))
        .add(Rescaling.of(1.0 / 255))
        .add(Conv2D.of(16, 3).withActivation(Activation.RELU))
        .add(MaxPooling2D.of(2));
  }

  /** The same to the end. */
  static Model small(int outputs, Activation activation) {
    return start()
        .add(Flatten.of())
        .add("scores", Dense.of(outputs).withActivation(activation))
        .build();
  }

  /** VGG16 in small: blocks of 3 x 3 convolutions, dense layers with dropout. */
  static Model vgg(int side, int classes) {
    Sequential chain =
        Sequential.named("vgg", Shape.of(side, side, 3))
            .add(Normalization.of(List.of(123.68, 116.779, 103.939), List.of(1.0, 1.0, 1.0)));
    int[] filters = {16, 32, 64, 64, 64};
    for (int block = 1; block <= filters.length; block++) {
      for (int layer = 1; layer <= 2; layer++) {
        chain.add("block" + block + "_conv" + layer, relu(filters[block - 1]));
      }
      chain.add("block" + block + "_pool", MaxPooling2D.of(2));
    }
    return chain
        .add(Flatten.of())
        .add(Dense.of(256).withActivation(Activation.RELU))
        .add(Dropout.of(0.5))
        .add(Dense.of(256).withActivation(Activation.RELU))
        .add(Dropout.of(0.5))
        .add(Dense.of(classes).withActivation(Activation.SOFTMAX))
        .build();
  }

  private static Conv2D relu(int filters) {
    return Conv2D.of(filters, 3).withPadding(Padding.SAME).withActivation(Activation.RELU);
  }

  /** A residual network with batch normalisation and shortcuts of 1 x 1 with stride 2. */
  static Model residual(int side, int classes) {
    Node image = Node.input("image", Shape.of(side, side, 3));
    Node x = image.apply(Rescaling.of(1 / 127.5, -1));
    x = norm(x.apply(Conv2D.of(16, 7).withStrides(2).withPadding(Padding.SAME).withoutBias()));
    x = x.apply(MaxPooling2D.of(3).withStrides(2).withPadding(Padding.SAME));
    for (int filters : new int[] {16, 32, 64}) {
      int stride = filters == 16 ? 1 : 2;
      Node shortcut =
          x.apply(Conv2D.of(filters, 1).withStrides(stride).withoutBias())
              .apply(BatchNormalization.of());
      Node y = norm(x.apply(Conv2D.of(filters, 1).withStrides(stride).withoutBias()));
      y =
          y.apply(Conv2D.of(filters, 3).withPadding(Padding.SAME).withoutBias())
              .apply(BatchNormalization.of());
      x = Node.merge(Add.of(), shortcut, y).apply(ActivationLayer.of(Activation.RELU));
    }
    Node scores = x.apply(GlobalAveragePooling2D.of()).apply(Dense.of(classes));
    return Model.of("residual", image, scores);
  }

  private static Node norm(Node x) {
    return x.apply(BatchNormalization.of()).apply(ActivationLayer.of(Activation.RELU));
  }

  /** MobileNet in small: depthwise and pointwise convolutions, ReLU6, a convolution as head. */
  static Model mobile(int side, int classes) {
    Sequential chain =
        Sequential.named("mobile", Shape.of(side, side, 3))
            .add(Rescaling.of(1 / 127.5, -1))
            .add("conv1", Conv2D.of(8, 3).withStrides(2).withPadding(Padding.SAME).withoutBias())
            .add("conv1_bn", BatchNormalization.of())
            .add("conv1_relu", ReLU.of().withMaxValue(6));
    for (int block = 1; block <= 4; block++) {
      boolean halves = block % 2 == 0;
      if (halves) {
        chain.add("conv_pad_" + block, ZeroPadding2D.of(1));
      }
      chain
          .add("conv_dw_" + block, depthwise(halves))
          .add("conv_dw_" + block + "_bn", BatchNormalization.of())
          .add("conv_dw_" + block + "_relu", ReLU.of().withMaxValue(6))
          .add("conv_pw_" + block, Conv2D.of(8 << block, 1).withoutBias())
          .add("conv_pw_" + block + "_bn", BatchNormalization.of())
          .add("conv_pw_" + block + "_relu", ReLU.of().withMaxValue(6));
    }
    return chain
        .add(GlobalAveragePooling2D.of())
        .add(Dropout.of(0.001))
        .add(Dense.of(classes))
        .add(ActivationLayer.of(Activation.SOFTMAX))
        .build();
  }

  private static DepthwiseConv2D depthwise(boolean halves) {
    DepthwiseConv2D layer = DepthwiseConv2D.of(3).withoutBias();
    return halves ? layer.withStrides(2) : layer.withPadding(Padding.SAME);
  }
}
