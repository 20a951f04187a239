package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine without fonts, where Java's font system throws. */
final class FontlessTest {
  @TempDir Path folder;

  @Test
  void drawsTextWithoutInstalledFonts() throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.name").toLowerCase(Locale.ROOT))
        .as("fonts can be hidden from Java on Linux only")
        .contains("linux");
    Path none = Files.createDirectory(folder.resolve("no-fonts"));
    Path fonts =
        Files.writeString(
            folder.resolve("fonts.conf"), "<fontconfig><dir>" + none + "</dir></fontconfig>");
    Path picture = folder.resolve("curves.png");

    assertThat(draw(fonts, picture)).isZero();

    assertThat(Pixels.marked(Pixels.of(Files.readAllBytes(picture)))).isGreaterThan(5_000);
  }

  // Java remembers the fonts it once found below the user's home, so that is hidden too.
  private int draw(Path fonts, Path picture) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-Duser.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            FontlessTest.class.getName(),
            picture.toString());
    builder.environment().put("FONTCONFIG_FILE", fonts.toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("output.txt").toFile());
    Process process = builder.start();
    int exit = process.waitFor();
    assertThat(folder.resolve("output.txt")).hasContent("");
    return exit;
  }

  /** What the other virtual machine does. */
  public static void main(String[] arguments) throws IOException {
    CurvePlot.ofHistory("Röstgrad 日本語", Map.of("loss", List.of(2.0, 1.0, 0.5)))
        .figure()
        .writePng(Path.of(arguments[0]));
  }
}
