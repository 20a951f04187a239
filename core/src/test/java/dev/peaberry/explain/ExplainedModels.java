package dev.peaberry.explain;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import java.util.Random;

/** Small models and pictures to explain. */
final class ExplainedModels {
  static final Shape PICTURE = Shape.of(12, 10, 3);

  private ExplainedModels() {}

  /** Two convolutions and a dense layer. */
  static Model convolutional(int outputs, Activation activation) {
    return Sequential.withInput(PICTURE)
        .add("scaling", Rescaling.of(1 / 255.0))
        .add("first", Conv2D.of(4, 3).withActivation(Activation.RELU))
        .add("pool", MaxPooling2D.of(2))
        .add("second", Conv2D.of(6, 3).withActivation(Activation.RELU))
        .add("last_pool", MaxPooling2D.of(2))
        .add("dropout", Dropout.of(0.5))
        .add("flatten", Flatten.of())
        .add("classes", Dense.of(outputs).withActivation(activation))
        .build();
  }

  /** Dense layers alone. */
  static Model dense() {
    return Sequential.withInput(PICTURE)
        .add("scaling", Rescaling.of(1 / 255.0))
        .add("flatten", Flatten.of())
        .add("hidden", Dense.of(8).withActivation(Activation.TANH))
        .add("classes", Dense.of(3).withActivation(Activation.SOFTMAX))
        .build();
  }

  static Explainer compile(Model model) {
    return Explainer.compile(model, model.initialWeights(Seed.of(3)), EngineOptions.DEFAULT);
  }

  /** Pixels at random. */
  static UInt8Array pictures(int count) {
    Shape shape = PICTURE.prepend(count);
    byte[] pixels = new byte[(int) shape.size()];
    new Random(count).nextBytes(pixels);
    return new UInt8Array(shape, pixels);
  }

  /** Pictures of one brightness. */
  static FloatArray plain(int count, float level) {
    FloatArray plain = FloatArray.zeros(PICTURE.prepend(count));
    java.util.Arrays.fill(plain.data(), level);
    return plain;
  }
}
