package dev.peaberry.bench;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.zoo.Vgg;

/** The measured networks, layer by layer those of {@code peers/keras_models.py}. */
final class Networks {
  private static final int CLASSES = 10;

  private Networks() {}

  static Model cifar() {
    return cifarBody(Sequential.withInput(Shape.of(32, 32, 3)));
  }

  static Model cifarFromBytes() {
    return cifarBody(Sequential.withInput(Shape.of(32, 32, 3)).add(Rescaling.of(1.0 / 255)));
  }

  private static Model cifarBody(Sequential chain) {
    return chain
        .add(conv(32, 3))
        .add(MaxPooling2D.of(2))
        .add(conv(64, 3))
        .add(MaxPooling2D.of(2))
        .add(conv(64, 3))
        .add(Flatten.of())
        .add(dense(64))
        .add(Dense.of(CLASSES))
        .build();
  }

  static Model alexnet() {
    return alexnetBody(Sequential.withInput(Shape.of(224, 224, 3)));
  }

  static Model alexnetFromBytes() {
    return alexnetBody(Sequential.withInput(Shape.of(224, 224, 3)).add(Rescaling.of(1.0 / 255)));
  }

  private static Model alexnetBody(Sequential chain) {
    return chain
        .add(conv(48, 11).withStrides(4))
        .add(MaxPooling2D.of(3).withStrides(2))
        .add(conv(128, 5).withPadding(Padding.SAME))
        .add(MaxPooling2D.of(3).withStrides(2))
        .add(conv(192, 3).withPadding(Padding.SAME))
        .add(conv(192, 3).withPadding(Padding.SAME))
        .add(conv(128, 3).withPadding(Padding.SAME))
        .add(MaxPooling2D.of(3).withStrides(2))
        .add(Flatten.of())
        .add(dense(1024))
        .add(dense(1024))
        .add(Dense.of(CLASSES))
        .build();
  }

  static Model vgg16() {
    return Vgg.VGG16
        .withoutTop(Shape.of(224, 224, 3))
        .extended(
            "vgg16_small_head",
            x ->
                x.apply(Flatten.of())
                    .apply(dense(1024))
                    .apply(dense(512))
                    .apply(Dense.of(CLASSES)));
  }

  static Model vgg16Base(int side) {
    return Vgg.VGG16.withoutTop(Shape.of(side, side, 3));
  }

  private static Conv2D conv(int filters, int kernelSize) {
    return Conv2D.of(filters, kernelSize).withActivation(Activation.RELU);
  }

  private static Dense dense(int units) {
    return Dense.of(units).withActivation(Activation.RELU);
  }
}
