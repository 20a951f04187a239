package dev.peaberry.format;

import dev.peaberry.model.Model;
import dev.peaberry.model.ModelJson;
import dev.peaberry.model.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Whole models in HDF5: what {@code model.save("model.h5")} writes in Keras 2 and 3. Stateless. */
final class LegacyModel {
  private static final String MODEL_CONFIG = "model_config";
  private static final String TRAINING_CONFIG = "training_config";

  private LegacyModel() {}

  /** Reads the model, its weights and what it was compiled with, not the optimizer's state. */
  static KerasFile read(Path path) throws IOException {
    try (Hdf5File file = Hdf5File.open(path)) {
      Map<String, Object> config =
          json(file, MODEL_CONFIG)
              .orElseThrow(
                  () ->
                      new Malformed(
                          "found weights without a model, expected what model.save writes; build"
                              + " the model and load the weights into it"));
      Model model = ModelJson.read(LegacyConfig.modern(config));
      KerasFile read = KerasFile.of(model, Weights.of(StoredLayers.in(file).inOrder(model)));
      return trainingConfig(file).map(read::withCompileConfig).orElse(read);
    }
  }

  /** What {@code compile} was given; empty if the model was not compiled. */
  static Optional<Map<String, Object>> trainingConfig(Hdf5File file) {
    return json(file, TRAINING_CONFIG);
  }

  private static Optional<Map<String, Object>> json(Hdf5File file, String attribute) {
    return file.strings("", attribute)
        .flatMap(texts -> texts.stream().findFirst())
        .map(text -> Json.read(attribute, text.getBytes(StandardCharsets.UTF_8)));
  }
}
