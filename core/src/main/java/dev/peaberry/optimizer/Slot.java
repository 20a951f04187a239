package dev.peaberry.optimizer;

/**
 * An array that an optimizer remembers for each variable, of the variable's shape. Immutable.
 *
 * @param name as Keras has it: {@code momentum}
 * @param start the first value of every element
 * @param shift what is added to Keras's values while a program holds them, for a kernel that wants
 *     them so; model files have Keras's values
 */
public record Slot(String name, double start, double shift) {
  /** One that starts at 0. */
  public static Slot of(String name) {
    return startingAt(name, 0);
  }

  /** One that starts at a given value. */
  public static Slot startingAt(String name, double start) {
    return new Slot(name, start, 0);
  }

  /** The same, held with something added. */
  public Slot shiftedBy(double added) {
    return new Slot(name, start, added);
  }

  /** The value in the program for a value of Keras's. */
  float held(float kept) {
    return kept + (float) shift;
  }

  /**
   * The value that {@link #held} makes the given one of, so that a training resumes to the last
   * bit. Only where the shift is not small against the value, there may be none; then the nearest.
   */
  float kept(float held) {
    float kept = held - (float) shift;
    for (float near : new float[] {kept, Math.nextDown(kept), Math.nextUp(kept)}) {
      if (held(near) == held) {
        return near;
      }
    }
    return kept;
  }
}
