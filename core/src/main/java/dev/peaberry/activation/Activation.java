package dev.peaberry.activation;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.engine.GraphScope;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/**
 * Keras's activation functions, by Keras's names in lower case. See <a
 * href="https://keras.io/api/layers/activations/">keras.io</a>.
 */
public enum Activation {
  /** The identity. */
  LINEAR((tf, x) -> x),
  /** max(x, 0). */
  RELU((tf, x) -> tf.nn.relu(x)),
  /** min(max(x, 0), 6). */
  RELU6((tf, x) -> tf.nn.relu6(x)),
  /** x where positive, else 0.2 x (the layer LeakyReLU has 0.3). */
  LEAKY_RELU((tf, x) -> tf.nn.leakyRelu(x, LeakyRelu.alpha(0.2f))),
  /** x where positive, else exp(x) - 1. */
  ELU((tf, x) -> tf.nn.elu(x)),
  /** The scaled ELU of Klambauer et al. 2017. */
  SELU((tf, x) -> tf.nn.selu(x)),
  /** x times the normal distribution function of x, by erf. */
  GELU(Activation::gelu),
  /** 1 / (1 + exp(-x)). */
  SIGMOID((tf, x) -> tf.math.sigmoid(x)),
  /** relu6(x + 3) / 6. */
  HARD_SIGMOID(Activation::hardSigmoid),
  /** x sigmoid(x), also called swish. */
  SILU((tf, x) -> tf.math.mul(x, tf.math.sigmoid(x))),
  /** x hard_sigmoid(x), also called hard_swish. */
  HARD_SILU((tf, x) -> tf.math.mul(x, hardSigmoid(tf, x))),
  /** x tanh(softplus(x)). */
  MISH((tf, x) -> tf.math.mul(x, tf.math.tanh(tf.math.softplus(x)))),
  /** The hyperbolic tangent. */
  TANH((tf, x) -> tf.math.tanh(x)),
  /** exp(x). */
  EXPONENTIAL((tf, x) -> tf.math.exp(x)),
  /** log(1 + exp(x)). */
  SOFTPLUS((tf, x) -> tf.math.softplus(x)),
  /** x / (1 + |x|). */
  SOFTSIGN((tf, x) -> tf.nn.softsign(x)),
  /** exp(x) over its sum along the last axis. */
  SOFTMAX((tf, x) -> tf.nn.softmax(x)),
  /** The logarithm of softmax. */
  LOG_SOFTMAX((tf, x) -> tf.nn.logSoftmax(x));

  /** The other names that Keras understands. */
  private static final Map<String, Activation> ALIASES =
      Map.of("swish", SILU, "hard_swish", HARD_SILU);

  @SuppressWarnings("ImmutableEnumChecker") // the functions below have no state
  private final BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> function;

  Activation(BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> function) {
    this.function = function;
  }

  /** The values that an option for an activation takes: names, and nothing for linear. */
  public static Kind<Activation> kind() {
    Kind<Activation> byName = Kinds.choice(Activation.class);
    return Kind.of(
        byName.allowed(),
        json ->
            json == null
                ? Optional.of(LINEAR)
                : Optional.ofNullable(ALIASES.get(json)).or(() -> byName.parse(json)),
        Activation::kerasName);
  }

  /** Keras's name for it. */
  public String kerasName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Adds the function to a program; the shape stays. */
  public Operand<TFloat32> apply(GraphScope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = function.apply(scope.tf(), x);
    if (this == SOFTMAX || this == SIGMOID) {
      scope.rememberLogits(y, x);
    }
    return y;
  }

  private static Operand<TFloat32> gelu(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> scaled = tf.math.mul(x, tf.constant((float) Math.sqrt(0.5)));
    Operand<TFloat32> twiceShare = tf.math.add(tf.math.erf(scaled), tf.constant(1f));
    return tf.math.mul(tf.math.mul(x, tf.constant(0.5f)), twiceShare);
  }

  private static Operand<TFloat32> hardSigmoid(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> shifted = tf.nn.relu6(tf.math.add(x, tf.constant(3f)));
    return tf.math.mul(shifted, tf.constant(1f / 6));
  }
}
