package dev.peaberry.pretrained;

import dev.peaberry.data.CacheFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where weights may lie on this machine: Keras's own cache folder, and Peaberry's. Immutable.
 *
 * @param folders in the order in which they are searched
 * @param own the one that downloads are written to
 */
public record WeightFolders(List<Path> folders, Path own) {
  /** Keeps the list from changing. */
  public WeightFolders {
    folders = List.copyOf(folders);
  }

  /**
   * Those of this user: {@code $KERAS_HOME/models} or {@code ~/.keras/models}, as Keras has it, and
   * {@code weights} below {@link CacheFolder#standard()}.
   */
  public static WeightFolders standard() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")), CacheFolder.standard());
  }

  static WeightFolders of(Map<String, String> environment, Path home, Path cache) {
    String chosen = environment.getOrDefault("KERAS_HOME", "");
    Path keras = chosen.isBlank() ? home.resolve(".keras") : Path.of(chosen).toAbsolutePath();
    Path own = cache.resolve("weights");
    return new WeightFolders(List.of(keras.resolve("models"), own), own);
  }

  /** A file of a name in the first folder that has it. */
  public Optional<Path> find(String fileName) {
    return folders.stream()
        .map(folder -> folder.resolve(fileName))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * The weights of a network's base: the file without the top, or else the one with it, whose base
   * is the same.
   */
  public Optional<Found> findBase(List<KnownWeights> known) {
    return known.stream()
        .flatMap(each -> find(each.fileName()).map(file -> new Found(each, file)).stream())
        .findFirst();
  }

  /**
   * Weights that are here. Immutable.
   *
   * @param known what they are
   * @param file where they are; not checked yet
   */
  public record Found(KnownWeights known, Path file) {}
}
