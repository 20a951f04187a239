package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.Variable;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * {@link Adam} that always has a decoupled weight decay (Loshchilov and Hutter 2017), by default
 * 0.004. See <a href="https://keras.io/api/optimizers/adamw/">keras.io</a>.
 *
 * @param config the settings
 */
public record AdamW(Config config) implements BaseOptimizer<AdamW> {
  /** Keras's AdamW. */
  public static final Schema<AdamW> SCHEMA =
      Common.decayingSchema(
          "AdamW",
          AdamW::new,
          Common.learningRate(0.001),
          Common.weightDecay(0.004),
          Common.BETA_1,
          Common.BETA_2,
          Common.EPSILON,
          Adam.AMSGRAD);

  /** Checks that the settings are an AdamW's. */
  public AdamW {
    Common.require(SCHEMA, config);
  }

  /** With Keras's rate of 0.001 and weight decay of 0.004. */
  public static AdamW of() {
    return new AdamW(SCHEMA.defaults());
  }

  /** With the largest velocity so far in place of the velocity (Reddi et al. 2018). */
  public AdamW withAmsgrad() {
    return new AdamW(config.with(Adam.AMSGRAD, true));
  }

  @Override
  public AdamW with(Config settings) {
    return new AdamW(settings);
  }

  @Override
  public List<List<Slot>> slots() {
    return Adam.slots(config);
  }

  @Override
  public Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots) {
    return Adam.update(config, scope, variable, gradient, slots);
  }
}
