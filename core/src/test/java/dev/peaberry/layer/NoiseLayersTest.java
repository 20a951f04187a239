package dev.peaberry.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that draw random numbers in training. */
class NoiseLayersTest {
  private static final Shape PICTURES = Shape.of(10, 20, 20, 50);

  static Stream<UnaryLayer> layers() {
    return Stream.of(
        Dropout.of(0.3),
        SpatialDropout2D.of(0.3),
        GaussianNoise.of(0.3),
        GaussianDropout.of(0.3),
        AlphaDropout.of(0.3));
  }

  /** Numbers with mean 0 and variance 1. */
  private static FloatArray standardNormal() {
    FloatArray x = FloatArray.zeros(PICTURES);
    RandomGenerator random = Seed.of(1).generator();
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static FloatArray ones(Shape shape) {
    FloatArray x = FloatArray.zeros(shape);
    Arrays.fill(x.data(), 1);
    return x;
  }

  private static double mean(FloatArray x) {
    double sum = 0;
    for (float value : x.data()) {
      sum += value;
    }
    return sum / x.data().length;
  }

  private static double variance(FloatArray x) {
    double mean = mean(x);
    double sum = 0;
    for (float value : x.data()) {
      sum += (value - mean) * (value - mean);
    }
    return sum / x.data().length;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void giveBackWhatTheyAreGivenInInference(UnaryLayer layer) {
    FloatArray x = standardNormal();
    assertThat(Applied.inInference(layer, x)).isEqualTo(x);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void drawTheSameForTheSameSeedAndOthersForAnother(UnaryLayer layer) {
    FloatArray x = ones(Shape.of(2, 3, 3, 4));
    FloatArray drawn = Applied.inTraining(layer, x, 7);
    assertThat(Applied.inTraining(layer, x, 7)).isEqualTo(drawn);
    assertThat(Applied.inTraining(layer, x, 8)).isNotEqualTo(drawn);
  }

  /** Each of them is a straight line for every number, once the noise is drawn. */
  @ParameterizedTest
  @MethodSource("layers")
  void letGradientsThrough(UnaryLayer layer) {
    Shape shape = Shape.of(2, 3, 3, 4);
    float[] atZero = Applied.inTraining(layer, FloatArray.zeros(shape), 7).data();
    float[] atOne = Applied.inTraining(layer, ones(shape), 7).data();
    float[] slope = Applied.gradientInTraining(layer, ones(shape), 7).data();
    for (int i = 0; i < slope.length; i++) {
      assertThat(slope[i]).isCloseTo(atOne[i] - atZero[i], within(1e-5f));
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void keepTheMean(UnaryLayer layer) {
    assertThat(mean(Applied.inTraining(layer, standardNormal(), 3))).isCloseTo(0, within(0.01));
  }

  @Test
  void alphaDropoutKeepsTheVariance() {
    FloatArray y = Applied.inTraining(AlphaDropout.of(0.3), standardNormal(), 3);
    assertThat(variance(y)).isCloseTo(1, within(0.02));
  }

  @Test
  void gaussianNoiseAddsItsVariance() {
    FloatArray y = Applied.inTraining(GaussianNoise.of(0.3), FloatArray.zeros(PICTURES), 3);
    assertThat(variance(y)).isCloseTo(0.09, within(0.002));
  }

  @Test
  void gaussianDropoutVariesAsMuchAsDropout() {
    FloatArray ones = ones(PICTURES);
    double expected = 0.3 / 0.7;
    assertThat(variance(Applied.inTraining(GaussianDropout.of(0.3), ones, 3)))
        .isCloseTo(expected, within(0.01));
    assertThat(variance(Applied.inTraining(Dropout.of(0.3), ones, 3)))
        .isCloseTo(expected, within(0.01));
  }

  @Test
  void dropoutSetsTheShareToZeroAndScalesTheRest() {
    Map<Float, Long> counts = counts(Applied.inTraining(Dropout.of(0.3), ones(PICTURES), 3));
    assertThat(counts.keySet()).containsExactlyInAnyOrder(0f, (float) (1 / 0.7));
    assertThat((double) counts.get(0f) / PICTURES.size()).isCloseTo(0.3, within(0.01));
  }

  private static Map<Float, Long> counts(FloatArray x) {
    Map<Float, Long> counts = new HashMap<>();
    for (float value : x.data()) {
      counts.merge(value, 1L, Long::sum);
    }
    return counts;
  }

  @Test
  void spatialDropoutDropsWholeMapsOfEachExample() {
    FloatArray y = Applied.inTraining(SpatialDropout2D.of(0.3), ones(PICTURES), 3);
    List<Set<Float>> maps = maps(y);
    assertThat(maps).allSatisfy(map -> assertThat(map).hasSize(1));
    double dropped = maps.stream().filter(Set.of(0f)::equals).count();
    assertThat(dropped / maps.size()).isCloseTo(0.3, within(0.08));
    assertThat(maps.subList(0, 50)).isNotEqualTo(maps.subList(50, 100));
  }

  /** The values of each channel of each example. */
  private static List<Set<Float>> maps(FloatArray x) {
    int channels = x.shape().last();
    List<Set<Float>> maps = new ArrayList<>();
    int size = x.data().length / x.shape().get(0);
    for (int i = 0; i < x.data().length; i++) {
      int map = i / size * channels + i % channels;
      if (map == maps.size()) {
        maps.add(new HashSet<>());
      }
      maps.get(map).add(x.data()[i]);
    }
    return maps;
  }

  @Test
  void dropoutDrawsOnceAlongAxesOfLengthOneInItsNoiseShape() {
    UnaryLayer layer =
        Dropout.SCHEMA.fromJson(
            Map.of("rate", 0.5, "noise_shape", Arrays.asList(1, null, 1, null)));
    FloatArray y = Applied.inTraining(layer, ones(Shape.of(3, 6, 5, 4)), 3);
    for (int i = 0; i < y.data().length; i++) {
      int row = i / 20 % 6;
      int channel = i % 4;
      assertThat(y.data()[i]).isEqualTo(y.data()[row * 20 + channel]);
    }
  }

  @Test
  void dropoutOfEverythingLeavesZeros() {
    FloatArray y = Applied.inTraining(Dropout.of(1), ones(Shape.of(2, 3)), 3);
    assertThat(y.data()).containsOnly(0);
  }
}
