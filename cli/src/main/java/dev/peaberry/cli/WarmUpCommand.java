package dev.peaberry.cli;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.image.UndecodableImageException;
import dev.peaberry.model.Model;
import dev.peaberry.predict.Classifier;
import dev.peaberry.zoo.SmallCnn;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;

/**
 * Does once what predicting does, with a model made for it: the launcher archives the classes that
 * this loads, so that later starts are faster.
 */
@Command(name = "warm-up", hidden = true, header = "Touches what the other commands need.")
final class WarmUpCommand implements Callable<Integer> {
  private static final int SIDE = 32;

  private final Console console;

  WarmUpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("peaberry");
    Path file = folder.resolve("model.keras");
    Path picture = folder.resolve("picture.jpg");
    try {
      Model model = new SmallCnn().build(Shape.of(SIDE, SIDE, 3), 2, Activation.LINEAR);
      KerasFile.of(model, model.initialWeights(Seed.of(1))).write(file);
      ImageIO.write(
          new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB), "jpg", picture.toFile());
      try (Classifier classifier = Classifier.open(file)) {
        console.print("%s", classifier.classify(classifier.read(picture)));
      } catch (UndecodableImageException e) {
        throw new IllegalStateException("Java writes pictures that Peaberry reads", e);
      }
    } finally {
      Files.deleteIfExists(picture);
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
    return Failures.OK;
  }
}
