package dev.peaberry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.LabelMode;
import dev.peaberry.data.SampleBeans;
import dev.peaberry.data.Split;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.WeightsFile;
import dev.peaberry.model.Model;
import dev.peaberry.pretrained.Pretrained;
import dev.peaberry.train.TrainingResult;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.Vgg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs of docs/tutorial, on a few small pictures and with small networks. */
class TutorialTest {
  private static final Path SOURCES = Path.of("src/test/java/dev/peaberry/examples");
  private static final Path TUTORIALS = Path.of("../docs/tutorial");
  private static final int SIDE = 32;

  /** With VGG16's names of blocks. */
  private static final Backbone SMALL_VGG = new Vgg("vgg16", List.of(1, 1, 1, 1, 1));

  @TempDir static Path root;

  private static Path beans;
  private static Path catsAndDogs;
  private static Path photo;

  @BeforeAll
  static void drawPictures() throws IOException {
    beans = root.resolve("beans");
    SampleBeans.withSeed(1).withPicturesPerClass(10).withSide(SIDE).write(beans, Progress.none());
    photo = beans.resolve("Dark/dark00000.jpg");
    catsAndDogs = root.resolve("cats_dogs");
    for (String part : List.of("train", "validation")) {
      Path folder = Files.createDirectories(catsAndDogs.resolve(part));
      Files.createSymbolicLink(folder.resolve("cats"), beans.resolve("Dark"));
      Files.createSymbolicLink(folder.resolve("dogs"), beans.resolve("Green"));
    }
  }

  /** Weights as somebody else would have learnt them; drawn, in truth. */
  private static Path weights() throws IOException {
    Path file = root.resolve("vgg16_notop.weights.h5");
    Model base = SMALL_VGG.withoutTop(Shape.of(SIDE, SIDE, 3));
    WeightsFile.write(file, base, base.initialWeights(Seed.of(1)), Optional.empty());
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "cifar10.md, Cifar10Network.java",
    "coffee-beans.md, CoffeeBeans.java",
    "film-stars.md, FilmStars.java",
    "cats-and-dogs.md, CatsAndDogs.java",
    "cats-and-dogs-alexnet.md, CatsAndDogsAlexNet.java"
  })
  void aPageShowsTheProgramThatIsCompiled(String page, String source) throws Exception {
    String code = Files.readString(SOURCES.resolve(source));
    assertThat(Files.readString(TUTORIALS.resolve(page)))
        .contains("```java\n" + code.substring(code.indexOf("final class")) + "```");
  }

  @Test
  void cifar10LearnsAndDrawsItsCurves() throws Exception {
    Split split = Split.shuffled(ImageFolder.open(beans), 0.2, 1);
    Path output = root.resolve("cifar10");
    assertThat(Cifar10Network.learn(split.training(), split.validation(), output, 1).examples())
        .isEqualTo(8);
    assertThat(output).isDirectoryContaining("glob:**curves.png");
    assertThat(output).isDirectoryContaining("glob:**grid.png");
  }

  @Test
  void coffeeBeansLearn() throws Exception {
    Model model = CoffeeBeans.network(SMALL_VGG, CoffeeBeans.SMALL_HEAD, SIDE, 4);
    Path output = root.resolve("coffee");
    assertThat(CoffeeBeans.learn(model, beans, output, 2).examples()).isEqualTo(8);
    assertThat(output).isDirectoryContaining("glob:**best.keras");
  }

  @Test
  void theSmallerHeadHasAFifthOfTheParameters() {
    long base = base(Vgg.VGG16);
    assertThat(parameters(CoffeeBeans.network(Vgg.VGG16, CoffeeBeans.LARGE_HEAD, 224, 4)))
        .isEqualTo(134_276_932)
        .isEqualTo(base + 119_562_244);
    assertThat(parameters(CoffeeBeans.network(Vgg.VGG16, CoffeeBeans.SMALL_HEAD, 224, 4)))
        .isEqualTo(base + 26_216_964);
  }

  private static long base(Backbone backbone) {
    return parameters(backbone.withoutTop(Shape.of(224, 224, 3)));
  }

  private static long parameters(Model model) {
    return model.summary().total();
  }

  @ParameterizedTest
  @EnumSource(names = {"INT", "CATEGORICAL"})
  void filmStarsAreLearntWithTheLossOfTheirLabels(LabelMode labels) throws Exception {
    Model small = FilmStars.small(SIDE, 4);
    Path output = root.resolve("stars-" + labels);
    Path best =
        FilmStars.learn(
            small, small.initialWeights(Seed.of(123)), ImageFolder.open(beans), labels, output, 1);
    assertThat(FilmStars.whoIsThat(best, photo)).hasSize(3);
  }

  @Test
  void filmStarsAreLearntFromGivenWeights() throws Exception {
    Pretrained start = FilmStars.pretrained(SMALL_VGG, weights(), SIDE, 4);
    Path best =
        FilmStars.learn(
            start.model(),
            start.weights(),
            ImageFolder.open(beans),
            LabelMode.CATEGORICAL,
            root.resolve("stars-pretrained"),
            1);
    assertThat(FilmStars.whoIsThat(best, photo)).hasSize(3);
  }

  @Test
  void filmStarsHaveTheParametersOfThePage() {
    assertThat(parameters(FilmStars.ownVgg(Vgg.VGG16, 224, 17))).isEqualTo(21_141_841);
  }

  @Test
  void catsAndDogsAreLearntFromFeaturesAndThenFineTuned() throws Exception {
    CatsAndDogs program =
        new CatsAndDogs(catsAndDogs, SMALL_VGG, weights(), SIDE, root.resolve("cats"));
    TrainingResult head = program.trainHead(root.resolve("features"), 2);
    TrainingResult tuned = program.fineTune(head, "block5", 1);
    assertThat(tuned.history().epochs()).hasSize(3);
    assertThat(tuned.weights().get("block4_conv1/kernel"))
        .isEqualTo(head.weights().get("block4_conv1/kernel"));
    assertThat(tuned.weights().get("block5_conv1/kernel"))
        .isNotEqualTo(head.weights().get("block5_conv1/kernel"));
    assertThat(program.predict(photo)).containsAnyOf("cats", "dogs");
  }

  @Test
  void alexNetLearnsFromChangedPictures() throws Exception {
    Path output = Files.createDirectories(root.resolve("alexnet"));
    Path saved = CatsAndDogsAlexNet.learn(catsAndDogs, output, 67, 2, 1);
    assertThat(CatsAndDogsAlexNet.predict(saved, photo)).containsAnyOf("cats", "dogs");
  }
}
