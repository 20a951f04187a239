package dev.peaberry.format;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelJson;
import dev.peaberry.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code .keras} file holds: Keras 3's native format, which Keras opens with {@code
 * keras.models.load_model}. Immutable as long as nobody writes into the arrays. See <a
 * href="https://keras.io/guides/serialization_and_saving/">keras.io</a>.
 *
 * @param model the architecture
 * @param weights the model's weights
 * @param optimizer what the optimizer remembers, if training is to go on
 * @param compileConfig Keras's {@code compile_config}: the optimizer, the loss and the metrics as
 *     JSON, if the model is compiled
 * @param assets further documents, such as the names of the classes
 * @param further other weights of the same model by name, such as an average of them; Keras does
 *     not look at them
 */
public record KerasFile(
    Model model,
    Weights weights,
    Optional<OptimizerState> optimizer,
    Optional<Map<String, Object>> compileConfig,
    Assets assets,
    Map<String, Weights> further) {
  private static final String COMPILE_CONFIG = "compile_config";

  // What an archive may unpack to, if somebody has compressed it: float64 weights and seven
  // optimizer slots each, and room for names.
  private static final long MOST_BYTES_PER_PARAMETER = 64;
  private static final long MOST_OTHER_BYTES = 64L << 20;

  /**
   * Checks that the weights are the model's.
   *
   * @throws IllegalArgumentException if they are not, or if a name of further ones is not plain
   */
  public KerasFile {
    weights.requireFit(model);
    further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
    further.forEach((name, others) -> others.requireFit(requirePlain(name, model)));
    compileConfig = compileConfig.map(map -> Collections.unmodifiableMap(new LinkedHashMap<>(map)));
  }

  private static Model requirePlain(String name, Model model) {
    if (!name.matches("[\\w.-]{1,100}")) {
      throw new IllegalArgumentException(
          "Found the name '" + name + "' of further weights, expected letters and digits");
    }
    return model;
  }

  /** A model to be used. */
  public static KerasFile of(Model model, Weights weights) {
    return new KerasFile(model, weights, Optional.empty(), Optional.empty(), Assets.NONE, Map.of());
  }

  /** With the state of the optimizer, which Keras reads only with a {@code compile_config}. */
  public KerasFile withOptimizer(OptimizerState state) {
    return new KerasFile(model, weights, Optional.of(state), compileConfig, assets, further);
  }

  /** With Keras's description of optimizer, loss and metrics. */
  public KerasFile withCompileConfig(Map<String, Object> config) {
    return new KerasFile(model, weights, optimizer, Optional.of(config), assets, further);
  }

  /** With other documents. */
  public KerasFile withAssets(Assets documents) {
    return new KerasFile(model, weights, optimizer, compileConfig, documents, further);
  }

  /** With other weights of the same model, by names of letters and digits. */
  public KerasFile withFurther(Map<String, Weights> others) {
    return new KerasFile(model, weights, optimizer, compileConfig, assets, others);
  }

  /**
   * Reads a file, whoever wrote it: {@code .keras} of Keras 3, or a whole model in {@code .h5} of
   * Keras 2 or 3, from which the optimizer's state is not taken.
   *
   * @throws ModelFormatException if it is missing, damaged, or holds layers that are unknown here
   */
  public static KerasFile read(Path file) {
    return read(file, true);
  }

  /**
   * Reads a file to use the model: the optimizer's state, often twice as large as the weights, and
   * further weights stay on the disk.
   *
   * @throws ModelFormatException as {@link #read(Path)} does
   */
  public static KerasFile readWithoutOptimizer(Path file) {
    return read(file, false);
  }

  /**
   * Reads the architecture alone, which takes no longer for large weights.
   *
   * @throws ModelFormatException as {@link #read(Path)} does
   */
  public static Model readModel(Path file) {
    return Untrusted.read(
        file,
        () -> {
          if (Signature.of(file) == Signature.HDF5) {
            return LegacyModel.read(file).model();
          }
          try (KerasArchive archive = KerasArchive.open(file)) {
            requireKeras3(archive.metadata().get("keras_version"));
            return ModelJson.read(archive.config());
          }
        });
  }

  private static KerasFile read(Path file, boolean withOptimizer) {
    return Untrusted.read(
        file,
        () -> {
          if (Signature.of(file) == Signature.HDF5) {
            return LegacyModel.read(file);
          }
          try (KerasArchive archive = KerasArchive.open(file)) {
            requireKeras3(archive.metadata().get("keras_version"));
            Map<String, Object> config = archive.config();
            Model model = ModelJson.read(config);
            long largest =
                MOST_OTHER_BYTES
                    + MOST_BYTES_PER_PARAMETER
                        * model.weights().stream().mapToLong(spec -> spec.shape().size()).sum();
            try (KerasArchive.OpenWeights open = archive.weights(largest)) {
              Keras3Layers layers = new Keras3Layers(open.file());
              return new KerasFile(
                  model,
                  Weights.of(layers.inOrder(model)),
                  withOptimizer ? layers.optimizer() : Optional.empty(),
                  compileConfig(config),
                  archive.assets(),
                  withOptimizer ? layers.further(model) : Map.of());
            }
          }
        });
  }

  private static void requireKeras3(Object version) {
    if (!(version instanceof String text) || !text.startsWith("3.")) {
      throw new Malformed(
          "found a file of Keras "
              + version
              + ", expected Keras 3; open it in Keras 3 and save it"
              + " again, or read its weights from an .h5 file");
    }
  }

  @SuppressWarnings("unchecked") // JSON's maps have text for keys
  private static Optional<Map<String, Object>> compileConfig(Map<String, Object> config) {
    return config.get(COMPILE_CONFIG) instanceof Map<?, ?> map
        ? Optional.of((Map<String, Object>) map)
        : Optional.empty();
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if writing fails; an older file of this name is then untouched
   */
  public void write(Path file) throws IOException {
    Map<String, Object> config = new LinkedHashMap<>(ModelJson.write(model));
    compileConfig.ifPresent(compiled -> config.put(COMPILE_CONFIG, compiled));
    AtomicFiles.write(
        file,
        out -> {
          KerasArchiveWriter archive = new KerasArchiveWriter(out);
          archive.metadata(LocalDateTime.now(ZoneId.systemDefault()));
          archive.config(config);
          archive.weights(Keras3Layers.writer(model, weights, optimizer, further));
          archive.assets(assets);
          archive.finish();
        });
  }
}
