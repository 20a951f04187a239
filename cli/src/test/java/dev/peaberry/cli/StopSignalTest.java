package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process that gets a real Ctrl-C. */
@Timeout(180)
class StopSignalTest {
  @TempDir Path root;

  @Test
  void savesSaysHowToGoOnAndEndsWith130() throws IOException, InterruptedException {
    Path pictures = SamplePictures.in(root.resolve("beans"));
    Path run = root.resolve("run");
    Process process = CommandProcess.start("train", pictures, "--out", run, "--epochs", 100_000);
    StringBuilder rest = new StringBuilder();
    try (BufferedReader lines = process.errorReader()) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("Epoch ")) {
        line = lines.readLine();
      }
      CommandProcess.interrupt(process);
      lines.lines().forEach(each -> rest.append(each).append('\n'));
    } finally {
      process.destroy();
      // Also where the test is left out: a process that still writes is in the way of cleaning up.
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(rest).contains("Stopped and saved", "peaberry train --resume " + run);
    goesOn(run);
  }

  private static void goesOn(Path run) throws IOException {
    int epochs = Files.readAllLines(run.resolve("history.csv")).size() - 1;
    CommandRun resumed = CommandRun.of("train", "--resume", run, "--epochs", epochs + 1);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(epochs + 2);
  }
}
