package dev.peaberry.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.peaberry.config.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was logged at the end of each epoch, by Keras's names: {@code loss}, {@code accuracy},
 * {@code val_loss}, {@code val_accuracy}, {@code learning_rate}. Immutable.
 *
 * @param epochs in order
 */
public record History(List<Epoch> epochs) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** No epoch yet. */
  public static final History EMPTY = new History(List.of());

  /** Copies the list. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /**
   * One epoch.
   *
   * @param logs the values by name
   * @param training how long its steps took
   * @param validation how long its validation took
   * @param waited how much of the training it waited for data
   */
  public record Epoch(
      Map<String, Double> logs, Duration training, Duration validation, Duration waited) {
    /** Copies the map, which keeps its order. */
    public Epoch {
      logs = Collections.unmodifiableMap(new LinkedHashMap<>(logs));
    }

    /** An epoch that did not wait. */
    public Epoch(Map<String, Double> logs, Duration training, Duration validation) {
      this(logs, training, validation, Duration.ZERO);
    }

    /** The share of the training that it waited for data, 0 to 1. */
    public double waitingShare() {
      return training.isZero() ? 0 : (double) waited.toNanos() / training.toNanos();
    }
  }

  /** This history and one epoch more. */
  public History with(Epoch epoch) {
    List<Epoch> longer = new ArrayList<>(epochs);
    longer.add(epoch);
    return new History(longer);
  }

  /** The values of all epochs by name; NaN where an epoch has none. */
  public Map<String, List<Double>> values() {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (String name : names()) {
      values.put(
          name, epochs.stream().map(epoch -> epoch.logs().getOrDefault(name, Double.NaN)).toList());
    }
    return values;
  }

  private Set<String> names() {
    return epochs.stream()
        .flatMap(epoch -> epoch.logs().keySet().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Writes a row for each epoch, with a header; epochs count from 1. */
  public void writeCsv(Path file) throws IOException {
    Set<String> names = names();
    StringBuilder text = new StringBuilder("epoch");
    names.forEach(name -> text.append(',').append(name));
    text.append(",training_seconds,validation_seconds,waiting_seconds\n");
    for (int i = 0; i < epochs.size(); i++) {
      Epoch epoch = epochs.get(i);
      text.append(i + 1);
      Stream<Object> logs =
          names.stream().map(name -> epoch.logs().containsKey(name) ? epoch.logs().get(name) : "");
      logs.forEach(value -> text.append(',').append(value));
      text.append(',').append(seconds(epoch.training()));
      text.append(',').append(seconds(epoch.validation()));
      text.append(',').append(seconds(epoch.waited())).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(file, out -> out.write(bytes));
  }

  /** Writes {@code {"epochs": [{"epoch": 1, "loss": ..., ...}]}}. */
  public void writeJson(Path file) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(Map.of("epochs", toJson()));
    AtomicFiles.write(file, out -> out.write(bytes));
  }

  /** A map for each epoch: its number from 1, its values, its seconds. */
  public List<Map<String, Object>> toJson() {
    List<Map<String, Object>> json = new ArrayList<>();
    for (Epoch epoch : epochs) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("epoch", json.size() + 1);
      each.putAll(epoch.logs());
      each.put("training_seconds", seconds(epoch.training()));
      each.put("validation_seconds", seconds(epoch.validation()));
      each.put("waiting_seconds", seconds(epoch.waited()));
      json.add(each);
    }
    return json;
  }

  /**
   * The history that {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static History fromJson(List<?> json) {
    List<Epoch> epochs = new ArrayList<>();
    for (Object each : json) {
      if (!(each instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException("History: found " + each + ", expected an epoch's map");
      }
      Map<String, Double> logs = new LinkedHashMap<>();
      map.forEach(
          (name, value) -> {
            if (value instanceof Number number) {
              logs.put(String.valueOf(name), number.doubleValue());
            } else if (value instanceof String text) {
              logs.put(String.valueOf(name), Double.valueOf(text)); // NaN and infinities
            }
          });
      logs.remove("epoch");
      epochs.add(
          new Epoch(
              logs,
              duration(logs.remove("training_seconds")),
              duration(logs.remove("validation_seconds")),
              duration(logs.remove("waiting_seconds"))));
    }
    return new History(epochs);
  }

  /**
   * Reads what {@link #writeJson} wrote.
   *
   * @throws IOException if the file cannot be read or is something else
   */
  public static History readJson(Path file) throws IOException {
    Map<?, ?> json = JSON.readValue(file.toFile(), Map.class);
    if (json != null && json.get("epochs") instanceof List<?> list) {
      try {
        return fromJson(list);
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
    throw new IOException(file + ": found no epochs, expected a training's history.json");
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Duration duration(Double seconds) {
    return seconds == null ? Duration.ZERO : Duration.ofMillis(Math.round(seconds * 1000));
  }
}
