package dev.peaberry.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where downloaded files are kept: the folder named by the environment variable {@code
 * PEABERRY_CACHE}, or else the user's cache folder as the platform has it. Nothing is created here.
 */
public final class CacheFolder {
  private CacheFolder() {}

  /**
   * The cache folder of this user on this machine: {@code $PEABERRY_CACHE}, {@code
   * $XDG_CACHE_HOME/peaberry}, {@code %LOCALAPPDATA%\peaberry\cache} on Windows, {@code
   * ~/Library/Caches/peaberry} on macOS, {@code ~/.cache/peaberry} elsewhere. It may not exist yet.
   */
  public static Path standard() {
    return of(
        System.getenv(),
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home")));
  }

  static Path of(Map<String, String> environment, String system, Path home) {
    String chosen = environment.getOrDefault("PEABERRY_CACHE", "");
    if (!chosen.isBlank()) {
      return Path.of(chosen).toAbsolutePath();
    }
    // The XDG specification has relative paths ignored.
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!xdg.isBlank() && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg, "peaberry");
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      Path base = local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local);
      return base.resolve("peaberry").resolve("cache");
    }
    if (name.startsWith("mac")) {
      return home.resolve("Library").resolve("Caches").resolve("peaberry");
    }
    return home.resolve(".cache").resolve("peaberry");
  }
}
