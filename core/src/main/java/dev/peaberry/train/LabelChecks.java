package dev.peaberry.train;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.loss.CategoricalCrossentropy;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.loss.Targets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds labels that do not fit a loss: with many of them training would go on and learn nothing.
 * Immutable and thread-safe.
 *
 * @param output the name of the output
 * @param shape of the output for one example
 */
record LabelChecks(String output, Loss loss, Shape shape) {
  /**
   * Checks the encoding of the labels.
   *
   * @throws TrainingException if the loss wants another, or has too few outputs
   */
  void requireEncoding(FloatArray labels) {
    Targets wanted = loss.targets();
    if (wanted == Targets.CATEGORICAL && width() == 1) {
      throw misfit(
          "one output", "two or more, one for each class", "use BinaryCrossentropy for one output");
    }
    Shape found = labels.shape().dropFirst();
    boolean fits =
        switch (wanted) {
          case SPARSE -> isIndices(found);
          case GROUP -> found.equals(Shape.of()) || found.equals(Shape.of(1));
          case CATEGORICAL, BINARY, SIGN, REAL ->
              found.equals(shape) || (width() == 1 && found.equals(positions()));
        };
    if (!fits) {
      throw misfit(description(labels) + " as labels", expected(), advice(found));
    }
  }

  /**
   * Checks the values of labels whose encoding is right.
   *
   * @throws TrainingException if one is none that the loss can take
   */
  void requireValues(FloatArray labels) {
    Targets wanted = loss.targets();
    Optional<Integer> ignored =
        loss instanceof SparseCategoricalCrossentropy sparse
            ? sparse.ignoredClass()
            : Optional.empty();
    float low = wanted == Targets.SIGN ? -1 : 0;
    float high = wanted == Targets.SPARSE ? width() - 1 : 1;
    boolean whole = wanted == Targets.SPARSE || wanted == Targets.GROUP;
    boolean bounded = wanted != Targets.REAL && wanted != Targets.GROUP;
    for (float label : labels.data()) {
      boolean isAllowed =
          (!bounded || (label >= low && label <= high)) && (!whole || label == Math.rint(label));
      if (!isAllowed && !(ignored.isPresent() && label == ignored.get())) {
        throw misfit("the label " + number(label), expected(), adviceOnValues());
      }
    }
  }

  private int width() {
    return shape.last();
  }

  /** What is left of the output's shape when each position has one label. */
  private Shape positions() {
    return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 1));
  }

  private boolean isIndices(Shape found) {
    return found.equals(positions()) || found.equals(shape.with(-1, 1));
  }

  private String description(FloatArray labels) {
    Shape found = labels.shape().dropFirst();
    if (!isIndices(found)) {
      return found.rank() == 1 ? "rows of " + found.last() + " numbers" : "arrays of " + found;
    }
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    boolean whole = true;
    for (float label : labels.data()) {
      least = Math.min(least, label);
      greatest = Math.max(greatest, label);
      whole &= label == Math.rint(label);
    }
    return (whole ? "whole numbers" : "numbers")
        + " from "
        + number(least)
        + " to "
        + number(greatest);
  }

  private String expected() {
    return switch (loss.targets()) {
      case SPARSE -> "a class index from 0 to " + (width() - 1);
      case CATEGORICAL -> "rows of " + width() + " numbers from 0 to 1, one for each class";
      case BINARY -> width() == 1 ? "0 or 1" : "rows of " + width() + " numbers from 0 to 1";
      case SIGN -> width() == 1 ? "-1 or 1" : "rows of " + width() + " numbers -1 or 1";
      case REAL -> "numbers of shape " + shape;
      case GROUP -> "the index of a group";
    };
  }

  private String advice(Shape found) {
    boolean indices = isIndices(found);
    return switch (loss.targets()) {
      case CATEGORICAL, BINARY, SIGN, REAL -> {
        if (!indices) {
          yield width() == 1
              ? "use binary labels, or as many outputs as there are classes with"
                  + " CategoricalCrossentropy"
              : "give the last layer as many outputs as there are classes";
        }
        yield loss instanceof CategoricalCrossentropy
            ? "use SparseCategoricalCrossentropy or categorical labels"
            : "use categorical labels";
      }
      case SPARSE ->
          loss instanceof SparseCategoricalCrossentropy
              ? "use CategoricalCrossentropy or int labels"
              : "use int labels";
      case GROUP -> "use int labels";
    };
  }

  private String adviceOnValues() {
    return switch (loss.targets()) {
      case SPARSE ->
          width() == 1
              ? "use BinaryCrossentropy for one output"
              : "give the last layer as many outputs as there are classes";
      case BINARY, SIGN ->
          width() == 1
              ? "use SparseCategoricalCrossentropy and an output for each class if there are more"
                  + " than two"
              : "encode each label as 0 or 1";
      case CATEGORICAL -> "use one-hot rows";
      case REAL, GROUP -> "count the groups with whole numbers";
    };
  }

  private TrainingException misfit(String found, String expected, String advice) {
    return new TrainingException(
        "Output %s: found %s with %s, expected %s; %s"
            .formatted(output, found, loss.className(), expected, advice));
  }

  /** As people write it: 3 rather than 3.0. */
  private static String number(float value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? String.valueOf((int) value)
        : String.valueOf(value);
  }
}
