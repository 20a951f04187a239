package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FeatureSampleTest {
  /** Examples of three kinds in turn, each around a place of its own. */
  private static FloatArray kinds(int examples, int length) {
    SplittableRandom random = Seed.of(3).generator();
    FloatArray all = FloatArray.zeros(Shape.of(examples, length));
    for (int i = 0; i < all.data().length; i++) {
      int kind = i / length % 3;
      all.data()[i] = (float) random.nextGaussian() + (i % 3 == kind ? 6 : 0);
    }
    return all;
  }

  @Test
  void whatIsAlikeLiesSideBySide() {
    for (int length : new int[] {30, 300}) {
      FeatureSample sample = new FeatureSample(120);
      sample.add(kinds(120, length));
      FeatureMap map = sample.map().orElseThrow();
      assertThat(map.examples()).hasSize(120);
      for (int i = 0; i < 120; i++) {
        assertThat(map.examples().get(nearest(map, i)) % 3).as("example %d", i).isEqualTo(i % 3);
      }
    }
  }

  private static int nearest(FeatureMap map, int of) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < map.examples().size(); i++) {
      double distance = Math.hypot(map.x(i) - map.x(of), map.y(i) - map.y(of));
      if (i != of && distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  @Test
  void theSameFeaturesAlwaysGiveTheSamePlaces() {
    FeatureSample one = new FeatureSample(40);
    FeatureSample other = new FeatureSample(40);
    one.add(kinds(40, 8));
    other.add(kinds(40, 8));
    FeatureMap map = one.map().orElseThrow();
    FeatureMap same = other.map().orElseThrow();
    for (int i = 0; i < 40; i++) {
      assertThat(map.x(i)).isEqualTo(same.x(i));
      assertThat(map.y(i)).isEqualTo(same.y(i));
    }
  }

  @Test
  void ofALongPassItTakesSomeAtEvenDistances() {
    FeatureSample sample = new FeatureSample(4 * FeatureSample.MOST);
    for (int batch = 0; batch < 100; batch++) {
      sample.add(kinds(4 * FeatureSample.MOST / 100, 2));
    }
    List<Integer> examples = sample.map().orElseThrow().examples();
    assertThat(examples).hasSize(FeatureSample.MOST).startsWith(0, 4, 8);
  }

  @Test
  void aFewExamplesMakeNoMap() {
    FeatureSample sample = new FeatureSample(5);
    sample.add(kinds(5, 4));
    assertThat(sample.map()).isEmpty();
  }

  @Test
  void examplesThatAreAllTheSameStillHavePlaces() {
    FeatureSample sample = new FeatureSample(20);
    sample.add(FloatArray.ones(Shape.of(20, 4)));
    FeatureMap map = sample.map().orElseThrow();
    for (int i = 0; i < 20; i++) {
      assertThat(map.x(i)).isFinite();
      assertThat(map.y(i)).isFinite();
    }
  }

  @Test
  void aMapHasAPlaceForEachExample() {
    assertThatThrownBy(() -> new FeatureMap("none", List.of(1, 2), List.of(new double[2])))
        .hasMessageContaining("2 examples and 1 places");
  }
}
