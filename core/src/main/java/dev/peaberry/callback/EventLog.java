package dev.peaberry.callback;

import dev.peaberry.config.Config;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.explain.FilterSheet;
import dev.peaberry.format.EventFile;
import dev.peaberry.image.Image;
import dev.peaberry.image.Png;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelGraph;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What {@link TensorBoard} does in one training. Confined to the training's thread. */
final class EventLog implements ActiveCallback {
  private static final String TRAINING = "train";
  private static final String VALIDATION = "validation";
  private static final String VALIDATION_PREFIX = "val_";

  private final Training training;
  private final Config config;
  private final Map<String, EventFile> files = new LinkedHashMap<>();
  private long epochNanos;
  private long epochBatches;
  private long stepNanos;

  EventLog(Training training, Config config) {
    this.training = training;
    this.config = config;
  }

  /** Something that writes. */
  private interface Writing {
    void into(EventFile file) throws IOException;
  }

  /** A run's file is made once there is something to write. */
  private void write(String run, Writing writing) {
    try {
      if (!files.containsKey(run)) {
        files.put(run, EventFile.create(config.get(TensorBoard.LOG_DIR).resolve(run)));
      }
      writing.into(files.get(run));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void trainingStarted() {
    startClock();
    if (config.get(TensorBoard.WRITE_GRAPH)) {
      write(TRAINING, file -> file.model(training.model()));
      write(TRAINING, file -> file.graph(ModelGraph.draw(training.model())));
    }
  }

  @Override
  public void epochStarted(int epoch, int epochs, long steps) {
    startClock();
  }

  private void startClock() {
    epochNanos = System.nanoTime();
    epochBatches = training.batches();
  }

  @Override
  public void stepStarted(long step) {
    stepNanos = System.nanoTime();
  }

  @Override
  public void stepDone(StepReport report) {
    Optional<Integer> frequency = config.get(TensorBoard.UPDATE_FREQ);
    if (frequency.isEmpty() || training.batches() % frequency.get() != 0) {
      return;
    }
    Map<String, Double> points = new LinkedHashMap<>();
    addSpeed(points, "batch_", 1, stepNanos);
    report.logs().forEach((name, value) -> points.put("batch_" + name, value));
    write(TRAINING, file -> file.scalars(training.batches(), points));
  }

  private void addSpeed(Map<String, Double> points, String prefix, long steps, long sinceNanos) {
    if (config.get(TensorBoard.WRITE_STEPS_PER_SECOND)) {
      double seconds = (System.nanoTime() - sinceNanos) / 1e9;
      points.put(prefix + "steps_per_second", steps / Math.max(seconds, 1e-9));
    }
  }

  @Override
  public void validationDone(Map<String, Double> logs) {
    Map<String, Double> points = new LinkedHashMap<>();
    logs.forEach(
        (name, value) -> points.put("evaluation_" + withoutPrefix(name) + "_vs_iterations", value));
    write(VALIDATION, file -> file.scalars(training.batches(), points));
  }

  private static String withoutPrefix(String name) {
    return name.startsWith(VALIDATION_PREFIX) ? name.substring(VALIDATION_PREFIX.length()) : name;
  }

  @Override
  public void epochDone(EpochReport report) {
    Map<String, Double> trained = new LinkedHashMap<>();
    Map<String, Double> validated = new LinkedHashMap<>();
    report
        .result()
        .logs()
        .forEach(
            (name, value) ->
                (name.startsWith(VALIDATION_PREFIX) ? validated : trained)
                    .put("epoch_" + withoutPrefix(name), value));
    addSpeed(trained, "epoch_", training.batches() - epochBatches, epochNanos);
    write(TRAINING, file -> file.scalars(report.epoch(), trained));
    if (!validated.isEmpty()) {
      write(VALIDATION, file -> file.scalars(report.epoch(), validated));
    }
    int frequency = config.get(TensorBoard.HISTOGRAM_FREQ);
    boolean images = config.get(TensorBoard.WRITE_IMAGES);
    if (frequency == 0 ? images : report.epoch() % frequency == 0) {
      logWeights(report.epoch(), frequency > 0, images);
    }
  }

  private void logWeights(int epoch, boolean histograms, boolean images) {
    for (Map.Entry<String, FloatArray> weight : training.weights().asMap().entrySet()) {
      String path = prefix() + weight.getKey();
      FloatArray values = weight.getValue();
      if (histograms) {
        write(TRAINING, file -> file.histogram(path + "/histogram", epoch, values.data()));
      }
      if (images && FilterSheet.canShow(values.shape())) {
        Image sheet = FilterSheet.of(values);
        write(
            TRAINING,
            file ->
                file.picture(path + "/image", epoch, sheet.width(), sheet.height(), Png.of(sheet)));
      }
    }
  }

  /**
   * Keras's paths of weights begin with the name of a sequential model, not of a functional one.
   */
  private String prefix() {
    Model model = training.model();
    return model.className().equals("Sequential") ? model.name() + "/" : "";
  }

  @Override
  public void close() {
    try {
      for (EventFile file : files.values()) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
