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
 * href="https://keras.io/api/layers/activations/">keras.io</a>. Its {@code threshold} is not here:
 * it has two parameters without defaults, and a name alone cannot give them.
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
  /** max(x, 0) + exp(min(x, 0)) - 1 (Barron 2017): ELU, but for the gradient at exactly 0. */
  CELU(Functions::celu),
  /** The scaled ELU of Klambauer et al. 2017. */
  SELU((tf, x) -> tf.nn.selu(x)),
  /** x times the normal distribution function of x, by erf. */
  GELU(Functions::gelu),
  /** 1 / (1 + exp(-x)). */
  SIGMOID((tf, x) -> tf.math.sigmoid(x)),
  /** The logarithm of sigmoid. */
  LOG_SIGMOID((tf, x) -> tf.math.neg(tf.math.softplus(tf.math.neg(x)))),
  /** (x + 1) / 2, but not below 0 or above 1 (Blondel et al. 2019). */
  SPARSE_SIGMOID(Functions::sparseSigmoid),
  /** relu6(x + 3) / 6. */
  HARD_SIGMOID(Functions::hardSigmoid),
  /** x sigmoid(x), also called swish. */
  SILU((tf, x) -> tf.math.mul(x, tf.math.sigmoid(x))),
  /** x hard_sigmoid(x), also called hard_swish. */
  HARD_SILU((tf, x) -> tf.math.mul(x, Functions.hardSigmoid(tf, x))),
  /** x tanh(softplus(x)). */
  MISH((tf, x) -> tf.math.mul(x, tf.math.tanh(tf.math.softplus(x)))),
  /** The hyperbolic tangent. */
  TANH((tf, x) -> tf.math.tanh(x)),
  /** x, but not below -1 or above 1. */
  HARD_TANH(Functions::hardTanh),
  /** x - tanh(x). */
  TANH_SHRINK((tf, x) -> tf.math.sub(x, tf.math.tanh(x))),
  /** 0 from -0.5 to 0.5, outside x moved towards 0 by 0.5. */
  SOFT_SHRINK(Functions::softShrink),
  /** 0 from -0.5 to 0.5, outside x. */
  HARD_SHRINK(Functions::hardShrink),
  /** exp(x). */
  EXPONENTIAL((tf, x) -> tf.math.exp(x)),
  /** log(1 + exp(x)). */
  SOFTPLUS((tf, x) -> tf.math.softplus(x)),
  /** (x + sqrt(x^2 + 4)) / 2 (Barron 2021). */
  SQUAREPLUS(Functions::squareplus),
  /** 0 below -1, x above 1, between them (x + 1)^2 / 4. */
  SPARSE_PLUS(Functions::sparsePlus),
  /** x / (1 + |x|). */
  SOFTSIGN((tf, x) -> tf.nn.softsign(x)),
  /** exp(x) over its sum along the last axis. */
  SOFTMAX((tf, x) -> tf.nn.softmax(x)),
  /** The logarithm of softmax. */
  LOG_SOFTMAX(Functions::logSoftmax),
  /**
   * max(x - threshold, 0) along the last axis, with the threshold as Keras 3 computes it: where
   * more than one number is above it, it is not that of the paper (Martins and Astudillo 2016), and
   * the results do not add up to 1.
   */
  SPARSEMAX(Functions::sparsemax),
  /**
   * The first half of the last axis times the sigmoid of the second (Dauphin et al. 2017). The only
   * function that changes the shape; Keras does so, too, but reckons with the old shape, so there a
   * model can only end with it.
   */
  GLU(Functions::glu);

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
        byName.allowed() + ", or none",
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

  /** Whether the last axis comes out half as long as it went in; else the shape stays. */
  public boolean halvesLastAxis() {
    return this == GLU;
  }

  /** Adds the function to a program. */
  public Operand<TFloat32> apply(GraphScope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = function.apply(scope.tf(), x);
    if (this == SOFTMAX || this == SIGMOID) {
      scope.rememberLogits(y, x);
    }
    return y;
  }
}
