package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.engine.Shape;
import dev.peaberry.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds what does not fit between data, model and losses before numbers go wrong in silence. */
final class BatchChecks {
  private final Model model;
  private final List<LabelChecks> labels = new ArrayList<>();
  private final List<Shape> inputs;
  private final List<Shape> outputs;

  BatchChecks(Model model, CompiledLoss loss) {
    this.model = model;
    this.inputs = model.inputShapes();
    this.outputs = model.outputShapes();
    for (int i = 0; i < outputs.size(); i++) {
      labels.add(new LabelChecks(model.outputNames().get(i), loss.losses().get(i), outputs.get(i)));
    }
  }

  /** Checks the shapes of a batch, once for all of its kind. */
  void requireShapes(Batch batch) {
    requireCount("inputs", batch.inputs().size(), inputs.size());
    requireCount("targets", batch.targets().size(), outputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      requireInput(batch.inputs().get(i).shape().dropFirst(), i);
    }
    for (int i = 0; i < outputs.size(); i++) {
      labels.get(i).requireEncoding(batch.targets().get(i));
      int output = i;
      batch.weightsOf(i).ifPresent(weights -> requireWeights(weights.shape().dropFirst(), output));
    }
  }

  /** Checks that labels are what their losses take: the engine would compute on in silence. */
  void requireLabels(Batch batch) {
    for (int i = 0; i < labels.size(); i++) {
      labels.get(i).requireValues(batch.targets().get(i));
    }
  }

  private void requireCount(String what, int found, int expected) {
    if (found != expected) {
      throw new TrainingException(
          "Found %d %s in the data, expected %d as model %s has"
              .formatted(found, what, expected, model.name()));
    }
  }

  private void requireInput(Shape found, int input) {
    if (!found.equals(inputs.get(input))) {
      throw new TrainingException(
          "Input %s: found data of shape %s, expected %s as model %s has"
              .formatted(model.inputNames().get(input), found, inputs.get(input), model.name()));
    }
  }

  private void requireWeights(Shape found, int output) {
    int[] shape = outputs.get(output).toArray();
    Shape positions = Shape.of(Arrays.copyOf(shape, shape.length - 1));
    if (!found.equals(Shape.of()) && !found.equals(Shape.of(1)) && !found.equals(positions)) {
      throw new TrainingException(
          "Found weights of shape %s for each example of output %s, expected %s: one for each"
                  .formatted(
                      found,
                      model.outputNames().get(output),
                      positions.rank() == 0 ? "()" : "() or " + positions)
              + " example or one for each label");
    }
  }
}
