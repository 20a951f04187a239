package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peaberry.data.BrokenImageException;
import dev.peaberry.data.ImageSource;
import dev.peaberry.image.Image;
import dev.peaberry.report.PictureGrid.Prediction;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureGridTest {
  private static final int BLUE = 0x0072b2;
  private static final int VERMILION = 0xd55e00;
  private static final int BACKDROP = 0xf1f3f4;

  @Test
  void isFiveTimesTenPicturesUnlessTold() {
    assertThat(PictureGrid.of(plain(100)).pictures()).hasSize(50).doesNotHaveDuplicates();
  }

  /** The indices come from the generator that java.util.Random's Javadoc specifies, in Python. */
  @Test
  void choosesTheSamePicturesOnEveryMachine() {
    assertThat(PictureGrid.of(plain(1000)).withSize(1, 5).withSeed(42).pictures())
        .containsExactly(130, 274, 552, 661, 502);
  }

  @Test
  void anotherSeedChoosesOthers() {
    PictureGrid grid = PictureGrid.of(plain(1000));

    assertThat(grid.withSeed(1).pictures()).isNotEqualTo(grid.withSeed(2).pictures());
  }

  @Test
  void putsEachPictureIntoItsCell() {
    PictureGrid grid = PictureGrid.of(plain(200)).withSize(3, 4).withSeed(5);
    BufferedImage image = Pixels.of(grid.png());

    for (int i = 0; i < 12; i++) {
      int expected = 0x101010 + grid.pictures().get(i);
      assertThat(Pixels.difference(image, centreX(i % 4), centreY(i / 4), expected)).isZero();
    }
  }

  @Test
  void drawsOnlyAsManyRowsAsThereArePictures() {
    int one = Pixels.of(PictureGrid.of(plain(3)).png()).getHeight();
    int five = Pixels.of(PictureGrid.of(plain(50)).png()).getHeight();

    assertThat(five - one).isEqualTo(4 * 2 * (76 + 12 + 13));
  }

  @Test
  void writesTheClassNameUnderThePicture() {
    BufferedImage named = Pixels.of(PictureGrid.of(source(1, i -> square(i), "frog")).png());
    BufferedImage unnamed = Pixels.of(PictureGrid.of(source(1, i -> square(i), " ")).png());

    assertThat(Pixels.marked(named)).isGreaterThan(Pixels.marked(unnamed) + 50);
  }

  @Test
  void aLongNameStaysInItsColumn() {
    ImageSource source = source(1, i -> square(i), "名前".repeat(200) + "frog".repeat(200));
    BufferedImage image = Pixels.of(PictureGrid.of(source).withSize(1, 3).png());

    for (int x = 2 * (20 + 76 + 12); x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        assertThat(Pixels.difference(image, x, y, 0xffffff)).isZero();
      }
    }
  }

  @Test
  void keepsTheAspectOfAWidePicture() {
    ImageSource source = source(1, i -> solid(100, 300, 3), "wide");
    BufferedImage image = Pixels.of(PictureGrid.of(source).png());

    assertThat(Pixels.difference(image, centreX(0), centreY(0), 0x646464)).isZero();
    assertThat(Pixels.difference(image, centreX(0) - 74, centreY(0), 0x646464)).isZero();
    assertThat(Pixels.difference(image, centreX(0), centreY(0) - 40, BACKDROP)).isZero();
  }

  @Test
  void drawsAPictureOfOneRow() {
    ImageSource source = source(1, i -> solid(1, 5000, 3), "line");

    assertThat(
            Pixels.difference(
                Pixels.of(PictureGrid.of(source).png()), centreX(0), centreY(0), 0x646464))
        .isZero();
  }

  @Test
  void drawsGreyPictures() {
    ImageSource source = source(1, i -> solid(10, 10, 1), "grey");

    assertThat(
            Pixels.difference(
                Pixels.of(PictureGrid.of(source).png()), centreX(0), centreY(0), 0x646464))
        .isZero();
  }

  @Test
  void transparentPicturesLieOnWhite() {
    ImageSource source = source(1, i -> new Image(1, 1, 4, new byte[] {0, 0, 0, 0}), "transparent");

    assertThat(
            Pixels.difference(
                Pixels.of(PictureGrid.of(source).png()), centreX(0), centreY(0), 0xffffff))
        .isZero();
  }

  @Test
  void passesOverBrokenPictures() {
    ImageSource source = broken(20, Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
    BufferedImage image = Pixels.of(PictureGrid.of(source).withSize(1, 10).png());

    for (int i = 0; i < 5; i++) {
      assertThat(Pixels.difference(image, centreX(i), centreY(0), 0x101019)).isLessThan(32);
    }
    assertThat(Pixels.difference(image, centreX(5), centreY(0), 0xffffff)).isZero();
  }

  @Test
  void aBrokenPictureOfOnesOwnChoiceKeepsItsCell() {
    PictureGrid grid = PictureGrid.of(broken(3, Set.of(1))).withPictures(List.of(0, 1, 2));
    BufferedImage image = Pixels.of(grid.png());

    assertThat(Pixels.difference(image, centreX(1), centreY(0) - 50, BACKDROP)).isZero();
    assertThat(Pixels.difference(image, centreX(2), centreY(0), 0x101012)).isZero();
  }

  @Test
  void bordersTellRightFromWrong() {
    PictureGrid grid =
        PictureGrid.of(plain(3))
            .withPictures(List.of(0, 1, 2))
            .withPredictions(Map.of(0, new Prediction(0, 0.9), 1, new Prediction(0, 0.6)));
    BufferedImage image = Pixels.of(grid.png());

    assertThat(Pixels.difference(image, centreX(0) - 76, centreY(0), BLUE)).isZero();
    assertThat(Pixels.difference(image, centreX(1) - 76, centreY(0), VERMILION)).isZero();
    assertThat(Pixels.difference(image, centreX(2) - 75, centreY(0), 0x101012)).isZero();
  }

  @Test
  void anEmptySourceStillGivesAPicture() {
    assertThat(Pixels.marked(Pixels.of(PictureGrid.of(plain(0)).png()))).isPositive();
  }

  @Test
  void makesRoomForACaption() {
    PictureGrid grid = PictureGrid.of(plain(1));

    assertThat(Pixels.of(grid.withCaption("Beans, 4 classes").png()).getHeight())
        .isGreaterThan(Pixels.of(grid.png()).getHeight());
  }

  @Test
  void writesTheFile(@TempDir Path folder) throws IOException {
    PictureGrid grid = PictureGrid.of(plain(3));
    grid.writePng(folder.resolve("grid.png"));

    assertThat(Files.readAllBytes(folder.resolve("grid.png"))).isEqualTo(grid.png());
  }

  @Test
  void refusesAGridWithoutCells() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureGrid.of(plain(1)).withSize(0, 10))
        .withMessage("A grid has 1 to 1000 pictures, found 0 rows x 10 columns");
  }

  @Test
  void refusesPicturesThatAreNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureGrid.of(plain(3)).withPictures(List.of(3)))
        .withMessage("The source has pictures 0 to 2, found 3");
  }

  @Test
  void refusesProbabilitiesAboveOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PictureGrid.of(plain(3)).withPredictions(Map.of(0, new Prediction(0, 93))))
        .withMessage("A probability is 0 to 1, found 93.0 for picture 0");
  }

  @Test
  void refusesPredictedClassesThatAreNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PictureGrid.of(plain(3)).withPredictions(Map.of(1, new Prediction(2, 0.5))))
        .withMessage("A predicted class is 0 to 1, found 2 for picture 1");
  }

  private static int centreX(int column) {
    return 2 * (20 + column * (76 + 12) + 38);
  }

  private static int centreY(int row) {
    return 2 * (20 + row * (76 + 12 + 13) + 38);
  }

  /** Pictures whose blue tells their index, of two classes in turn. */
  private static ImageSource plain(int size) {
    return source(size, PictureGridTest::square, "cat", "dog");
  }

  private static ImageSource broken(int size, Set<Integer> broken) {
    return source(size, i -> broken.contains(i) ? null : square(i), "cat");
  }

  private static Image square(int index) {
    byte[] pixels = new byte[4 * 4 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 3 == 2 ? 0x10 + index : 0x10);
    }
    return new Image(4, 4, 3, pixels);
  }

  private static Image solid(int height, int width, int channels) {
    byte[] pixels = new byte[height * width * channels];
    Arrays.fill(pixels, (byte) 0x64);
    return new Image(height, width, channels, pixels);
  }

  /** Pictures by index; where there is null, reading fails. */
  private static ImageSource source(int size, IntFunction<Image> pictures, String... classes) {
    return new ImageSource() {
      @Override
      public List<String> classNames() {
        return List.of(classes);
      }

      @Override
      public int size() {
        return size;
      }

      @Override
      public String name(int index) {
        return "picture-" + index + ".png";
      }

      @Override
      public int label(int index) {
        return index % classes.length;
      }

      @Override
      public Image read(int index) throws BrokenImageException {
        Image picture = pictures.apply(index);
        if (picture == null) {
          throw new BrokenImageException(name(index), "broken on purpose", null);
        }
        return picture;
      }
    };
  }
}
