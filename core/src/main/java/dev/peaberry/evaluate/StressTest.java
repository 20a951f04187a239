package dev.peaberry.evaluate;

import dev.peaberry.augment.Corruption;
import dev.peaberry.augment.Picture;
import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.Array;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How well a classifier does on pictures that have suffered. Immutable.
 *
 * @param clean on the pictures as they are
 * @param accuracies for each kind of corruption one for each severity, from 1
 */
public record StressTest(Evaluation clean, Map<Corruption, List<Double>> accuracies) {
  /** Copies the map, which keeps its order. */
  public StressTest {
    Map<Corruption, List<Double>> copy = new LinkedHashMap<>();
    accuracies.forEach((corruption, list) -> copy.put(corruption, List.copyOf(list)));
    accuracies = Collections.unmodifiableMap(copy);
  }

  /**
   * Judges a classifier in one pass over the pictures: each is decoded once, a batch at a time, and
   * changed in every way while it is there. The same seed gives the same figures.
   *
   * @param judge gives a batch's outputs
   * @param pictures batches of 8-bit pixels {@code (N, H, W, C)}
   * @param classNames the classes; a label is an index into this list
   * @param corruptions the kinds, each at all severities; none for the plain evaluation alone
   * @param stopped whether to be content with the batches so far; asked after each
   * @param progress hears of each batch
   * @throws dev.peaberry.data.DataException if there is no picture, or one cannot be read
   */
  public static StressTest of(
      Function<Batch, List<FloatArray>> judge,
      Dataset pictures,
      List<String> classNames,
      Outputs outputs,
      List<Corruption> corruptions,
      Seed seed,
      BooleanSupplier stopped,
      Progress progress) {
    List<Condition> conditions = conditions(corruptions);
    List<Answers> answers =
        conditions.stream().map(each -> new Answers(new OutputRow(outputs, classNames))).toList();
    Evaluator clean = new Evaluator(classNames, outputs);
    progress.start("Judging", pictures.size() * (conditions.size() + 1), "views of pictures");
    try (Batches batches = pictures.open(0)) {
      long first = 0;
      while (batches.hasNext() && !(first > 0 && stopped.getAsBoolean())) {
        Batch batch = batches.next();
        clean.add(batch.targets().get(0), judge.apply(batch).get(0));
        for (int i = 0; i < conditions.size(); i++) {
          answers.get(i).add(judge.apply(conditions.get(i).change(batch, seed, first)).get(0));
          progress.advance(first * (conditions.size() + 1) + (long) (i + 2) * batch.size());
        }
        first += batch.size();
      }
    } finally {
      progress.finish();
    }
    Evaluation evaluation = clean.result();
    Map<Corruption, List<Double>> accuracies = new LinkedHashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      accuracies
          .computeIfAbsent(conditions.get(i).corruption(), key -> new ArrayList<>())
          .add(answers.get(i).accuracy(evaluation.predictions()));
    }
    return new StressTest(evaluation, accuracies);
  }

  private static List<Condition> conditions(List<Corruption> corruptions) {
    return corruptions.stream()
        .flatMap(
            corruption ->
                IntStream.rangeClosed(1, Corruption.SEVERITIES)
                    .mapToObj(severity -> new Condition(corruption, severity)))
        .toList();
  }

  /** What a classifier takes pictures for, without what it is unsure of: four bytes for each. */
  private static final class Answers {
    private final OutputRow row;
    private final List<int[]> batches = new ArrayList<>();

    Answers(OutputRow row) {
      this.row = row;
    }

    void add(FloatArray outputs) {
      int width = outputs.shape().last();
      int[] batch = new int[outputs.data().length / width];
      for (int i = 0; i < batch.length; i++) {
        row.read(outputs.data(), i, width, i);
        batch[i] = row.best();
      }
      batches.add(batch);
    }

    /** The share of the right ones, by the labels of the same pictures. */
    double accuracy(Predictions labelled) {
      int[] all = batches.stream().flatMapToInt(IntStream::of).toArray();
      long right =
          IntStream.range(0, all.length).filter(i -> all[i] == labelled.get(i).label()).count();
      return (double) right / all.length;
    }
  }

  /** A way in which pictures suffer. */
  private record Condition(Corruption corruption, int severity) {
    /** A batch with all its pictures changed, on all processors. */
    Batch change(Batch batch, Seed seed, long first) {
      UInt8Array pixels = (UInt8Array) batch.inputs().get(0);
      Shape shape = pixels.shape();
      byte[] changed = new byte[pixels.data().length];
      int row = changed.length / shape.get(0);
      IntStream.range(0, shape.get(0))
          .parallel()
          .forEach(
              i -> {
                Picture picture = new Picture(shape.get(1), shape.get(2), shape.get(3));
                picture.load(pixels.data(), i * row);
                corruption.apply(picture, severity, corruption.random(seed, first + i));
                picture.store(changed, i * row);
              });
      List<Array> inputs = List.of(new UInt8Array(shape, changed));
      return new Batch(inputs, batch.targets(), batch.weights());
    }
  }

  /**
   * The accuracy under a corruption.
   *
   * @param severity 1 to {@link Corruption#SEVERITIES}
   * @throws IllegalArgumentException if the classifier was not judged so
   */
  public double accuracy(Corruption corruption, int severity) {
    List<Double> known = accuracies.getOrDefault(corruption, List.of());
    if (severity < 1 || severity > known.size()) {
      throw new IllegalArgumentException(
          "Found %s of severity %d, expected one of %s and 1 to %d"
              .formatted(corruption, severity, accuracies.keySet(), Corruption.SEVERITIES));
    }
    return known.get(severity - 1);
  }

  /** The mean accuracy over the severities of a corruption; without it that of clean pictures. */
  public double meanAccuracy(Corruption corruption) {
    return accuracies.getOrDefault(corruption, List.of()).stream()
        .mapToDouble(each -> each)
        .average()
        .orElse(clean.accuracy());
  }

  /** The mean accuracy over all corruptions and severities; that of the clean pictures if none. */
  public double meanAccuracy() {
    return accuracies.keySet().stream()
        .mapToDouble(this::meanAccuracy)
        .average()
        .orElse(clean.accuracy());
  }
}
