package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sweep hears of a trial's process. */
class TrialReportTest {
  @Test
  void aStepIsAShareOfItsEpoch() {
    assertThat(TrialReport.parse(7, "step 2 5 20")).contains(new TrialReport.Step(7, 2.25));
  }

  @Test
  void anEpochIsOneThatIsDone() {
    assertThat(TrialReport.parse(7, "epoch 3")).contains(new TrialReport.Epoch(7, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "step", "step by step we go", "step 1 2", "epoch", "epoch one", "Epoch 3"})
  void whatALibrarySaysIsNoReport(String line) {
    assertThat(TrialReport.parse(7, line)).isEmpty();
  }
}
