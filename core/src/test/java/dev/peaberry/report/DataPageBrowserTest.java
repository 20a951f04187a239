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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
@Tag("browser")
class DataPageBrowserTest {
  private static final long MINUTES = 2;

  @TempDir static Path temp;
  private static String document;
  private static String messages;

  @BeforeAll
  static void aBrowserHasOpenedThePage() throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no chromium on the PATH (-Dpeaberry.browser=... names one)");
    Path page = DataPageTest.write(temp, 2);
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
    document = Files.readString(out);
    messages = Files.readString(err, StandardCharsets.ISO_8859_1);
  }

  @Test
  void showsTheFindings() {
    assertThat(document).contains("Identical files in one class: 1 group, 3 files", "Broken files");
  }

  @Test
  void showsHostileNamesAsText() {
    assertThat(document)
        .contains("\"'&lt;script&gt;document.title='hit'&lt;!--\u240a&amp;amp;.jpg</bdi>");
  }

  @Test
  void runsNothingThatIsInAName() {
    assertThat(document).contains("<title>&lt;b&gt;title \u2013 data check</title>");
  }

  @Test
  void logsNothingToTheConsole() {
    assertThat(messages).doesNotContain("CONSOLE");
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
