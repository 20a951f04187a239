package dev.peaberry.golden;

import dev.peaberry.activation.Activation;
import dev.peaberry.augment.Augmentations;
import dev.peaberry.callback.Callbacks;
import dev.peaberry.config.Registry;
import dev.peaberry.config.Schema;
import dev.peaberry.constraint.Constraints;
import dev.peaberry.initializer.Initializers;
import dev.peaberry.layer.Layers;
import dev.peaberry.loss.Losses;
import dev.peaberry.metric.Metrics;
import dev.peaberry.optimizer.Optimizers;
import dev.peaberry.regularizer.Regularizers;
import dev.peaberry.schedule.Schedules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keras's public names, which of them are here, and why others are not. */
final class KerasNames {
  /** The registries of Keras's modules; {@code keras.activations} has none. */
  static final List<Registry<?>> REGISTRIES =
      List.of(
          Layers.REGISTRY,
          Augmentations.REGISTRY,
          Losses.REGISTRY,
          Metrics.REGISTRY,
          Optimizers.REGISTRY,
          Schedules.REGISTRY,
          Callbacks.REGISTRY,
          Initializers.REGISTRY,
          Regularizers.REGISTRY,
          Constraints.REGISTRY);

  /** Why names are not here, by the pattern of the names. */
  static final Map<String, String> REASONS = reasons();

  /** All names with their modules; a second name has its first one as value, others nothing. */
  static final Map<String, Optional<String>> ALL = names();

  private KerasNames() {}

  private static Map<String, Optional<String>> names() {
    Map<String, Optional<String>> names = new LinkedHashMap<>();
    for (String line : lines("names.txt")) {
      String[] parts = line.split(" = ", 2);
      names.put(parts[0], parts.length == 1 ? Optional.empty() : Optional.of(parts[1]));
    }
    return names;
  }

  private static Map<String, String> reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : lines("reasons.txt")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(": ", 2);
        reasons.put(parts[0], parts[1]);
      }
    }
    return reasons;
  }

  private static List<String> lines(String resource) {
    try (var in = KerasNames.class.getResourceAsStream("/keras/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The module of a name. */
  static String module(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** A name without its module. */
  static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** What a name is called here, if it is here. */
  static Optional<String> here(String name) {
    if (module(name).equals("keras.activations")) {
      return Activation.kind().parse(simple(name)).map(Activation::kerasName);
    }
    return REGISTRIES.stream()
        .filter(registry -> registry.module().equals(module(name)))
        .flatMap(registry -> registry.schemas().stream())
        .filter(schema -> schema.packageName().isEmpty())
        .map(Schema::name)
        .filter(each -> List.of(each, Registry.shortName(each)).contains(simple(name)))
        .findFirst();
  }

  /** The reasons why a name is not here. */
  static List<String> reasonsFor(String name) {
    List<String> found = new ArrayList<>();
    REASONS.forEach(
        (pattern, reason) -> {
          if (matches(pattern, name)) {
            found.add(reason);
          }
        });
    return found;
  }

  static boolean matches(String pattern, String name) {
    String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
    return Pattern.matches(regex, name);
  }
}
