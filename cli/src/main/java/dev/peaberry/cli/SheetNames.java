package dev.peaberry.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names for what is drawn of pictures, in one folder: each its own, and none a picture's. Confined
 * to one thread.
 */
final class SheetNames {
  private static final String ENDING = ".explained.png";
  private static final int LONGEST = 200;

  private final Path folder;
  private final Set<String> taken = new HashSet<>();

  SheetNames(Path folder) {
    this.folder = folder;
  }

  /** The file for a picture's sheet. */
  Path sheet(Path picture) {
    String name = picture.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = shortened(dot > 0 ? name.substring(0, dot) : name);
    String free = stem;
    // Some file systems take upper case for lower case.
    for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = stem + "-" + i;
    }
    return folder.resolve(free + ENDING);
  }

  /** Room for a number and the ending in what file systems allow. */
  private static String shortened(String stem) {
    String kept = stem;
    while (kept.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
    }
    return kept;
  }
}
