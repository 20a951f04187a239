package dev.peaberry.contract;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Configs that a class takes, drawn at random. */
final class LegalConfigs {
  private static final int MOST_TRIES = 1000;

  private static final Map<Schema<?>, Map<String, Object>> SHORTEST = new ConcurrentHashMap<>();

  private LegalConfigs() {}

  /** Different configs, with few settings and with many; as many as are found. */
  static Stream<Map<String, Object>> of(Schema<?> schema, long seed) {
    return draw(schema, seed, 0.1, 0.3, 0.6, 0.9);
  }

  /** Different configs, with these shares of the settings that have defaults. */
  private static Stream<Map<String, Object>> draw(Schema<?> schema, long seed, double... shares) {
    Random random = new Random(seed + schema.name().hashCode());
    Map<Option<?>, List<Object>> values = new LinkedHashMap<>();
    for (Option<?> option : schema.options()) {
      values.put(option, Values.legal(option));
      if (values.get(option).isEmpty()) {
        throw new AssertionError(
            "Values has none that %s.%s takes, %s; add one"
                .formatted(schema, option, option.kind().allowed()));
      }
    }
    return Stream.iterate(0, i -> i + 1)
        .limit(MOST_TRIES)
        .map(i -> draw(values, random, shares[i % shares.length]))
        .filter(config -> isLegal(schema, config))
        .distinct();
  }

  /** One legal config with no more settings than are necessary. */
  static Map<String, Object> shortest(Schema<?> schema) {
    return SHORTEST.computeIfAbsent(
        schema,
        each ->
            draw(each, 1, 0)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Found no legal config of " + each)));
  }

  private static Map<String, Object> draw(
      Map<Option<?>, List<Object>> values, Random random, double share) {
    Map<String, Object> config = new LinkedHashMap<>();
    values.forEach(
        (option, legal) -> {
          if (option.defaultValue().isEmpty() || random.nextDouble() < share) {
            config.put(option.name(), legal.get(random.nextInt(legal.size())));
          }
        });
    return config;
  }

  private static boolean isLegal(Schema<?> schema, Map<String, Object> config) {
    try {
      schema.fromJson(config);
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }
}
