package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownSetTest {
  @TempDir Path cache;

  static List<KnownSet> all() {
    return KnownSet.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void hasSafeAddressesAndALicence(KnownSet set) {
    assertThat(set.files())
        .allSatisfy(file -> assertThat(file.address().getScheme()).isEqualTo("https"));
    assertThat(set.licence()).isNotBlank();
    assertThat(KnownSet.find(set.name())).containsSame(set);
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysThatItHasNotBeenFetched(KnownSet set) {
    assertThat(set.isIn(cache)).isFalse();
    assertThatThrownBy(() -> set.open(cache)).isInstanceOf(DataException.class);
  }

  @Test
  void twoSetsOfOneFormDoNotShareAFolder() {
    assertThat(KnownSet.MNIST.location(cache)).isEqualTo(cache.resolve("mnist"));
    assertThat(KnownSet.FASHION_MNIST.location(cache)).isEqualTo(cache.resolve("fashion-mnist"));
  }

  @Test
  void bothLabellingsShareAnArchive() {
    assertThat(KnownSet.CIFAR100.location(cache))
        .isEqualTo(KnownSet.CIFAR100_COARSE.location(cache))
        .isEqualTo(cache.resolve("cifar-100-binary.tar.gz"));
  }

  @Test
  void nobodyKnowsOtherNames() {
    assertThat(KnownSet.find("imagenet")).isEmpty();
  }
}
