package dev.peaberry.callback;

import dev.peaberry.config.Registry;
import dev.peaberry.train.Callback;

/** The callbacks that exist here and can be written down. */
public final class Callbacks {
  /** All of them, by Keras's names. */
  public static final Registry<Callback> REGISTRY =
      Registry.of(
          "keras.callbacks",
          BackupAndRestore.SCHEMA,
          CSVLogger.SCHEMA,
          EarlyStopping.SCHEMA,
          LearningRateScheduler.SCHEMA,
          ModelCheckpoint.SCHEMA,
          ReduceLROnPlateau.SCHEMA,
          StochasticWeightAveraging.SCHEMA,
          SwapEMAWeights.SCHEMA,
          TensorBoard.SCHEMA,
          TerminateOnNaN.SCHEMA);

  private Callbacks() {}
}
