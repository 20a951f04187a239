package dev.peaberry.format;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weights without a model: Keras 3's {@code .weights.h5}, and the {@code .h5} files of Keras 2 and
 * 3, with a whole model or with weights alone, as pretrained weights come. Chunked or compressed
 * datasets, which Keras does not write, are refused. Stateless and thread-safe.
 */
public final class WeightsFile {
  private WeightsFile() {}

  /**
   * Weights loaded by the names of layers.
   *
   * @param weights of the whole model
   * @param loaded the layers whose weights come from the file
   * @param skipped the model's other layers with weights, each with the reason
   * @param unused the file's layers with weights that the model has no place for
   */
  public record Loaded(
      Weights weights, List<String> loaded, Map<String, String> skipped, List<String> unused) {
    /** Takes copies. */
    public Loaded {
      loaded = List.copyOf(loaded);
      skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
      unused = List.copyOf(unused);
    }
  }

  /**
   * Reads the weights of a model; the order of the layers decides, not their names.
   *
   * @throws ModelFormatException if the file is no weights file or is another model's
   */
  public static Weights read(Path file, Model model) {
    return Untrusted.read(
        file,
        () -> {
          try (Hdf5File h5 = open(file)) {
            return Weights.of(StoredLayers.in(h5).inOrder(model));
          }
        });
  }

  /**
   * Reads the weights of those layers that the file has under the same name and with the same
   * shapes, such as a pretrained base; nested models count as one layer.
   *
   * @param start the values of all other weights
   * @throws IllegalArgumentException if these are not the model's
   * @throws ModelFormatException if the file is no weights file
   */
  public static Loaded readByName(Path file, Model model, Weights start) {
    start.requireFit(model);
    return Untrusted.read(
        file,
        () -> {
          try (Hdf5File h5 = open(file)) {
            return byName(StoredLayers.in(h5), model, start);
          }
        });
  }

  private static Loaded byName(StoredLayers stored, Model model, Weights start) {
    Map<String, FloatArray> values = new LinkedHashMap<>(start.asMap());
    List<String> unused = new ArrayList<>(stored.names());
    List<String> loaded = new ArrayList<>();
    Map<String, String> skipped = new LinkedHashMap<>();
    for (StoredLayers.Target target : StoredLayers.Target.of(model)) {
      try {
        Optional<Map<String, FloatArray>> found = stored.named(target);
        if (found.isPresent()) {
          values.putAll(found.get());
          loaded.add(target.name());
          unused.remove(target.name());
        } else {
          skipped.put(target.name(), "found no layer of this name");
        }
      } catch (Malformed e) {
        skipped.put(target.name(), e.getMessage());
      }
    }
    return new Loaded(Weights.of(values), loaded, skipped, unused);
  }

  /**
   * Reads the state of the optimizer from a {@code .weights.h5} file; empty if it holds none.
   *
   * @throws ModelFormatException if the file is no {@code .weights.h5} file of Keras 3
   */
  public static Optional<OptimizerState> readOptimizer(Path file) {
    return Untrusted.read(
        file,
        () -> {
          try (Hdf5File h5 = open(file)) {
            if (StoredLayers.in(h5) instanceof Keras3Layers layers) {
              return layers.optimizer();
            }
            throw new Malformed("found an .h5 file of the old layout, expected a .weights.h5 file");
          }
        });
  }

  /**
   * What Keras's {@code compile} was given before it saved a whole model as {@code .h5}: loss,
   * metrics and optimizer as JSON, as in a {@code .keras} file's {@code compile_config}. Empty if
   * the model was not compiled, or if the file holds weights alone.
   *
   * @throws ModelFormatException if the file is no weights file
   */
  public static Optional<Map<String, Object>> trainingConfig(Path file) {
    return Untrusted.read(
        file,
        () -> {
          try (Hdf5File h5 = open(file)) {
            return LegacyModel.trainingConfig(h5);
          }
        });
  }

  private static Hdf5File open(Path file) throws IOException {
    if (Signature.of(file) != Signature.HDF5) {
      throw new Malformed(
          Signature.of(file) == Signature.ZIP
              ? "found a zip archive, expected an HDF5 file; open a .keras file as a model"
              : "found no HDF5 file, expected a .weights.h5 or .h5 file");
    }
    return Hdf5File.open(file);
  }

  /**
   * Writes a {@code .weights.h5} file for Keras 3, whole or not at all.
   *
   * @throws IllegalArgumentException if the weights are not the model's
   * @throws IOException if writing fails
   */
  public static void write(
      Path file, Model model, Weights weights, Optional<OptimizerState> optimizer)
      throws IOException {
    weights.requireFit(model);
    AtomicFiles.write(
        file, out -> Keras3Layers.writer(model, weights, optimizer, Map.of()).writeTo(out));
  }
}
