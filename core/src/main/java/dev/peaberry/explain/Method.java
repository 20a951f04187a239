package dev.peaberry.explain;

import dev.peaberry.engine.Array;
import java.util.List;

/**
 * A way to tell which places of a picture speak for a class. Immutable.
 *
 * <p>All of them explain the score of the class: its logit where the model ends in a softmax or
 * sigmoid that can be taken off, else the model's output itself. Of a model with one output, the
 * second class has its logit as score and the first the logit with the other sign. Pictures are
 * explained each by itself: what comes out does not depend on the others.
 */
public sealed interface Method
    permits GradCam, GradCamPlusPlus, Occlusion, IntegratedGradients, SmoothGrad {
  /**
   * Explains pictures.
   *
   * @param pictures {@code (N, H, W, C)} as the model takes them
   * @param classes for each picture the class to be explained, in the order of the class names
   * @return a map for each picture, in the method's own size and unit
   * @throws IllegalArgumentException if pictures or classes do not fit the model, or the model does
   *     not suit the method
   */
  List<Heatmap> explain(Explainer explainer, Array pictures, int... classes);

  /** The price: how many pictures the model looks at to explain one. */
  int passes(Explainer explainer);
}
