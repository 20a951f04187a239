package dev.peaberry.explain;

import dev.peaberry.engine.Array;
import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Occlusion: a grey patch moves over the picture; each place's value is by how much the score falls
 * while it is covered, the mean over the patches that cover it. Needs no gradients. Immutable.
 *
 * <p>Patches begin at every multiple of the stride until the picture's edge is covered, where the
 * last one is cut off.
 *
 * @param patch its height and width in pixels; 0 for a seventh of the longer side
 * @param stride from patch to patch in pixels, at most the patch; 0 for half of it, and with any
 *     patch of 0
 * @param level what covered pixels become, 0 to 255
 * @see <a href="https://arxiv.org/abs/1311.2901">Zeiler and Fergus 2014</a>
 */
public record Occlusion(int patch, int stride, float level) implements Method {
  private static final int USUAL_PATCHES = 7;
  private static final float GREY = 127.5f;

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if one is negative, or the stride leaves gaps between patches
   */
  public Occlusion {
    if (patch < 0 || stride < 0 || stride > patch) {
      throw new IllegalArgumentException(
          "Found a patch of %d pixels and a stride of %d, expected a stride of 1 to the patch's length"
              .formatted(patch, stride));
    }
  }

  /** A grey patch of a seventh of the longer side, moved by its half. */
  public static Occlusion of() {
    return new Occlusion(0, 0, GREY);
  }

  /** With a patch of so many pixels and steps of so many. */
  public Occlusion withPatch(int pixels, int newStride) {
    return new Occlusion(pixels, newStride, level);
  }

  /** With covered pixels of another brightness. */
  public Occlusion withLevel(float newLevel) {
    return new Occlusion(patch, stride, newLevel);
  }

  /** Where patches lie along an axis. */
  private record Steps(int length, int patch, int stride) {
    int count() {
      return length <= patch ? 1 : 1 + (length - patch + stride - 1) / stride;
    }

    int begin(int step) {
      return step * stride;
    }

    int end(int step) {
      return Math.min(length, begin(step) + patch);
    }
  }

  private int patchIn(Shape picture) {
    int longer = Math.max(picture.get(0), picture.get(1));
    return patch > 0 ? patch : Math.max(1, Math.round(longer / (float) USUAL_PATCHES));
  }

  private Steps steps(Shape picture, int axis) {
    int length = patchIn(picture);
    return new Steps(picture.get(axis), length, stride > 0 ? stride : Math.max(1, length / 2));
  }

  @Override
  public int passes(Explainer explainer) {
    Shape picture = explainer.inputShape();
    return 1 + steps(picture, 0).count() * steps(picture, 1).count();
  }

  /** Maps of {@code (H, W)}. */
  @Override
  public List<Heatmap> explain(Explainer explainer, Array pictures, int... classes) {
    float[] all = explainer.floats(pictures, classes);
    int length = Math.toIntExact(explainer.inputShape().size());
    List<Heatmap> maps = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      maps.add(
          explain(explainer, Arrays.copyOfRange(all, i * length, (i + 1) * length), classes[i]));
    }
    return maps;
  }

  private Heatmap explain(Explainer explainer, float[] picture, int ofClass) {
    Shape shape = explainer.inputShape();
    Steps down = steps(shape, 0);
    Steps across = steps(shape, 1);
    int[] classes = new int[1 + down.count() * across.count()];
    Arrays.fill(classes, ofClass);
    float[] scores = new float[classes.length]; // the last without a patch
    explainer.run(
        explainer.routines().scores(),
        classes,
        (index, pixels, at) -> {
          System.arraycopy(picture, 0, pixels, at, picture.length);
          if (index < scores.length - 1) {
            cover(pixels, at, shape, down, across, index);
          }
        },
        (index, score) -> scores[index] = score[0]);
    return map(scores, down, across);
  }

  private void cover(float[] pixels, int at, Shape shape, Steps down, Steps across, int index) {
    int row = index / across.count();
    int column = index % across.count();
    int channels = shape.last();
    for (int y = down.begin(row); y < down.end(row); y++) {
      int from = at + (y * shape.get(1) + across.begin(column)) * channels;
      int to = at + (y * shape.get(1) + across.end(column)) * channels;
      Arrays.fill(pixels, from, to, level);
    }
  }

  private static Heatmap map(float[] scores, Steps down, Steps across) {
    float[] falls = new float[down.length() * across.length()];
    int[] covering = new int[falls.length];
    for (int i = 0; i < scores.length - 1; i++) {
      float fall = scores[scores.length - 1] - scores[i];
      int row = i / across.count();
      int column = i % across.count();
      for (int y = down.begin(row); y < down.end(row); y++) {
        for (int x = across.begin(column); x < across.end(column); x++) {
          falls[y * across.length() + x] += fall;
          covering[y * across.length() + x]++;
        }
      }
    }
    for (int i = 0; i < falls.length; i++) {
      falls[i] /= covering[i];
    }
    return new Heatmap(down.length(), across.length(), falls);
  }
}
