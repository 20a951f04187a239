package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.data.Cache;
import dev.peaberry.train.History;
import dev.peaberry.train.TrainingListener.EpochReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said to somebody whose training waits for pictures. */
final class WaitingNoteTest {
  @Test
  void saysOnceWhatToDoWithoutACache() {
    String told = told(Cache.none(), 40, 40);
    assertThat(told)
        .containsOnlyOnce("Training waited for pictures 40.0 % of the time: keep them decoded with")
        .contains("--cache memory");
  }

  @Test
  void saysNothingOfAnEpochThatFillsTheCache() {
    assertThat(told(Cache.memory(), 40, 5)).isEmpty();
  }

  @Test
  void saysWhatElseToDoWithACache() {
    assertThat(told(Cache.memory(), 40, 30)).contains("30.0 %").contains("fewer random changes");
  }

  @Test
  void saysNothingOfATenth() {
    assertThat(told(Cache.none(), 10, 9)).isEmpty();
  }

  private static String told(Cache cache, int... percents) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Console console = Console.of(new ByteArrayInputStream(new byte[0]), stream, stream);
    WaitingNote note = new WaitingNote(console, cache);
    for (int percent : percents) {
      History.Epoch epoch =
          new History.Epoch(
              Map.of(), Duration.ofSeconds(100), Duration.ZERO, Duration.ofSeconds(percent));
      note.epochDone(new EpochReport(0, 2, epoch, false));
    }
    return err.toString(StandardCharsets.UTF_8);
  }
}
