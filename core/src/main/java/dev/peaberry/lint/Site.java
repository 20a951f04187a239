package dev.peaberry.lint;

import dev.peaberry.engine.Shape;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One use of a layer, and what comes before and after it. Not changed once a network is built. */
final class Site {
  private static final String LINEAR = "linear";

  private final Trace.Use use;
  private final Role role;
  private final List<Site> before;
  private final List<Site> after = new ArrayList<>();
  private final Map<String, Object> settings;
  private final List<WeightSpec> weights;

  Site(Trace.Use use, List<Site> before) {
    this.use = use;
    this.role = Role.of(use.layer().className());
    this.before = before;
    this.settings = use.layer().configJson();
    this.weights = use.layer().weights(use.inputs());
    before.forEach(site -> site.after.add(this));
  }

  /** The layer's name, after those of the models around it. */
  String name() {
    return use.path();
  }

  String className() {
    return use.layer().className();
  }

  Role role() {
    return role;
  }

  boolean is(Role other) {
    return role == other;
  }

  boolean isA(String className) {
    return className().equals(className);
  }

  List<Site> before() {
    return before;
  }

  List<Site> after() {
    return after;
  }

  /** The shape that goes in first, of one example. */
  Shape input() {
    return use.inputs().get(0);
  }

  /** The shape that comes out, of one example. */
  Shape output() {
    return use.outputs().get(0);
  }

  /** The weights, whether trained or not. */
  List<WeightSpec> weights() {
    return weights;
  }

  long parameters() {
    return weights.stream().mapToLong(spec -> spec.shape().size()).sum();
  }

  /** Whether gradients change its weights. */
  boolean learns() {
    return use.trainable() && weights.stream().anyMatch(WeightSpec::trainable);
  }

  /** Whether it has weights that gradients would change were it not frozen. */
  boolean isFrozen() {
    return !use.trainable() && weights.stream().anyMatch(WeightSpec::trainable);
  }

  /** Whether it maps linearly by weights, or is unknown and has weights. */
  boolean hasKernel() {
    return role == Role.LINEAR || (role == Role.OTHER && !weights.isEmpty());
  }

  Optional<Object> setting(String key) {
    return Optional.ofNullable(settings.get(key));
  }

  double number(String key) {
    return setting(key).map(value -> ((Number) value).doubleValue()).orElse(0.0);
  }

  /** A pair of height and width. */
  Optional<int[]> pair(String key) {
    return setting(key)
        .filter(List.class::isInstance)
        .map(
            value ->
                ((List<?>) value).stream().mapToInt(each -> ((Number) each).intValue()).toArray());
  }

  boolean isTrue(String key) {
    return Boolean.TRUE.equals(settings.get(key));
  }

  /** The activation that it ends with, {@code "linear"} if there is none. */
  String activation() {
    if (role == Role.ACTIVATION && settings.get("activation") == null) {
      return isA("LeakyReLU") ? "leaky_relu" : className().toLowerCase(Locale.ROOT);
    }
    return settings.get("activation") instanceof String name ? name : LINEAR;
  }

  /** Whether it ends with an activation other than the identity. */
  boolean activates() {
    return !activation().equals(LINEAR);
  }

  @Override
  public String toString() {
    return name();
  }
}
