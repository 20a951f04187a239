package dev.peaberry.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What ImageDataGenerator does to pictures after its random changes. */
final class StandardizationTest {
  private static final Shape SHAPE = Shape.of(2, 3, 2);

  private static Picture picture(int seed) {
    Random random = new Random(seed);
    Picture picture = new Picture(2, 3, 2);
    for (int i = 0; i < picture.values().length; i++) {
      picture.values()[i] = random.nextInt(i % 2 == 0 ? 256 : 128);
    }
    return picture;
  }

  private static List<Picture> pictures(int count) {
    return IntStream.range(0, count).mapToObj(StandardizationTest::picture).toList();
  }

  private static FloatArray array(Picture picture) {
    return new FloatArray(SHAPE, picture.values().clone());
  }

  @Test
  void centresAndScalesEachChannelByAllPictures() {
    List<Picture> pictures = pictures(70);
    Standardizer standardizer = Standardization.featurewise().fit(pictures);
    for (int channel = 0; channel < 2; channel++) {
      double sum = 0;
      double squares = 0;
      for (Picture each : pictures) {
        float[] values = standardizer.standardize(array(each)).data();
        for (int i = channel; i < values.length; i += 2) {
          sum += values[i];
          squares += values[i] * values[i];
        }
      }
      assertThat(sum / (70 * 6)).isCloseTo(0, within(1e-6));
      assertThat(squares / (70 * 6)).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void centresAndScalesEachPictureByItself() {
    Standardizer standardizer = Standardization.samplewise().fit(pictures(1));
    float[] values = standardizer.standardize(array(picture(9))).data();
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += value * value;
    }
    assertThat(sum).isCloseTo(0, within(1e-5));
    assertThat(squares / values.length).isCloseTo(1, within(1e-5));
  }

  @Test
  void aPictureOfOneValueBecomesBlack() {
    FloatArray flat = FloatArray.ones(SHAPE);
    assertThat(Standardization.samplewise().fit(pictures(1)).standardize(flat))
        .isEqualTo(FloatArray.zeros(SHAPE));
  }

  @Test
  void whitenedNumbersDoNotVaryTogether() {
    List<Picture> pictures = pictures(400);
    Standardizer standardizer = Standardization.zca().fit(pictures);
    double[][] products = new double[12][12];
    for (Picture each : pictures) {
      float[] white = standardizer.standardize(array(each)).data();
      for (int i = 0; i < 12; i++) {
        for (int j = 0; j < 12; j++) {
          products[i][j] += white[i] * white[j] / 400.0;
        }
      }
    }
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        assertThat(products[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-4));
      }
    }
  }

  @Test
  void whiteningIsSymmetricSoThatPicturesStayWhatTheyAre() {
    FloatArray matrix = Standardization.zca().fit(pictures(50)).whitening().orElseThrow();
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(matrix.data()[12 * i + j]).isCloseTo(matrix.data()[12 * j + i], within(1e-6f));
      }
    }
  }

  @Test
  void rescalesBeforeAllElse() {
    Standardizer plain = Standardization.featurewise().fit(pictures(5));
    Standardizer scaled = Standardization.featurewise().withRescale(1 / 255.0).fit(pictures(5));
    assertThat(scaled.mean().get(0)).isCloseTo(plain.mean().get(0) / 255, within(1e-6));
    assertThat(Standardization.of().withRescale(2).fit(pictures(1)).standardize(array(picture(1))))
        .extracting(FloatArray::data)
        .isEqualTo(doubled(picture(1)));
  }

  private static float[] doubled(Picture picture) {
    float[] values = picture.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 2;
    }
    return values;
  }

  @Test
  void learnsTheSameOfBatchesAsOfPictures() {
    byte[] pixels = new byte[3 * 12];
    for (int i = 0; i < 3; i++) {
      picture(i).store(pixels, i * 12);
    }
    StandardizationFit fit = new StandardizationFit(Standardization.zca());
    fit.add(new UInt8Array(SHAPE.prepend(3), pixels));
    assertThat(fit.result().whitening())
        .isEqualTo(Standardization.zca().fit(pictures(3)).whitening());
  }

  @Test
  void learnsOfPicturesAsTheyAreChangedAtRandom() {
    ImageDataGenerator shifting = ImageDataGenerator.of().withChannelShiftRange(100);
    Standardizer still = Standardization.featurewise().fit(pictures(4));
    Standardizer changed = Standardization.featurewise().fit(pictures(4), shifting, 2, 7);
    assertThat(changed.mean()).isNotEqualTo(still.mean());
    assertThat(Standardization.featurewise().fit(pictures(4), shifting, 2, 7).mean())
        .isEqualTo(changed.mean());
  }

  @Test
  void deviationsRequireMeans() {
    Standardization given =
        Standardization.SCHEMA.fromJson(
            Map.of("featurewise_std_normalization", true, "samplewise_std_normalization", true));
    assertThat(given.featurewiseCenter()).isTrue();
    assertThat(given.samplewiseCenter()).isTrue();
  }

  @Test
  void refusesPicturesWhoseMatrixWouldNotFit() {
    StandardizationFit fit = new StandardizationFit(Standardization.zca());
    assertThatThrownBy(() -> fit.add(new Picture(64, 64, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Found pictures of shape (64, 64, 3) to whiten, which takes a matrix of 12288 x 12288;"
                + " expected at most 4096 numbers a picture, such as 32x32 in colour");
  }

  @Test
  void refusesNoPictureAndOthersThanTheFirst() {
    StandardizationFit fit = new StandardizationFit(Standardization.featurewise());
    assertThatThrownBy(fit::result).hasMessageContaining("Found no picture");
    fit.add(picture(1));
    assertThatThrownBy(() -> fit.add(new Picture(3, 2, 2)))
        .hasMessage("Found a picture of shape (3, 2, 2), expected (2, 3, 2) as the first has");
    Standardizer fitted = fit.result();
    assertThatThrownBy(() -> fitted.standardize(FloatArray.zeros(Shape.of(2, 3, 3))))
        .hasMessage("Found a picture of shape (2, 3, 3), expected (H, W, 2) as this was fitted to");
  }
}
