package dev.peaberry.cli;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.evaluate.FeatureMap;
import dev.peaberry.evaluate.FeatureSample;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is noted while a model looks at pictures: features of some of them, and where the time goes.
 * Confined to one thread.
 */
final class PassRecord {
  private final Optional<FeatureSample> sample;
  private long inModel;
  private Duration whole = Duration.ZERO;

  private PassRecord(Optional<FeatureSample> sample) {
    this.sample = sample;
  }

  /** A record of a pass over so many pictures, or about as many. */
  static PassRecord of(int pictures) {
    return new PassRecord(Optional.of(new FeatureSample(pictures)));
  }

  /** A record without features. */
  static PassRecord withoutFeatures() {
    return new PassRecord(Optional.empty());
  }

  /** Makes the pass. */
  <T> T pass(Supplier<T> work) {
    long begun = System.nanoTime();
    T result = work.get();
    whole = Duration.ofNanos(System.nanoTime() - begun);
    return result;
  }

  /** Lets the model look at a batch. */
  <T> T inModel(Supplier<T> work) {
    long begun = System.nanoTime();
    T result = work.get();
    inModel += System.nanoTime() - begun;
    return result;
  }

  /** Hears of a batch's features. */
  void features(FloatArray batch) {
    sample.ifPresent(each -> each.add(batch));
  }

  /** The pictures in a plane, if enough features are known. */
  Optional<FeatureMap> map() {
    return sample.flatMap(FeatureSample::map);
  }

  /** Where the time went, by name. */
  Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("the model", inModel / 1e9);
    seconds.put("waiting for pictures, counting", Math.max(0, whole.toNanos() - inModel) / 1e9);
    return seconds;
  }
}
