package dev.peaberry.report;

import dev.peaberry.data.ImageSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Links from a page on disk to pictures on the same disk. Stateless. */
final class PageLinks {
  private PageLinks() {}

  /** A relative address, or an empty text where the picture has no file of its own. */
  static String to(Path page, ImageSource source, int index) {
    Optional<Path> file = index < 0 ? Optional.empty() : source.location(index);
    Path folder = page.toAbsolutePath().normalize().getParent();
    if (file.isEmpty() || !folder.getRoot().equals(file.get().toAbsolutePath().getRoot())) {
      return "";
    }
    Path relative = folder.relativize(file.get().toAbsolutePath().normalize());
    String path = relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    try {
      // With the dot in front no name is taken for a scheme such as javascript:.
      return new URI(null, null, "./" + path, null).toASCIIString();
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
