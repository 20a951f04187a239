package dev.peaberry.tune;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.peaberry.config.AtomicFiles;
import dev.peaberry.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A search as it lies in a file of JSON, complete at every moment. Stateless. */
public final class SweepFile {
  /** What the file is called in a sweep's folder. */
  public static final String NAME = "sweep.json";

  private static final long LARGEST = 64L << 20;
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SweepFile() {}

  /** Writes it, in one move. */
  public static void write(Path file, Sweep sweep) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(toJson(sweep));
    AtomicFiles.write(file, out -> out.write(bytes));
  }

  /**
   * Reads it.
   *
   * @throws ConfigException if it is no search, or a damaged one
   */
  public static Sweep read(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
      throw new ConfigException(
          "Found no %s in %s, expected the folder of a sweep; check the path"
              .formatted(NAME, file.toAbsolutePath().getParent()));
    }
    try {
      Map<?, ?> json = JSON.readValue(file.toFile(), Map.class);
      return fromJson(json == null ? Map.of() : json);
    } catch (JacksonException | IllegalArgumentException | ClassCastException e) {
      String why =
          e instanceof JacksonException json
              ? json.getOriginalMessage()
              : String.valueOf(e.getMessage());
      throw new ConfigException(
          "%s is damaged: %s".formatted(file, why.lines().findFirst().orElse("")));
    }
  }

  /** What the file holds. */
  public static Map<String, Object> toJson(Sweep sweep) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    sweep
        .space()
        .parameters()
        .forEach(each -> parameters.put(each.name(), each.values().toString()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("name", sweep.name());
    json.put("search", word(sweep.search()));
    json.put("parameters", parameters);
    json.put("seed", sweep.seed());
    json.put("score", sweep.score());
    json.put("aim", word(sweep.aim()));
    json.put("rungs", sweep.rungs().epochs());
    json.put("reduction", sweep.rungs().reduction());
    json.put("recipe", sweep.recipe());
    json.put("best", sweep.best().map(Trial::number).orElse(null));
    json.put("trials", sweep.trials().stream().map(each -> toJson(sweep, each)).toList());
    return json;
  }

  private static Map<String, Object> toJson(Sweep sweep, Trial trial) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trial", trial.number());
    json.put("values", trial.values());
    json.put("state", word(trial.state()));
    json.put("target_epochs", trial.target());
    json.put("rung", trial.rung(sweep.rungs()).orElse(null));
    json.put("score", sweep.halving().score(trial).orElse(null));
    json.put("best_epoch", trial.bestEpoch(sweep.aim()).orElse(null));
    json.put(
        "scores",
        trial.scores().stream().map(each -> Double.isFinite(each) ? each : (Object) null).toList());
    json.put("ended_by_itself", trial.ended());
    json.put("reason", trial.reason().orElse(null));
    json.put("seconds", trial.time().toMillis() / 1000.0);
    return json;
  }

  private static Sweep fromJson(Map<?, ?> json) {
    if (require(json, "format", Number.class).intValue() != FORMAT) {
      throw new IllegalArgumentException(
          "found the format %s, expected %d".formatted(json.get("format"), FORMAT));
    }
    List<Parameter> parameters = new ArrayList<>();
    texts(require(json, "parameters", Map.class))
        .forEach((name, values) -> parameters.add(new Parameter(name, Values.parse(values))));
    Map<String, Object> recipe = new LinkedHashMap<>();
    Map<?, ?> written = require(json, "recipe", Map.class);
    written.forEach((key, value) -> recipe.put(String.valueOf(key), value));
    List<Trial> trials = new ArrayList<>();
    for (Object each : require(json, "trials", List.class)) {
      trials.add(trial((Map<?, ?>) each));
    }
    return new Sweep(
        require(json, "name", String.class),
        recipe,
        constant(json, "search", Search.class),
        new SearchSpace(parameters),
        require(json, "seed", Number.class).longValue(),
        require(json, "score", String.class),
        constant(json, "aim", Aim.class),
        new Rungs(
            numbers(require(json, "rungs", List.class)).stream().map(Double::intValue).toList(),
            require(json, "reduction", Number.class).intValue()),
        trials);
  }

  private static Trial trial(Map<?, ?> json) {
    return new Trial(
        require(json, "trial", Number.class).intValue(),
        texts(require(json, "values", Map.class)),
        constant(json, "state", Trial.State.class),
        require(json, "target_epochs", Number.class).intValue(),
        numbers(require(json, "scores", List.class)),
        require(json, "ended_by_itself", Boolean.class),
        json.get("reason") == null
            ? Optional.empty()
            : Optional.of(require(json, "reason", String.class)),
        Duration.ofMillis(Math.round(1000 * require(json, "seconds", Number.class).doubleValue())));
  }

  private static Map<String, String> texts(Map<?, ?> map) {
    Map<String, String> texts = new LinkedHashMap<>();
    map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    return texts;
  }

  private static List<Double> numbers(List<?> list) {
    List<Double> numbers = new ArrayList<>();
    list.forEach(each -> numbers.add(each == null ? Double.NaN : ((Number) each).doubleValue()));
    return numbers;
  }

  private static <T> T require(Map<?, ?> json, String key, Class<T> type) {
    if (!type.isInstance(json.get(key))) {
      throw new IllegalArgumentException(
          "found %s for '%s', expected another kind of value".formatted(json.get(key), key));
    }
    return type.cast(json.get(key));
  }

  private static <E extends Enum<E>> E constant(Map<?, ?> json, String key, Class<E> type) {
    return Enum.valueOf(type, require(json, key, String.class).toUpperCase(Locale.ROOT));
  }

  /** A constant as the file has it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
