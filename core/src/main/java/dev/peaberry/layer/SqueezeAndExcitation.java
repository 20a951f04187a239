package dev.peaberry.layer;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Weighs the channels of a picture by what the whole picture shows (Hu, Shen and Sun 2018): the
 * mean of each channel goes through two dense layers, of {@code C / ratio} and of {@code C} units,
 * and multiplies the channel; {@code (H, W, C)} stays. Keras has no such layer.
 *
 * @param config the settings
 */
public record SqueezeAndExcitation(Config config) implements UnaryLayer {
  private static final Option<Integer> RATIO = Option.of("ratio", Kinds.integerFrom(1), 16);
  private static final Option<Activation> ACTIVATION =
      Option.of("activation", Activation.kind(), Activation.RELU);
  private static final Option<Activation> GATE_ACTIVATION =
      Option.of("gate_activation", Activation.kind(), Activation.SIGMOID);

  /** Registered as {@code peaberry>SqueezeAndExcitation}. */
  public static final Schema<SqueezeAndExcitation> SCHEMA =
      LayerSchema.of(
              "SqueezeAndExcitation",
              SqueezeAndExcitation::new,
              RATIO,
              ACTIVATION,
              GATE_ACTIVATION,
              Options.USE_BIAS,
              Options.KERNEL_INITIALIZER,
              Options.BIAS_INITIALIZER,
              Options.KERNEL_REGULARIZER,
              Options.BIAS_REGULARIZER,
              Options.KERNEL_CONSTRAINT,
              Options.BIAS_CONSTRAINT)
          .inPackage("peaberry");

  /** Checks that the settings are a SqueezeAndExcitation's. */
  public SqueezeAndExcitation {
    SCHEMA.require(config);
  }

  /** With the paper's ratio of 16. */
  public static SqueezeAndExcitation of() {
    return new SqueezeAndExcitation(SCHEMA.defaults());
  }

  /** With this many times fewer units than channels in between, but one at least. */
  public SqueezeAndExcitation withRatio(int ratio) {
    return new SqueezeAndExcitation(config.with(RATIO, ratio));
  }

  /** With another activation of the units in between. */
  public SqueezeAndExcitation withActivation(Activation activation) {
    return new SqueezeAndExcitation(config.with(ACTIVATION, activation));
  }

  /** With another activation of the factors, such as MobileNetV3's hard sigmoid. */
  public SqueezeAndExcitation withGateActivation(Activation activation) {
    return new SqueezeAndExcitation(config.with(GATE_ACTIVATION, activation));
  }

  @Override
  public Shape outputShape(Shape input) {
    return ShapeException.requirePicture(input);
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    int between = Math.max(1, input.last() / config.get(RATIO));
    List<WeightSpec> weights = new ArrayList<>();
    weights.addAll(dense("squeeze_", input.last(), between));
    weights.addAll(dense("excite_", between, input.last()));
    return weights;
  }

  /** The kernels see the means over all places: once for a picture. */
  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return Kernels.size(weights(inputs));
  }

  private List<WeightSpec> dense(String prefix, int inputs, int units) {
    return Affine.weights(config, "kernel", Shape.of(inputs, units), units).stream()
        .map(spec -> spec.withName(prefix + spec.name()))
        .toList();
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    Operand<TFloat32> means = tf.math.mean(x, tf.constant(new int[] {1, 2}));
    Operand<TFloat32> between =
        config.get(ACTIVATION).apply(scope, dense(scope, "squeeze_", means));
    Operand<TFloat32> gate =
        config.get(GATE_ACTIVATION).apply(scope, dense(scope, "excite_", between));
    return tf.math.mul(x, Shapes.restore(tf, gate, Shape.of(1, 1, input.last())));
  }

  private Operand<TFloat32> dense(GraphScope scope, String prefix, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> product = tf.linalg.matMul(x, scope.weight(prefix + "kernel"));
    return config.get(Options.USE_BIAS)
        ? tf.nn.biasAdd(product, scope.weight(prefix + "bias"))
        : product;
  }
}
