package dev.peaberry.callback;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Callback;
import dev.peaberry.train.Training;
import dev.peaberry.train.TrainingException;
import dev.peaberry.train.TrainingListener.StepReport;

/**
 * Ends a training whose loss has become NaN or infinite, and says where the numbers broke and what
 * to try. The weights stay those of before that step, and the checkpoint that of the last complete
 * epoch. See <a href="https://keras.io/api/callbacks/terminate_on_nan/">keras.io</a>, which only
 * stops.
 *
 * @param config the settings
 */
public record TerminateOnNaN(Config config) implements Callback, Configured {
  private static final Option<Boolean> RAISE_ERROR = Option.of("raise_error", Kinds.bool(), false);

  /** Keras's TerminateOnNaN. */
  public static final Schema<TerminateOnNaN> SCHEMA =
      Schema.of("TerminateOnNaN", TerminateOnNaN::new, RAISE_ERROR);

  /** Checks that the settings are a TerminateOnNaN's. */
  public TerminateOnNaN {
    SCHEMA.require(config);
  }

  /** Ending the training as other callbacks do. */
  public static TerminateOnNaN of() {
    return new TerminateOnNaN(SCHEMA.defaults());
  }

  /** Ending it with a {@link TrainingException}: no callback hears of an end. */
  public TerminateOnNaN withRaiseError() {
    return new TerminateOnNaN(config.with(RAISE_ERROR, true));
  }

  @Override
  public boolean guardsWeights() {
    return true;
  }

  @Override
  public ActiveCallback begin(Training training) {
    return new ActiveCallback() {
      @Override
      public void stepDone(StepReport report) {
        if (!Double.isFinite(report.loss())) {
          terminate(training, report);
        }
      }
    };
  }

  private void terminate(Training training, StepReport report) {
    String reason =
        "TerminateOnNaN: the loss of step "
            + report.step()
            + " of epoch "
            + (report.epoch() + 1)
            + " is "
            + report.loss()
            + ": "
            + training.diagnose();
    if (config.get(RAISE_ERROR)) {
      throw new TrainingException(reason);
    }
    training.stop(reason);
  }
}
