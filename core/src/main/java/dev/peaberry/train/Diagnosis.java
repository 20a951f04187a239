package dev.peaberry.train;

import java.util.List;

/**
 * Where the numbers of a training step stopped to be finite. Immutable.
 *
 * @param place what it is that is not finite although all before it is
 * @param name of the input, the weight, the layer or the output
 * @param finding in words, a line
 * @param remedies what to try, as "clipping gradients", the most promising first
 */
public record Diagnosis(Place place, String name, String finding, List<String> remedies) {
  /** The parts of a step, in the order in which numbers go through them. */
  public enum Place {
    /** The data that goes into the model. */
    INPUT,
    /** A label, or the weight of an example. */
    TARGET,
    /** A weight that an update before this step has broken. */
    WEIGHT,
    /** What a layer gives. */
    LAYER,
    /** The loss, all outputs of the model being finite. */
    LOSS,
    /** Nothing that is found when the step is done again. */
    NOWHERE
  }

  /** Copies the list. */
  public Diagnosis {
    remedies = List.copyOf(remedies);
  }

  /** The finding and what to try, in a line. */
  @Override
  public String toString() {
    return finding + "; try " + String.join(", or ", remedies);
  }
}
