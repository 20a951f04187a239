package dev.peaberry.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.Split;
import dev.peaberry.golden.RealData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Well-known data sets with well-known flaws. */
class RealPicturesTest {
  private static PictureFacts facts(Path folder) {
    Split split = Split.shuffled(ImageFolder.open(folder), 0.2, 42);
    return PictureFacts.of(split.training(), Optional.of(split.validation()));
  }

  private static List<Finding> findings(PictureFacts facts) {
    return Linter.withAllRules().check(Plans.of(facts));
  }

  @Test
  void threeOfTheRubbishPicturesAreOfTwoClasses() {
    assertThat(findings(facts(RealData.path("trashnet"))))
        .filteredOn(finding -> finding.rule().equals("contradictory-labels"))
        .extracting(Finding::found)
        .containsExactly("found 3 pictures with labels that contradict one another");
  }

  @Test
  void eightyNinePicturesOfStarsAreThereTwice() {
    assertThat(facts(RealData.path("hollywood_stars")).copies()).hasSize(89);
  }

  @Test
  void catsAndDogsAreInOrder() {
    assertThat(findings(facts(RealData.path("cats_dogs/train")))).isEmpty();
  }
}
