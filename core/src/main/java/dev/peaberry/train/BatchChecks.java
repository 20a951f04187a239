package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Targets;
import dev.peaberry.model.Model;
import java.util.Arrays;
import java.util.List;

/** Finds what does not fit between data, model and losses before numbers go wrong in silence. */
final class BatchChecks {
  private final Model model;
  private final List<Loss> losses;
  private final List<Shape> inputs;
  private final List<Shape> outputs;

  BatchChecks(Model model, CompiledLoss loss) {
    this.model = model;
    this.losses = loss.losses();
    this.inputs = model.inputShapes();
    this.outputs = model.outputShapes();
  }

  /** Checks the shapes of a batch, once for all of its kind. */
  void requireShapes(Batch batch) {
    requireCount("inputs", batch.inputs().size(), inputs.size());
    requireCount("targets", batch.targets().size(), outputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      Shape found = batch.inputs().get(i).shape().dropFirst();
      if (!found.equals(inputs.get(i))) {
        throw new TrainingException(
            "Input "
                + model.inputNames().get(i)
                + ": found data of shape "
                + found
                + ", expected "
                + inputs.get(i)
                + " as model "
                + model.name()
                + " has");
      }
    }
    for (int i = 0; i < outputs.size(); i++) {
      requireTarget(losses.get(i), batch.targets().get(i).shape().dropFirst(), outputs.get(i));
    }
    for (int i = 0; i < outputs.size() && !batch.weights().isEmpty(); i++) {
      int which = batch.weights().size() == 1 ? 0 : i;
      requireWeights(batch.weights().get(which).shape().dropFirst(), i);
    }
  }

  private void requireWeights(Shape found, int output) {
    Shape labels = withoutLast(outputs.get(output));
    if (!found.equals(Shape.of()) && !found.equals(Shape.of(1)) && !found.equals(labels)) {
      throw new TrainingException(
          "Found weights of shape "
              + found
              + " for each example of output "
              + model.outputNames().get(output)
              + ", expected "
              + (labels.rank() == 0 ? "()" : "() or " + labels)
              + ": one for each example or one for each label");
    }
  }

  private static Shape withoutLast(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 1));
  }

  private void requireCount(String what, int found, int expected) {
    if (found != expected) {
      throw new TrainingException(
          "Found "
              + found
              + " "
              + what
              + " in the data, expected "
              + expected
              + " as model "
              + model.name()
              + " has");
    }
  }

  private static void requireTarget(Loss loss, Shape target, Shape output) {
    boolean sparse = loss.targets() == Targets.SPARSE;
    Shape indices = withoutLast(output);
    boolean fits =
        sparse
            ? target.equals(indices) || target.equals(output.with(-1, 1))
            : target.equals(output);
    if (!fits) {
      String wanted =
          switch (loss.targets()) {
            case SPARSE -> "class indices (label mode int)";
            case CATEGORICAL -> "one number for each class (label mode categorical)";
            case BINARY -> "0 or 1 for each output (label mode binary)";
            case REAL -> "numbers of the output's shape";
          };
      throw new TrainingException(
          "Loss "
              + loss.keyword()
              + ": found labels of shape "
              + target
              + " for an output of "
              + output
              + ", expected "
              + wanted
              + "; change the label mode, the loss or the last"
              + " layer");
    }
  }

  /** Checks that class indices are classes of the output: the engine would take 0 for them. */
  void requireLabels(Batch batch) {
    for (int i = 0; i < losses.size(); i++) {
      if (losses.get(i).targets() == Targets.SPARSE) {
        FloatArray target = batch.targets().get(i);
        int classes = outputs.get(i).last();
        for (float label : target.data()) {
          if (!(label >= 0 && label < classes && label == (int) label)) {
            throw new TrainingException(
                "Found the label "
                    + label
                    + ", expected a class index from 0 to "
                    + (classes - 1)
                    + " as output "
                    + model.outputNames().get(i)
                    + " has");
          }
        }
      }
    }
  }
}
