package dev.peaberry.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.config.Size;
import dev.peaberry.data.Scenes;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.evaluate.TestTimeAugmentation;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.image.AspectRatio;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.Interpolation;
import dev.peaberry.image.UndecodableImageException;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
  private static final List<String> NAMES = List.of("cat", "dog", "owl");

  @TempDir Path folder;

  private static KerasFile file(int outputs, Activation activation, int channels) {
    Model model =
        Sequential.withInput(Shape.of(4, 5, channels))
            .add(Rescaling.of(1.0 / 255))
            .add(Flatten.of())
            .add(Dense.of(outputs).withActivation(activation))
            .build();
    return KerasFile.of(model, model.initialWeights(Seed.of(1)));
  }

  private static KerasFile named() {
    return file(3, Activation.LINEAR, 3)
        .withAssets(Assets.NONE.withClassNames(new ClassNames(NAMES)));
  }

  private static Classifier classifier(KerasFile file) {
    return Classifier.of(file, EngineOptions.DEFAULT);
  }

  private static BufferedImage drawing(int height, int width) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    SplittableRandom random = new SplittableRandom(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    return picture;
  }

  private static double sum(Classification result) {
    return result.probabilities().stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void makesProbabilitiesOfLogits() {
    try (Classifier classifier = classifier(named())) {
      assertThat(sum(classifier.classify(drawing(9, 9)))).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void leavesProbabilitiesAsTheyAre() {
    try (Classifier logits = classifier(file(3, Activation.LINEAR, 3));
        Classifier softmax = classifier(file(3, Activation.SOFTMAX, 3))) {
      double expected = logits.classify(drawing(9, 9)).probabilities().get(0);
      assertThat(softmax.classify(drawing(9, 9)).probabilities().get(0))
          .isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void aSingleOutputIsTheProbabilityOfTheSecondClass() {
    try (Classifier logit = classifier(file(1, Activation.LINEAR, 3));
        Classifier sigmoid = classifier(file(1, Activation.SIGMOID, 3))) {
      Classification result = logit.classify(drawing(9, 9));
      assertThat(result.labels()).hasSize(2);
      assertThat(result.probabilities().get(1))
          .isCloseTo(sigmoid.classify(drawing(9, 9)).probabilities().get(1), within(1e-6));
    }
  }

  @Test
  void knowsTheClassNamesOfTheFile() {
    try (Classifier classifier = classifier(named())) {
      assertThat(classifier.classify(drawing(4, 5)).labels()).isEqualTo(NAMES);
    }
  }

  @Test
  void numbersClassesWithoutNames() {
    try (Classifier classifier = classifier(file(3, Activation.LINEAR, 3))) {
      assertThat(classifier.labels()).containsExactly("class 0", "class 1", "class 2");
    }
  }

  @Test
  void saysTheSameOfAFileItsBytesAndItsPixels() throws IOException, UndecodableImageException {
    Path picture = folder.resolve("a.png");
    ImageIO.write(drawing(20, 30), "png", picture.toFile());
    try (Classifier classifier = classifier(named())) {
      Classification expected = classifier.classify(drawing(20, 30));
      assertThat(List.of(classifier.classify(picture), classifier.classify(bytes(picture))))
          .containsOnly(expected);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  @Test
  void saysTheSameOfOnePictureAndOfItAmongMany() throws IOException, UndecodableImageException {
    Path file = folder.resolve("a.png");
    ImageIO.write(drawing(6, 6), "png", file.toFile());
    try (Classifier classifier = classifier(named())) {
      Image picture = classifier.read(file);
      List<Image> many = IntStream.range(0, 70).mapToObj(i -> picture).toList();
      Classification one = classifier.classify(picture);
      assertThat(classifier.classify(many))
          .hasSize(70)
          .allSatisfy(
              each ->
                  assertThat(each.probability("cat"))
                      .isCloseTo(one.probability("cat"), within(1e-6)));
    }
  }

  @Test
  void takesColourPicturesWhereTheModelWantsGreyOnes() {
    try (Classifier classifier = classifier(file(2, Activation.LINEAR, 1))) {
      assertThat(sum(classifier.classify(drawing(9, 9)))).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void readsGreyPicturesOfJavaWithoutChangingTheirGamma() {
    BufferedImage grey = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(0, 0, 0, 100);
    assertThat(BufferedPicture.toImage(grey).pixels()).containsExactly(100);
  }

  @Test
  void aTextIsNoPicture() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jpg"), "no picture");
    try (Classifier classifier = classifier(named())) {
      assertThatThrownBy(() -> classifier.classify(file))
          .isInstanceOf(UndecodableImageException.class);
    }
  }

  @Test
  void aModelOfVectorsIsNoClassifierOfPictures() throws IOException {
    Model model = Sequential.withInput(Shape.of(7)).add(Dense.of(2)).build();
    Path file = folder.resolve("vectors.keras");
    KerasFile.of(model, model.initialWeights(Seed.of(1))).write(file);
    assertThatThrownBy(() -> Classifier.open(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll("vectors.keras", "(7,)", "(H, W, C)");
  }

  @Test
  void refusesAnotherNumberOfNamesThanOutputs() {
    KerasFile file =
        file(4, Activation.LINEAR, 3).withAssets(Assets.NONE.withClassNames(new ClassNames(NAMES)));
    assertThatThrownBy(() -> classifier(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("3 class names", "4 outputs");
  }

  @Test
  void followsThePreprocessingOfTheFile() {
    Preprocessing cropping =
        Preprocessing.DEFAULT
            .withInterpolation(Interpolation.NEAREST)
            .withAspectRatio(AspectRatio.CROP);
    try (Classifier plain = classifier(named());
        Classifier cropped = classifier(named().withAssets(cropping.addTo(named().assets())))) {
      assertThat(cropped.classify(drawing(40, 9))).isNotEqualTo(plain.classify(drawing(40, 9)));
    }
  }

  @Test
  void turnsPhotosIfItsTrainingDid() throws UndecodableImageException {
    byte[] lying = Scenes.turned(Scenes.jpeg(Scenes.scene(1, 40, 60), 0.9f), 6);
    Preprocessing turning = Preprocessing.DEFAULT.withExifRotation(true);
    try (Classifier plain = classifier(named());
        Classifier turns = classifier(named().withAssets(turning.addTo(named().assets())))) {
      Image upright = ImageDecoder.of(ColorMode.RGB).withExifRotation(true).decode(lying);
      assertThat(turns.classify(lying)).isEqualTo(plain.classify(upright));
      assertThat(plain.classify(lying)).isNotEqualTo(plain.classify(upright));
    }
  }

  @Test
  void decodesAtReducedScaleIfItsTrainingDid() throws UndecodableImageException {
    byte[] large = Scenes.jpeg(Scenes.scene(2, 80, 120), 0.9f);
    Preprocessing reducing = Preprocessing.DEFAULT.withReducedDecoding(true);
    try (Classifier plain = classifier(named());
        Classifier reduced = classifier(named().withAssets(reducing.addTo(named().assets())))) {
      Image small = ImageDecoder.of(ColorMode.RGB).decodeReduced(large, 5);
      assertThat(reduced.classify(large)).isEqualTo(plain.classify(small));
      assertThat(plain.classify(large)).isNotEqualTo(plain.classify(small));
    }
  }

  @Test
  void aFileOfKerasTakesPhotosAsTheyAreStored() {
    assertThat(Preprocessing.of(Assets.NONE))
        .returns(false, Preprocessing::exifRotation)
        .returns(false, Preprocessing::reducedDecoding);
  }

  @Test
  void preprocessingSurvivesTheFile() {
    Preprocessing written =
        new Preprocessing(Interpolation.AREA, true, AspectRatio.PAD, true, true, Optional.empty());
    assertThat(Preprocessing.of(written.addTo(Assets.NONE))).isEqualTo(written);
  }

  @Test
  void theSizeToCutFromSurvivesTheFile() {
    Preprocessing written = Preprocessing.DEFAULT.withLoadSize(Size.of(256, 300));
    assertThat(Preprocessing.of(written.addTo(Assets.NONE))).isEqualTo(written);
  }

  @Test
  void looksAtTheMiddleOfWhatItsTrainingCut() {
    Preprocessing cutting = Preprocessing.DEFAULT.withLoadSize(Size.of(8, 9));
    Image picture = BufferedPicture.toImage(drawing(8, 9));
    byte[] middle = new byte[4 * 5 * 3];
    for (int y = 0; y < 4; y++) {
      System.arraycopy(picture.pixels(), ((y + 2) * 9 + 2) * 3, middle, y * 15, 15);
    }
    try (Classifier plain = classifier(named());
        Classifier cut = classifier(named().withAssets(cutting.addTo(named().assets())))) {
      assertThat(cut.classify(picture)).isEqualTo(plain.classify(new Image(4, 5, 3, middle)));
    }
  }

  @Test
  void averagesThePictureAndItsMirrorImage() {
    Image picture = BufferedPicture.toImage(drawing(4, 5));
    Image mirrored = BufferedPicture.toImage(mirrored(drawing(4, 5)));
    try (Classifier plain = classifier(named());
        Classifier both =
            Classifier.of(named(), EngineOptions.DEFAULT, TestTimeAugmentation.flips())) {
      double expected =
          (plain.classify(picture).probability("dog") + plain.classify(mirrored).probability("dog"))
              / 2;
      assertThat(both.classify(picture).probability("dog")).isCloseTo(expected, within(1e-7));
      assertThat(both.classify(mirrored).probability("dog"))
          .isCloseTo(both.classify(picture).probability("dog"), within(1e-7));
      assertThat(sum(both.classify(picture))).isCloseTo(1, within(1e-9));
    }
  }

  private static BufferedImage mirrored(BufferedImage picture) {
    int width = picture.getWidth();
    BufferedImage mirrored =
        new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        mirrored.setRGB(width - 1 - x, y, picture.getRGB(x, y));
      }
    }
    return mirrored;
  }

  @ParameterizedTest
  @ValueSource(strings = {"[0, 5]", "[8]", "8", "[8, 5000]", "[8.5, 9]", "\"8x9\""})
  void refusesASizeToCutFromThatIsNone(String size) throws Exception {
    Object json = new ObjectMapper().readValue(size, Object.class);
    Assets assets = Assets.NONE.withJson("preprocessing.json", Map.of("load_size", json));
    assertThatThrownBy(() -> Preprocessing.of(assets))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("load_size");
  }

  @Test
  void refusesAPreprocessingThatItDoesNotKnow() {
    Assets assets = Assets.NONE.withJson("preprocessing.json", Map.of("interpolation", "magic"));
    assertThatThrownBy(() -> Preprocessing.of(assets))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("magic");
  }

  @Test
  void ranksClassesByProbability() {
    Classification result = new Classification(NAMES, List.of(0.2, 0.5, 0.3), List.of(1));
    assertThat(result.topK(2).stream().map(Classification.Ranked::label))
        .containsExactly("dog", "owl");
  }

  @Test
  void theFirstOfEqualClassesIsTheBest() {
    assertThat(new Classification(NAMES, List.of(0.4, 0.4, 0.2), List.of(0)).best().label())
        .isEqualTo("cat");
  }
}
