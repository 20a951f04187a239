package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.report.PictureGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws pictures as a training sees them. */
@Command(
    name = "augment",
    header = "Draws pictures beside what a training would see of them.",
    description = {
      "",
      "Each row begins with a picture of those that @|bold train|@ would learn from, as it is;"
          + " after it stands what the same options and seed make of it in the first epochs. With"
          + " mix_up or cut_mix each is mixed with another of the first batch; under it stands the"
          + " class of the greatest share.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry augment photos --augment \"random_flip(mode=horizontal)\"|@",
      "  @|bold peaberry augment photos --augment rand_augment --augment mix_up --out seen.png|@"
    })
final class AugmentCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DATA", arity = "0..1", description = Pictures.HELP + " Default: beans.")
  private String data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "augmented.png",
      description = "Where to draw, as PNG. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--rows",
      paramLabel = "N",
      converter = Numbers.Count.class,
      defaultValue = "6",
      description = "How many pictures, at most a batch. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--columns",
      paramLabel = "N",
      converter = Numbers.Count.class,
      defaultValue = "8",
      description = "The original and the first epochs. Default: ${DEFAULT-VALUE}.")
  private int columns;

  @Mixin private DataFlags dataFlags = new DataFlags();

  @Mixin private RecipeFlags recipeFlags = new RecipeFlags();

  private final Console console;

  AugmentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    recipeFlags.check();
    String chosen = data == null ? Pictures.BEANS : dataFlags.of(data);
    try (Pictures pictures = Pictures.open(chosen, Progress.none())) {
      Recipe recipe = recipeFlags.forPictures(pictures, Progress.none());
      if (recipe.augmentations().isEmpty()) {
        throw new InputException(
            "Found no --augment, expected one or several, such as --augment"
                + " \"random_flip(mode=horizontal)\"");
      }
      AugmentedSheet sheet =
          AugmentedSheet.of(
              recipe,
              Divided.of(pictures, recipe.division(), recipe.seed()).training(),
              rows,
              columns);
      grid(sheet, pictures.shortName()).writePng(out);
    }
    console.print("Drawn to  @|cyan %s|@", out);
    return Failures.OK;
  }

  private PictureGrid grid(AugmentedSheet sheet, String name) {
    try {
      return PictureGrid.of(sheet)
          .withSize(sheet.size() / columns, columns)
          .withPictures(IntStream.range(0, sheet.size()).boxed().toList())
          .withCaption(name + ": originals, and what is learnt from in each epoch");
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage() + "; change --rows or --columns", e);
    }
  }
}
