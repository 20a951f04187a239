package dev.peaberry.data.check;

import dev.peaberry.data.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds files that are reached by a link out of their folder. Confined to one thread. */
final class Links {
  private final Map<Path, Optional<Path>> realFolders = new HashMap<>();

  /** Where a picture really is, if that is outside of the folder that was opened. */
  Optional<Path> leadsTo(ImageSource source, int index) {
    Optional<Path> file = source.location(index);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> root = root(file.get(), source.name(index)).flatMap(this::real);
    return real(file.get(), root).filter(path -> root.isPresent() && !path.startsWith(root.get()));
  }

  /** The file's path without its name, which is relative to the root. */
  private static Optional<Path> root(Path file, String name) {
    Path root = file.toAbsolutePath();
    for (int i = Path.of(name).getNameCount(); i > 0 && root != null; i--) {
      root = root.getParent();
    }
    return Optional.ofNullable(root);
  }

  private Optional<Path> real(Path file, Optional<Path> root) {
    if (root.isEmpty()) {
      return Optional.empty();
    }
    if (Files.isSymbolicLink(file)) {
      return followed(file);
    }
    return real(file.toAbsolutePath().getParent())
        .map(folder -> folder.resolve(file.getFileName()));
  }

  private Optional<Path> real(Path folder) {
    return realFolders.computeIfAbsent(folder, Links::followed);
  }

  /** Empty where the link leads nowhere: that file is a broken one. */
  private static Optional<Path> followed(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
