package dev.peaberry.data.beans;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BeanPhotoTest {
  private static final int SIDE = 32;
  private static final int PICTURES = 60;
  private static final Map<RoastLevel, double[][]> COLOURS = new EnumMap<>(RoastLevel.class);

  @BeforeAll
  static void drawSomeOfEachLevel() {
    for (RoastLevel level : RoastLevel.values()) {
      double[][] colours = new double[PICTURES][];
      for (int i = 0; i < PICTURES; i++) {
        long seed = level.folder().hashCode() * 1000L + i;
        colours[i] = meanColour(BeanPhoto.draw(level, SIDE, seed));
      }
      COLOURS.put(level, colours);
    }
  }

  @Test
  void drawsTheSamePixelsForTheSameSeed() {
    assertThat(pixels(BeanPhoto.draw(RoastLevel.LIGHT, SIDE, 5)))
        .isEqualTo(pixels(BeanPhoto.draw(RoastLevel.LIGHT, SIDE, 5)));
  }

  @Test
  void drawsDarkerBeansForDarkerRoasts() {
    assertThat(brightness(RoastLevel.DARK)).isLessThan(brightness(RoastLevel.MEDIUM));
    assertThat(brightness(RoastLevel.MEDIUM)).isLessThan(brightness(RoastLevel.LIGHT));
  }

  @Test
  void drawsRawBeansGreenerThanLightOnes() {
    assertThat(greenness(RoastLevel.GREEN)).isGreaterThan(greenness(RoastLevel.LIGHT));
  }

  @Test
  void cannotBeToldApartByTheMeanColourAlone() {
    int right = 0;
    for (RoastLevel level : RoastLevel.values()) {
      for (double[] colour : COLOURS.get(level)) {
        right += nearest(colour) == level ? 1 : 0;
      }
    }
    double accuracy = right / (double) (PICTURES * RoastLevel.values().length);
    assertThat(accuracy).isBetween(0.30, 0.70);
  }

  private static RoastLevel nearest(double[] colour) {
    RoastLevel best = RoastLevel.DARK;
    for (RoastLevel level : RoastLevel.values()) {
      if (distance(colour, centre(level)) < distance(colour, centre(best))) {
        best = level;
      }
    }
    return best;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static double brightness(RoastLevel level) {
    double[] centre = centre(level);
    return centre[0] + centre[1] + centre[2];
  }

  private static double greenness(RoastLevel level) {
    double[] centre = centre(level);
    return centre[1] / centre[0];
  }

  private static double[] centre(RoastLevel level) {
    double[] sum = new double[3];
    for (double[] colour : COLOURS.get(level)) {
      for (int i = 0; i < 3; i++) {
        sum[i] += colour[i] / PICTURES;
      }
    }
    return sum;
  }

  private static double[] meanColour(BufferedImage picture) {
    double[] sum = new double[3];
    for (int rgb : pixels(picture)) {
      sum[0] += (rgb >> 16 & 0xff) / (double) (SIDE * SIDE);
      sum[1] += (rgb >> 8 & 0xff) / (double) (SIDE * SIDE);
      sum[2] += (rgb & 0xff) / (double) (SIDE * SIDE);
    }
    return sum;
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(0, 0, SIDE, SIDE, new int[SIDE * SIDE], 0, SIDE);
  }
}
