package dev.peaberry.metric;

import dev.peaberry.engine.FloatArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Keras makes of the text {@code "accuracy"}: binary, sparse categorical or categorical
 * accuracy, chosen by the shapes of the first batch. Immutable and thread-safe.
 *
 * @param name the name in logs, usually {@code "accuracy"}
 */
public record AutoAccuracy(String name) implements Metric {
  /** Under the usual name. */
  public static AutoAccuracy of() {
    return new AutoAccuracy("accuracy");
  }

  /** The text that Keras's {@code compile} takes; there is no class of this name. */
  @Override
  public String className() {
    return "accuracy";
  }

  @Override
  public Map<String, Object> configJson() {
    return Map.of();
  }

  @Override
  public Accumulator start() {
    return new Chosen(name);
  }

  /** Chooses once; a reset forgets the batches, not the choice. */
  private static final class Chosen implements Accumulator {
    private final String name;
    private Optional<Accumulator> chosen = Optional.empty();
    private Optional<List<Double>> restored = Optional.empty();

    Chosen(String name) {
      this.name = name;
    }

    @Override
    public void update(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights) {
      if (chosen.isEmpty()) {
        chosen = Optional.of(Metrics.accuracyFor(yTrue.shape(), yPred.shape(), name).start());
        restored.ifPresent(chosen.get()::restore);
      }
      chosen.get().update(yTrue, yPred, weights);
    }

    @Override
    public double result() {
      return chosen.orElseGet(this::any).result();
    }

    /** Before the first batch any accuracy will do: all have the same sums. */
    private Accumulator any() {
      Accumulator any = CategoricalAccuracy.of().start();
      restored.ifPresent(any::restore);
      return any;
    }

    @Override
    public void reset() {
      chosen.ifPresent(Accumulator::reset);
      restored = Optional.empty();
    }

    @Override
    public List<Double> sums() {
      return chosen.orElseGet(this::any).sums();
    }

    @Override
    public void restore(List<Double> sums) {
      restored = Optional.of(sums);
      chosen.ifPresent(accumulator -> accumulator.restore(sums));
    }
  }
}
