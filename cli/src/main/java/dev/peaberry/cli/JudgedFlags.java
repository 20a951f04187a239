package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Labels;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model, and the pictures that it is judged by. Confined to one command. */
final class JudgedFlags {
  @Parameters(index = "0", paramLabel = "MODEL", description = ModelArgument.HELP)
  private Path model;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      arity = "0..1",
      description = Pictures.HELP + " Default: what the model was trained on.")
  private String data;

  @Mixin private DataFlags dataFlags = new DataFlags();

  @Option(
      names = "--part",
      converter = Choices.OfPart.class,
      paramLabel = "PART",
      description =
          "Which pictures of DATA: all, train, validation or test. Default: test or validation"
              + " pictures, if DATA has them; of the data that the model was trained on those that"
              + " it was validated with; else all.")
  private Part part;

  /**
   * Pictures that a model is judged by.
   *
   * @param pictures what was opened; closed with this
   * @param chosen which of them, and why
   * @param source these, labelled as the model names its classes
   */
  record Judged(Pictures pictures, PartOfPictures chosen, ImageSource source)
      implements AutoCloseable {
    /**
     * Checks that each picture has one label.
     *
     * @throws InputException if not
     */
    void requireOneLabel() {
      if (Labels.areSeveral(source)) {
        throw new InputException(
            "Found pictures with several labels and a model that finds one, expected one label for"
                + " each picture; train with --label-mode multi_hot, or choose other pictures");
      }
    }

    @Override
    public void close() {
      pictures.close();
    }
  }

  /** MODEL as it was given. */
  Path model() {
    return model;
  }

  /**
   * Opens the pictures.
   *
   * @throws InputException if there are none, or they do not fit the model
   */
  Judged open(ModelArgument opened, Progress progress) {
    Optional<Recipe> recipe = Manifest.recipe(opened.file().assets());
    Pictures pictures =
        Pictures.open(dataFlags.of(Optional.ofNullable(data), opened, recipe), progress);
    try {
      PartOfPictures chosen = PartOfPictures.choose(pictures, Optional.ofNullable(part), recipe);
      return new Judged(pictures, chosen, opened.relabelled(chosen.source()));
    } catch (RuntimeException e) {
      pictures.close();
      throw e;
    }
  }
}
