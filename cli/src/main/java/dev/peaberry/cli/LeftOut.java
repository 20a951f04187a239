package dev.peaberry.cli;

import dev.peaberry.data.BrokenImage;
import java.util.ArrayList;
import java.util.List;

/** What is said of broken pictures. Stateless. */
final class LeftOut {
  private LeftOut() {}

  /** How many there are, then a line for each; none if there are none. */
  static List<String> lines(List<BrokenImage> broken) {
    if (broken.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(Quantity.of(broken.size(), "broken pictures") + " left out:");
    broken.forEach(image -> lines.add("  " + image.name() + ": " + image.reason()));
    return lines;
  }

  /** The same for scripts. */
  static List<?> toJson(List<BrokenImage> broken) {
    return broken.stream()
        .map(image -> Json.map("name", image.name(), "reason", image.reason()))
        .toList();
  }
}
