package dev.peaberry.layer;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Config;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What layers with a kernel, a bias and an activation share. */
final class Affine {
  private Affine() {}

  /** A kernel, and a bias of the given length where the settings want one. */
  static List<WeightSpec> weights(Config config, String kernelName, Shape kernel, int bias) {
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(
        WeightSpec.trainable(
                kernelName,
                kernel,
                config.get(Options.KERNEL_INITIALIZER),
                config.get(Options.KERNEL_REGULARIZER))
            .withConstraint(config.get(Options.KERNEL_CONSTRAINT)));
    addBias(config, bias, weights);
    return weights;
  }

  /** Adds a bias where the settings want one. */
  static void addBias(Config config, int length, List<WeightSpec> weights) {
    if (config.get(Options.USE_BIAS)) {
      weights.add(
          WeightSpec.trainable(
                  "bias",
                  Shape.of(length),
                  config.get(Options.BIAS_INITIALIZER),
                  config.get(Options.BIAS_REGULARIZER))
              .withConstraint(config.get(Options.BIAS_CONSTRAINT)));
    }
  }

  /** The shape after the activation of the settings. */
  static Shape outputShape(Config config, Shape before) {
    return outputShape(config.get(Options.ACTIVATION), before);
  }

  /**
   * The shape after an activation.
   *
   * @throws ShapeException if the activation halves an axis of odd length
   */
  static Shape outputShape(Activation activation, Shape before) {
    if (!activation.halvesLastAxis()) {
      return before;
    }
    if (before.rank() == 0 || before.last() % 2 != 0) {
      throw new ShapeException(
          "found "
              + before
              + " before the activation "
              + activation.kerasName()
              + ", expected a last axis of even length, which it halves");
    }
    return before.with(-1, before.last() / 2);
  }

  /** Adds the bias, if there is one, and the activation. */
  static Operand<TFloat32> finish(Config config, GraphScope scope, Operand<TFloat32> x) {
    Operand<TFloat32> biased =
        config.get(Options.USE_BIAS) ? scope.tf().nn.biasAdd(x, scope.weight("bias")) : x;
    return config.get(Options.ACTIVATION).apply(scope, biased);
  }
}
