package dev.peaberry.model;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.layer.WeightSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a model's weights by path, in the model's order. Immutable as long as nobody writes
 * into the arrays.
 */
public final class Weights {
  private final Map<String, FloatArray> values;

  private Weights(Map<String, FloatArray> values) {
    this.values = values;
  }

  /** Weights in the map's order. */
  public static Weights of(Map<String, FloatArray> values) {
    return new Weights(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
  }

  /** All values by path. */
  public Map<String, FloatArray> asMap() {
    return values;
  }

  /**
   * The value of a path such as {@code conv1/kernel}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public FloatArray get(String path) {
    FloatArray value = values.get(path);
    if (value == null) {
      throw new IllegalArgumentException(
          "Found no weight " + path + ", expected one of " + values.keySet());
    }
    return value;
  }

  /**
   * Those of a part of the model, in the part's order.
   *
   * @throws IllegalArgumentException if the part has others
   */
  public Weights ofPart(Model part) {
    Map<String, FloatArray> own = new LinkedHashMap<>();
    part.weights().forEach(spec -> own.put(spec.name(), get(spec.name())));
    return of(own);
  }

  /** The number of parameters. */
  public long parameters() {
    return values.values().stream().mapToLong(value -> value.shape().size()).sum();
  }

  /**
   * Checks that these are the weights of a model.
   *
   * @throws IllegalArgumentException if one is missing, has another shape or is too many
   */
  public Weights requireFit(Model model) {
    List<WeightSpec> specs = model.weights();
    for (WeightSpec spec : specs) {
      FloatArray value = get(spec.name());
      if (!value.shape().equals(spec.shape())) {
        throw new IllegalArgumentException(
            "Weight "
                + spec.name()
                + ": found shape "
                + value.shape()
                + ", expected "
                + spec.shape());
      }
    }
    if (values.size() != specs.size()) {
      throw new IllegalArgumentException(
          "Found "
              + values.size()
              + " weights, expected "
              + specs.size()
              + " of model "
              + model.name());
    }
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Weights weights && values.equals(weights.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.size() + " weights, " + parameters() + " parameters";
  }
}
