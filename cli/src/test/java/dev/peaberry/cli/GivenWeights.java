package dev.peaberry.cli;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.WeightsFile;
import dev.peaberry.model.Model;
import dev.peaberry.zoo.Backbones;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Files of weights as somebody else would have learnt them; drawn, in truth. */
final class GivenWeights {
  private GivenWeights() {}

  static Path of(String backbone, Path file) throws IOException {
    return write(file, Backbones.find(backbone).orElseThrow().withoutTop(Shape.of(32, 32, 3)));
  }

  /** With the top for ten classes. */
  static Path whole(String backbone, Path file) throws IOException {
    return write(
        file,
        Backbones.find(backbone)
            .orElseThrow()
            .withTop(Shape.of(32, 32, 3), 10, Activation.SOFTMAX));
  }

  private static Path write(Path file, Model model) throws IOException {
    WeightsFile.write(file, model, model.initialWeights(Seed.of(1)), Optional.empty());
    return file;
  }
}
