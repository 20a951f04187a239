package dev.peaberry.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Writes pages for a browser: one file without anything from a network. What is shown comes into
 * the page as JSON, and from there as text only, so that nothing in a name is taken for markup.
 * Stateless.
 */
final class Page {
  private static final String HEAD = "@HEAD@";
  private static final String STYLE = "@STYLE@";
  private static final String SCRIPT = "@SCRIPT@";
  private static final String DATA = "@DATA@";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Page() {}

  /**
   * Writes a page.
   *
   * @param template the name of a resource, which has a place for each of what all pages' heads,
   *     styles and scripts have in common, and for the data
   * @param data maps, lists, texts and numbers
   * @throws IOException if it cannot be written
   */
  static void write(Path file, String template, Object data) throws IOException {
    // The data come last, so that nothing is put in where they hold the name of a place.
    String page =
        resource(template)
            .replace(HEAD, resource("page-head.html").strip())
            .replace(STYLE, resource("page.css").strip())
            .replace(SCRIPT, resource("page.js").strip())
            .replace(DATA, script(data));
    AtomicFiles.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** JSON that ends no script and begins no comment. */
  private static String script(Object data) throws JsonProcessingException {
    return JSON.writeValueAsString(data).replace("<", "\\u003c").replace(">", "\\u003e");
  }
}
