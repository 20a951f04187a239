package dev.peaberry.explain;

import dev.peaberry.engine.Array;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Integrated gradients: what each pixel adds to the score on the straight way from a baseline to
 * the picture. All attributions sum to the difference of the two scores, the better the more steps.
 * Immutable.
 *
 * <p>The integral is computed by the trapezoidal rule over equal steps, as in <a
 * href="https://keras.io/examples/vision/integrated_gradients/">Keras's example</a>.
 *
 * @param steps into which the way is divided
 * @param baseline a picture {@code (H, W, C)} that shows nothing, in pixel values; empty for black
 * @see <a href="https://arxiv.org/abs/1703.01365">Sundararajan, Taly and Yan 2017</a>
 */
public record IntegratedGradients(int steps, Optional<FloatArray> baseline) implements Method {
  private static final int USUAL_STEPS = 50;

  /**
   * Checks the steps.
   *
   * @throws IllegalArgumentException if there is not one at least
   */
  public IntegratedGradients {
    if (steps < 1) {
      throw new IllegalArgumentException("Found %d steps, expected 1 or more".formatted(steps));
    }
  }

  /** 50 steps from black. */
  public static IntegratedGradients of() {
    return new IntegratedGradients(USUAL_STEPS, Optional.empty());
  }

  /** With so many steps. */
  public IntegratedGradients withSteps(int newSteps) {
    return new IntegratedGradients(newSteps, baseline);
  }

  /** From another picture, {@code (H, W, C)}. */
  public IntegratedGradients withBaseline(FloatArray picture) {
    return new IntegratedGradients(steps, Optional.of(picture));
  }

  @Override
  public int passes(Explainer explainer) {
    return steps + 1;
  }

  /** Maps of {@code (H, W)}: the channels' attributions added up. */
  @Override
  public List<Heatmap> explain(Explainer explainer, Array pictures, int... classes) {
    return Channels.sums(attributions(explainer, pictures, classes));
  }

  /**
   * What each number of each picture adds to its score.
   *
   * @param pictures {@code (N, H, W, C)}
   * @return {@code (N, H, W, C)}
   * @throws IllegalArgumentException if pictures, classes or baseline do not fit the model
   */
  public FloatArray attributions(Explainer explainer, Array pictures, int... classes) {
    float[] all = explainer.floats(pictures, classes);
    float[] start = start(explainer.inputShape());
    FloatArray attributions = FloatArray.zeros(pictures.shape());
    for (int i = 0; i < classes.length; i++) {
      add(explainer, all, i * start.length, start, classes[i], attributions.data());
    }
    return attributions;
  }

  private float[] start(Shape picture) {
    FloatArray found = baseline.orElseGet(() -> FloatArray.zeros(picture));
    if (!found.shape().equals(picture)) {
      throw new IllegalArgumentException(
          "Found a baseline of shape %s, expected %s".formatted(found.shape(), picture));
    }
    return found.data();
  }

  /** One picture's attributions, which are where the picture is in the batch. */
  private void add(
      Explainer explainer, float[] pixels, int from, float[] start, int ofClass, float[] result) {
    int[] classes = new int[steps + 1];
    Arrays.fill(classes, ofClass);
    double[] sums = new double[start.length];
    explainer.run(
        explainer.routines().gradients(),
        classes,
        (step, target, at) -> {
          float share = (float) step / steps;
          for (int k = 0; k < start.length; k++) {
            target[at + k] = start[k] + share * (pixels[from + k] - start[k]);
          }
        },
        (step, gradient) -> {
          double weight = step == 0 || step == steps ? 0.5 / steps : 1.0 / steps;
          for (int k = 0; k < sums.length; k++) {
            sums[k] += weight * gradient[k];
          }
        });
    for (int k = 0; k < sums.length; k++) {
      result[from + k] = (float) (sums[k] * (pixels[from + k] - start[k]));
    }
  }
}
