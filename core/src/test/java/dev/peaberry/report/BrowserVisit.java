package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a real browser has made of a page.
 *
 * @param document the page after its script has run
 * @param messages what the browser has logged
 */
record BrowserVisit(String document, String messages) {
  private static final long MINUTES = 2;

  /**
   * Opens a page; the test is skipped where there is no browser.
   *
   * @param temp for the browser's own files
   */
  static BrowserVisit to(Path page, Path temp) throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no chromium on the PATH (-Dpeaberry.browser=... names one)");
    Path out = temp.resolve("document.txt");
    Path err = temp.resolve("messages.txt");
    List<String> command =
        new ArrayList<>(List.of(browser.get().toString(), "--headless", "--disable-gpu"));
    // As root, as in a container, it does not start otherwise.
    command.add("--no-sandbox");
    command.add("--enable-logging=stderr");
    command.add("--user-data-dir=" + temp.resolve("profile"));
    command.add("--dump-dom");
    command.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new BrowserVisit(
        Files.readString(out), Files.readString(err, StandardCharsets.ISO_8859_1));
  }

  private static Optional<Path> browser() {
    String named = System.getProperty("peaberry.browser", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
