package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where decoded pictures are kept if nobody says so. */
final class CachePlanTest {
  private static final Path FOLDER = Path.of("cache");
  private static final long MB = 1_000_000;

  @Test
  void choosesMemoryWherePicturesFit() {
    CachePlan plan = CachePlan.of(100 * MB, 10, FOLDER, 100 * MB, 0);
    assertThat(plan.cache()).isEqualTo(new Cache.Memory(100 * MB));
    assertThat(plan.reason())
        .isEqualTo(
            "Decoded pictures are kept in memory: they take 100 MB of 100 MB, half of what Java has"
                + " free");
  }

  @Test
  void choosesTheDiskWhereTheyDoNot() {
    CachePlan plan = CachePlan.of(101 * MB, 10, FOLDER, 100 * MB, 200 * MB);
    assertThat(plan.cache()).isEqualTo(Cache.disk(FOLDER));
    assertThat(plan.reason())
        .contains("on disk, in cache: they take 101 MB, more than 100 MB, half of what Java has");
  }

  @Test
  void choosesNothingWhereTheyFitNowhere() {
    CachePlan plan = CachePlan.of(2000 * MB, 10, FOLDER, 100 * MB, 200 * MB);
    assertThat(plan.cache()).isEqualTo(Cache.none());
    assertThat(plan.reason()).contains("2.0 GB, more than 100 MB").contains("and 200 MB");
  }

  @Test
  void keepsNothingThatIsReadOnce() {
    assertThat(CachePlan.of(1, 1, FOLDER).cache()).isEqualTo(Cache.none());
  }

  @Test
  void looksAtTheDiskOfAFolderThatIsNotThereYet(@TempDir Path temp) {
    long tooMuchForMemory = Runtime.getRuntime().maxMemory();
    assertThat(CachePlan.of(tooMuchForMemory, 2, temp.resolve("a/b")).reason())
        .contains("they take");
  }
}
