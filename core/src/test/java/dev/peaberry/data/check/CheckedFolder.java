package dev.peaberry.data.check;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder of pictures that differ, to which a test adds what it wants to be found. */
final class CheckedFolder {
  private final Path root;

  CheckedFolder(Path root) throws IOException {
    this.root = root;
    for (int i = 0; i < 12; i++) {
      add("%s/good%d.jpg".formatted(i % 2 == 0 ? "a" : "b", i), scene(i));
    }
  }

  /** A picture file of its own number. */
  static byte[] scene(int number) {
    return Scenes.jpeg(Scenes.scene(number, 60, 80), 0.9f);
  }

  CheckedFolder add(String name, byte[] content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return this;
  }

  Path root() {
    return root;
  }

  DataReport check() {
    return DataCheck.of(ImageFolder.open(root)).withThreads(2).run(Progress.none());
  }

  /** The sub-folders as parts. */
  Map<String, ImageSource> parts(String... names) {
    Map<String, ImageSource> parts = new LinkedHashMap<>();
    for (String name : names) {
      parts.put(name, ImageFolder.open(root, name));
    }
    return parts;
  }

  /** The names of the pictures of each case. */
  static List<List<String>> names(DataReport report, Fault fault) {
    return report.finding(fault).map(Finding::cases).orElse(List.of()).stream()
        .map(each -> each.pictures().stream().map(Picture::fullName).toList())
        .toList();
  }
}
