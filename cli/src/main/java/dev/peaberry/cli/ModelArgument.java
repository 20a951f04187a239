package dev.peaberry.cli;

import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Relabelled;
import dev.peaberry.evaluate.DecisionRule;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.predict.DecisionAsset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The model that the argument MODEL stands for. Immutable.
 *
 * @param path the file
 * @param file what it holds, usually without the optimizer's state
 */
record ModelArgument(Path path, KerasFile file) {
  /** What MODEL may be, for help texts. */
  static final String HELP =
      "A .keras or .h5 file, or a run's folder, which stands for its best model.";

  /**
   * Opens it.
   *
   * @throws InputException if there is no such file
   * @throws dev.peaberry.format.ModelFormatException if it cannot be read
   */
  static ModelArgument open(Path given) {
    Path path = resolve(given);
    return new ModelArgument(path, KerasFile.readWithoutOptimizer(path));
  }

  /** The same model with another rule by which answers are made of its probabilities. */
  ModelArgument withRule(DecisionRule rule) {
    return new ModelArgument(
        path, file.withAssets(DecisionAsset.addTo(file.assets(), rule, classNames())));
  }

  /**
   * Opens it with the optimizer's state, too, as it is to be written again.
   *
   * @throws InputException if there is no such file
   * @throws dev.peaberry.format.ModelFormatException if it cannot be read
   */
  static ModelArgument openWhole(Path given) {
    Path path = resolve(given);
    return new ModelArgument(path, KerasFile.read(path));
  }

  /** The file that a path stands for. */
  static Path resolve(Path given) {
    if (Files.isDirectory(given)) {
      RunFolder run = new RunFolder(given);
      for (Path model : List.of(run.bestModel(), run.lastModel())) {
        if (Files.exists(model)) {
          return model;
        }
      }
      if (run.isCrossValidation()) {
        throw new InputException(
            "Found the models of several folds in %s, expected one; take one of them, such as %s"
                .formatted(given, run.fold(1).path()));
      }
      throw new InputException(
          "Found no model in the folder %s, expected a run's folder or a .keras file; check the path"
              .formatted(given));
    }
    if (!Files.exists(given)) {
      throw new InputException(
          "Found no %s, expected a .keras file or a run's folder; check the path".formatted(given));
    }
    return given;
  }

  /**
   * The pictures as the model names them.
   *
   * @throws InputException if the pictures have a class that the model does not know
   */
  ImageSource relabelled(ImageSource source) {
    List<String> known = classNames();
    boolean named = file.assets().classNames().isPresent();
    if (!named && source.classNames().size() == known.size()) {
      return source; // a file of Keras without names: the order of the folders counts
    }
    List<String> unknown =
        source.classNames().stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new InputException(
          "Found pictures of %s, which the model does not know, expected classes of %s; rename or"
                  .formatted(unknown, known)
              + " leave out their folders");
    }
    return new Relabelled(source, known);
  }

  /** The classes in the order of the outputs; numbered if the file names none. */
  List<String> classNames() {
    int outputs = file.model().outputShapes().get(0).last();
    return file.assets()
        .classNames()
        .map(ClassNames::names)
        .orElseGet(
            () -> IntStream.range(0, Math.max(2, outputs)).mapToObj(i -> "class " + i).toList());
  }
}
