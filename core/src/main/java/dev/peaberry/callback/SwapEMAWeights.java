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
import java.util.Map;

/**
 * Validates with the moving averages of the weights that an optimizer with {@code use_ema} keeps,
 * and trains on with the weights. See <a
 * href="https://keras.io/api/callbacks/swap_ema_weights/">keras.io</a>.
 *
 * @param config the settings
 */
public record SwapEMAWeights(Config config) implements Callback, Configured {
  private static final Option<Boolean> SWAP_ON_EPOCH =
      Option.of("swap_on_epoch", Kinds.bool(), false);

  /** Keras's SwapEMAWeights. */
  public static final Schema<SwapEMAWeights> SCHEMA =
      Schema.of("SwapEMAWeights", SwapEMAWeights::new, SWAP_ON_EPOCH);

  /** Checks that the settings are a SwapEMAWeights'. */
  public SwapEMAWeights {
    SCHEMA.require(config);
  }

  /** For validations. */
  public static SwapEMAWeights of() {
    return new SwapEMAWeights(SCHEMA.defaults());
  }

  /** Also from the end of an epoch to the start of the next: callbacks after this one save them. */
  public SwapEMAWeights withSwapOnEpoch() {
    return new SwapEMAWeights(config.with(SWAP_ON_EPOCH, true));
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingException if the optimizer keeps no moving averages
   */
  @Override
  public ActiveCallback begin(Training training) {
    if (!training.optimizer().useEma()) {
      throw new TrainingException(
          "SwapEMAWeights: found "
              + training.optimizer().className()
              + " without moving averages of the weights, expected an optimizer with use_ema");
    }
    return new Active(training, config.get(SWAP_ON_EPOCH));
  }

  /** What is resumed begins with the weights in their places, so there is nothing to remember. */
  private static final class Active implements ActiveCallback {
    private final Training training;
    private final boolean onEpoch;
    private boolean swapped;

    Active(Training training, boolean onEpoch) {
      this.training = training;
      this.onEpoch = onEpoch;
    }

    private void swap(boolean averages) {
      if (swapped != averages) {
        training.swapAverages();
        swapped = averages;
      }
    }

    @Override
    public void epochStarted(int epoch, int epochs, long steps) {
      swap(false);
    }

    @Override
    public void validationStarted() {
      swap(true);
    }

    @Override
    public void validationDone(Map<String, Double> logs) {
      swap(false);
    }

    @Override
    public void epochDone(EpochReport report) {
      swap(onEpoch);
    }
  }
}
