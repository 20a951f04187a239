package dev.peaberry.augment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How the pictures of a batch are mixed, each with one other. Immutable and thread-safe. */
public final class Mixing {
  private final int[] order;
  private final double[] weights;
  private final List<Box> boxes;

  private Mixing(int[] order, double[] weights, List<Box> boxes) {
    this.order = order;
    this.weights = weights;
    this.boxes = boxes;
  }

  /**
   * Every pixel from both.
   *
   * @param order the index of each picture's other
   * @param weights of each picture itself, 0 to 1
   */
  static Mixing blended(int[] order, double[] weights) {
    return new Mixing(order.clone(), weights.clone(), List.of());
  }

  /** A rectangle from the other picture. */
  static Mixing cut(int[] order, List<Box> boxes, int height, int width) {
    double area = (double) height * width;
    return new Mixing(
        order.clone(),
        boxes.stream().mapToDouble(box -> 1 - box.area() / area).toArray(),
        List.copyOf(boxes));
  }

  /**
   * Mixed 8-bit pixels; blended ones are rounded.
   *
   * @param pixels {@code (N, H, W, C)}
   * @param width in pixels
   * @param channels of a pixel
   */
  public byte[] pixels(byte[] pixels, int width, int channels) {
    byte[] mixed = pixels.clone();
    int length = pixels.length / order.length;
    for (int i = 0; i < order.length; i++) {
      if (boxes.isEmpty()) {
        blend(pixels, mixed, i * length, order[i] * length, length, (float) weights[i]);
      } else {
        Box box = boxes.get(i);
        int from = box.firstColumn() * channels;
        int count = (box.endColumn() - box.firstColumn()) * channels;
        for (int y = box.firstRow(); y < box.endRow() && count > 0; y++) {
          int row = y * width * channels + from;
          System.arraycopy(pixels, order[i] * length + row, mixed, i * length + row, count);
        }
      }
    }
    return mixed;
  }

  private static void blend(
      byte[] pixels, byte[] mixed, int one, int other, int length, float weight) {
    for (int k = 0; k < length; k++) {
      float value = weight * (pixels[one + k] & 0xff) + (1 - weight) * (pixels[other + k] & 0xff);
      mixed[one + k] = (byte) (int) (value + 0.5f);
    }
  }

  /**
   * Mixed numbers, such as targets.
   *
   * @param values as many for each picture, {@code (N, ...)}
   */
  public float[] values(float[] values) {
    float[] mixed = new float[values.length];
    int length = values.length / order.length;
    for (int i = 0; i < order.length; i++) {
      float weight = (float) weights[i];
      for (int k = 0; k < length; k++) {
        mixed[i * length + k] =
            weight * values[i * length + k] + (1 - weight) * values[order[i] * length + k];
      }
    }
    return mixed;
  }

  /** What was drawn, by the names of Keras's {@code transformation}. */
  Map<String, Object> drawn() {
    return Map.of(
        "permutation_order", Arrays.stream(order).boxed().toList(),
        "mix_weight", Arrays.stream(weights).boxed().toList(),
        "boxes", boxes.stream().map(Box::corners).toList());
  }
}
