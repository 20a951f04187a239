package dev.peaberry.callback;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Callback;
import dev.peaberry.train.Training;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes what TensorBoard shows, under Keras's names: curves of every epoch and, if wanted, of
 * batches, into the runs {@code train} and {@code validation}; the model's graph; distributions of
 * weights; the filters of convolutions that look at pictures. Look at it with {@code tensorboard
 * --logdir logs}. See <a href="https://keras.io/api/callbacks/tensorboard/">keras.io</a>.
 *
 * <p>Other than in Keras, pictures are written whether or not distributions are, and show the
 * filters of a layer side by side, from the least weight in black to the greatest in white; curves
 * of epochs are written whatever {@code update_freq} is; a training that is resumed goes on
 * counting batches.
 *
 * @param config the settings
 */
public record TensorBoard(Config config) implements Callback, Configured {
  static final Option<Path> LOG_DIR = Option.of("log_dir", Options.path(), Path.of("logs"));
  static final Option<Integer> HISTOGRAM_FREQ =
      Option.of("histogram_freq", Kinds.integerFrom(0), 0);
  static final Option<Boolean> WRITE_GRAPH = Option.of("write_graph", Kinds.bool(), true);
  static final Option<Boolean> WRITE_IMAGES = Option.of("write_images", Kinds.bool(), false);
  static final Option<Boolean> WRITE_STEPS_PER_SECOND =
      Option.of("write_steps_per_second", Kinds.bool(), false);

  /** The number of batches between two points, if there are any between epochs. */
  static final Option<Optional<Integer>> UPDATE_FREQ =
      Option.of(
          "update_freq",
          Kind.of(
                  "",
                  TensorBoard::parseFrequency,
                  number -> number.<Object>map(n -> n).orElse("epoch"))
              .where(
                  "\"epoch\", \"batch\" or a number of batches above 0",
                  number -> number.stream().allMatch(n -> n >= 1)),
          Optional.empty());

  private static final Option<Integer> PROFILE_BATCH =
      Option.of("profile_batch", Kinds.only(Kinds.integer(), 0), 0);
  private static final Option<Integer> EMBEDDINGS_FREQ =
      Option.of("embeddings_freq", Kinds.only(Kinds.integer(), 0), 0);
  private static final Option<Optional<String>> EMBEDDINGS_METADATA =
      Option.of(
          "embeddings_metadata",
          Kinds.only(Kinds.text().optional(), Optional.empty()),
          Optional.empty());

  /** Keras's TensorBoard, without profiles and embeddings. */
  public static final Schema<TensorBoard> SCHEMA =
      Schema.of(
          "TensorBoard",
          TensorBoard::new,
          LOG_DIR,
          HISTOGRAM_FREQ,
          WRITE_GRAPH,
          WRITE_IMAGES,
          WRITE_STEPS_PER_SECOND,
          UPDATE_FREQ,
          PROFILE_BATCH,
          EMBEDDINGS_FREQ,
          EMBEDDINGS_METADATA);

  /** Checks that the settings are a TensorBoard's. */
  public TensorBoard {
    SCHEMA.require(config);
  }

  @SuppressWarnings("OptionalMapToOptional") // none is a value here, no value is an error
  private static Optional<Optional<Integer>> parseFrequency(Object json) {
    if (json instanceof String text) {
      return switch (text) {
        case "epoch" -> Optional.of(Optional.empty());
        case "batch" -> Optional.of(Optional.of(1));
        default -> Optional.empty();
      };
    }
    return Kinds.integer().parse(json).map(Optional::of);
  }

  /** Into a folder, with the graph and the curves of epochs. */
  public static TensorBoard to(Path folder) {
    return new TensorBoard(SCHEMA.with(LOG_DIR, folder));
  }

  /**
   * With the distributions of all weights.
   *
   * @param epochs after how many epochs, the first one included; 0 for never
   */
  public TensorBoard withHistograms(int epochs) {
    return new TensorBoard(config.with(HISTOGRAM_FREQ, epochs));
  }

  /** Without the graph. */
  public TensorBoard withoutGraph() {
    return new TensorBoard(config.with(WRITE_GRAPH, false));
  }

  /** With pictures of filters, as often as distributions or else after every epoch. */
  public TensorBoard withImages() {
    return new TensorBoard(config.with(WRITE_IMAGES, true));
  }

  /** With the number of steps in a second. */
  public TensorBoard withStepsPerSecond() {
    return new TensorBoard(config.with(WRITE_STEPS_PER_SECOND, true));
  }

  /**
   * With curves within epochs: a point after every so many batches, of the epoch's running means.
   *
   * @throws dev.peaberry.config.ConfigException if the number is below 1
   */
  public TensorBoard withBatches(int number) {
    return new TensorBoard(config.with(UPDATE_FREQ, Optional.of(number)));
  }

  @Override
  public ActiveCallback begin(Training training) {
    return new EventLog(training, config);
  }
}
