package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
  private static final Path HOME = Path.of("home").toAbsolutePath();
  private static final Path OTHER = Path.of("other").toAbsolutePath();

  @Test
  void isTheOneThatTheUserChose() {
    Map<String, String> environment =
        Map.of("PEABERRY_CACHE", OTHER.toString(), "XDG_CACHE_HOME", HOME.toString());
    assertThat(CacheFolder.of(environment, "Linux", HOME)).isEqualTo(OTHER);
  }

  @Test
  void followsTheXdgSpecification() {
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", OTHER.toString()), "Linux", HOME))
        .isEqualTo(OTHER.resolve("peaberry"));
  }

  @Test
  void ignoresARelativeXdgFolder() {
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), "Linux", HOME))
        .isEqualTo(HOME.resolve(".cache").resolve("peaberry"));
  }

  @Test
  void isALocalFolderOnWindows() {
    assertThat(CacheFolder.of(Map.of("LOCALAPPDATA", OTHER.toString()), "Windows 11", HOME))
        .isEqualTo(OTHER.resolve("peaberry").resolve("cache"));
  }

  @Test
  void isTheLibrarysCacheOnMacOs() {
    assertThat(CacheFolder.of(Map.of(), "Mac OS X", HOME))
        .isEqualTo(HOME.resolve("Library").resolve("Caches").resolve("peaberry"));
  }
}
