package dev.peaberry.schedule;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * One rate until a boundary, another until the next; the boundary itself has the earlier one. See
 * <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/piecewise_constant_decay/">keras.io</a>.
 *
 * @param config the settings
 */
public record PiecewiseConstantDecay(Config config) implements Schedule, Configured {
  private static final Option<List<Double>> BOUNDARIES =
      Option.required("boundaries", Kinds.listOf(Options.steps()));
  private static final Option<List<Double>> VALUES =
      Option.required("values", Kinds.listOf(Kinds.notNegative()));

  /** Keras's PiecewiseConstantDecay. */
  public static final Schema<PiecewiseConstantDecay> SCHEMA =
      Schema.of(
          "PiecewiseConstantDecay",
          PiecewiseConstantDecay::new,
          BOUNDARIES,
          VALUES,
          Options.name("PiecewiseConstant"));

  /**
   * Checks that the settings are a PiecewiseConstantDecay's.
   *
   * @throws ConfigException if the boundaries do not rise or are not one fewer than the values
   */
  public PiecewiseConstantDecay {
    SCHEMA.require(config);
    List<Double> boundaries = config.get(BOUNDARIES);
    int values = config.get(VALUES).size();
    if (values != boundaries.size() + 1) {
      throw new ConfigException(
          "PiecewiseConstantDecay.values: found %d values, expected %d for %d boundaries"
              .formatted(values, boundaries.size() + 1, boundaries.size()));
    }
    for (int i = 1; i < boundaries.size(); i++) {
      if (boundaries.get(i) <= boundaries.get(i - 1)) {
        throw new ConfigException(
            "PiecewiseConstantDecay.boundaries: found "
                + boundaries
                + ", expected each to be greater than the one before");
      }
    }
  }

  /**
   * One rate for the whole training, until {@link #after} adds others.
   *
   * @throws ConfigException if it is negative
   */
  public static PiecewiseConstantDecay of(double learningRate) {
    return new PiecewiseConstantDecay(
        SCHEMA.with(BOUNDARIES, List.of(), VALUES, List.of(learningRate)));
  }

  /**
   * With another rate for all steps greater than a boundary.
   *
   * @throws ConfigException if the rate is negative or the boundary not after the last one
   */
  public PiecewiseConstantDecay after(long boundary, double learningRate) {
    return new PiecewiseConstantDecay(
        config
            .with(BOUNDARIES, append(config.get(BOUNDARIES), (double) boundary))
            .with(VALUES, append(config.get(VALUES), learningRate)));
  }

  private static List<Double> append(List<Double> list, double last) {
    List<Double> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }

  @Override
  public double at(long step) {
    double done = Options.requireStep(step);
    List<Double> boundaries = config.get(BOUNDARIES);
    int piece = 0;
    while (piece < boundaries.size() && done > boundaries.get(piece)) {
      piece++;
    }
    return config.get(VALUES).get(piece);
  }
}
