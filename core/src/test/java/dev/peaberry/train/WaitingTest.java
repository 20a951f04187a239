package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.data.Dataset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a training waits for its data. */
final class WaitingTest {
  private static final Duration EACH = Duration.ofMillis(3);

  /** Data whose every batch takes some milliseconds to make. */
  private static Dataset slow(Dataset data) {
    return new MappedDataset(
        data,
        (number, batch) -> {
          long end = System.nanoTime() + EACH.toNanos();
          while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
          }
          return batch;
        });
  }

  @Test
  void addsUpOverAllPassesOfAnEpoch() {
    Dataset data = slow(new ArrayDataset(8, 8, 2));
    long steps = 3 * data.batches();
    try (EpochBatches batches = new EpochBatches(data, 0, OptionalLong.of(steps))) {
      while (batches.hasNext()) {
        batches.next();
      }
      assertThat(batches.waited()).isGreaterThanOrEqualTo(EACH.multipliedBy(steps));
    }
  }

  @Test
  void isAShareOfTheTraining() {
    assertThat(epoch(Duration.ofSeconds(10), Duration.ofSeconds(4)).waitingShare()).isEqualTo(0.4);
    assertThat(epoch(Duration.ZERO, Duration.ZERO).waitingShare()).isZero();
  }

  @Test
  void isKeptInTheHistory(@TempDir Path folder) throws Exception {
    History history = new History(List.of(epoch(Duration.ofSeconds(10), Duration.ofMillis(1500))));
    history.writeJson(folder.resolve("history.json"));
    assertThat(History.readJson(folder.resolve("history.json"))).isEqualTo(history);
  }

  private static History.Epoch epoch(Duration training, Duration waited) {
    return new History.Epoch(Map.of("loss", 1.0), training, Duration.ZERO, waited);
  }
}
