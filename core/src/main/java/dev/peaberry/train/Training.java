package dev.peaberry.train;

import dev.peaberry.data.Dataset;
import dev.peaberry.metric.Metric;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Optimizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A training under way, as callbacks see it. Confined to the training's thread. */
public interface Training {
  /** What is trained. */
  Model model();

  /** The losses, one for each output, and their weights. */
  CompiledLoss loss();

  /** What is measured beside the loss, of any output, with the weights of examples or without. */
  List<Metric> metrics();

  /** What changes the weights. */
  Optimizer optimizer();

  /** The data that is trained on. */
  Dataset trainingData();

  /** The data that is validated with, if any. */
  Optional<Dataset> validationData();

  /** The folder of the training's checkpoints, if it has any. */
  Optional<Path> folder();

  /** The number of epochs there will be at most. */
  int epochs();

  /** The number of steps of an epoch. */
  long steps();

  /** The epoch that is under way, has just ended or comes next, from 0. */
  int epoch();

  /** The number of steps of the epoch that are done. */
  long step();

  /** The number of batches trained on since the start of the training. */
  long batches();

  /** The number of updates of the weights so far. */
  long updates();

  /** All complete epochs, those before a resume included. */
  History history();

  /**
   * The weights as they are now. They are copied from the engine, which takes time with every step
   * in between; nobody may write into them.
   */
  Weights weights();

  /**
   * Sets the weights to the values that they had at the end of an epoch, or to others. What the
   * optimizer remembers stays as it is.
   *
   * @param epoch the epoch, from 0; empty for other values
   * @throws IllegalArgumentException if they are not the model's
   */
  void setWeights(Weights weights, OptionalInt epoch);

  /**
   * Exchanges the weights and their moving averages, until this is called again or the training
   * ends. A checkpoint that is written in between shows the averages, and training that is resumed
   * from it goes on with the weights.
   *
   * @throws TrainingException if the optimizer keeps no moving averages
   */
  void swapAverages();

  /**
   * Computes anew what layers have averaged while they trained, such as the statistics of batch
   * normalisation: by a pass over the training data with the weights as they are. Does nothing
   * where no layer averages.
   */
  void refreshStatistics();

  /** The present learning rate; where a schedule decides, that of the last update. */
  double learningRate();

  /**
   * Sets the learning rate of all further updates.
   *
   * @throws TrainingException if the optimizer's schedule decides it
   * @throws IllegalArgumentException if the rate is negative or not finite
   */
  void setLearningRate(double rate);

  /**
   * Checks that the learning rate may be set, for callbacks that will want to.
   *
   * @throws TrainingException if the optimizer's schedule decides it
   */
  void requireSettableLearningRate();

  /**
   * Looks for the place in the last step at which its numbers stopped to be finite. Takes some
   * seconds: the step is done again by a program that looks at every layer. The weights have to be
   * those of before the step, see {@link Callback#guardsWeights}.
   *
   * @throws IllegalStateException if there was no step
   */
  Diagnosis diagnose();

  /**
   * Ends the training: at the end of an epoch, after all callbacks have heard of it; in the middle
   * of an epoch after the step. An epoch that is stopped in its middle counts for nothing: it is
   * neither validated nor in the history, and the checkpoint stays that of the epoch before.
   *
   * @param reason in words, a line: "val_loss has not become better than 0.3 for 5 epochs"
   */
  void stop(String reason);

  /**
   * Saves the training as a {@code .keras} file that can be resumed from, once all callbacks have
   * heard of the present event. An older file of that name is replaced.
   *
   * @throws TrainingException if it cannot be written; thrown later, by the training
   */
  void save(Path file);

  /**
   * Saves the weights and what the optimizer remembers as Keras's {@code .weights.h5}, at once.
   *
   * @throws TrainingException if it cannot be written
   */
  void saveWeights(Path file);

  /**
   * Validates with the weights as they are, for callbacks that have changed them; no callback hears
   * of it.
   *
   * @return the results, such as {@code val_loss}; empty without validation data
   */
  Map<String, Double> validate();
}
