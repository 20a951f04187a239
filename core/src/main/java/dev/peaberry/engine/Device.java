package dev.peaberry.engine;

import java.util.Locale;

/**
 * Where a program runs. Immutable.
 *
 * @param type the kind of processor
 * @param index which of that kind, from 0
 */
public record Device(Type type, int index) {
  /** The kinds of processors that TensorFlow computes on. */
  public enum Type {
    /** The host's processors. */
    CPU,
    /** A CUDA device. */
    GPU
  }

  /** The host's processors. */
  public static final Device CPU = new Device(Type.CPU, 0);

  /** The first GPU. */
  public static final Device GPU = new Device(Type.GPU, 0);

  /**
   * A device by its name: {@code cpu}, {@code gpu} or {@code gpu:1}.
   *
   * @throws IllegalArgumentException if the text names no device
   */
  public static Device parse(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).split(":", 2);
    try {
      Type type = Type.valueOf(parts[0].toUpperCase(Locale.ROOT));
      return new Device(type, parts.length == 1 ? 0 : Integer.parseUnsignedInt(parts[1]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Found the device '" + text + "', expected cpu, gpu or gpu:N such as gpu:1", e);
    }
  }

  /** The name that {@link #parse} takes: {@code cpu}, {@code gpu}, {@code gpu:1}. */
  @Override
  public String toString() {
    return type.name().toLowerCase(Locale.ROOT) + (index == 0 ? "" : ":" + index);
  }
}
