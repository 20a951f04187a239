package dev.peaberry.explain;

import dev.peaberry.engine.Array;
import java.util.List;
import java.util.Optional;

/**
 * Grad-CAM++: as {@link GradCam}, but each place of a map counts by a weight of its own, made of
 * the gradients above 0 as in the paper's equation 19 with {@code Y = exp(score)}; the factor Y,
 * the same for a whole picture, is left out. Finds several objects of a class better. Immutable.
 *
 * @param layer the layer; empty for {@link Explainer#lastLayer}
 * @see <a href="https://arxiv.org/abs/1710.11063">Chattopadhay et al. 2018</a>
 */
public record GradCamPlusPlus(Optional<String> layer) implements Method {
  /** Of the model's last layer with maps. */
  public static GradCamPlusPlus of() {
    return new GradCamPlusPlus(Optional.empty());
  }

  /** Of a layer by its name, {@code (h, w, channels)}. */
  public GradCamPlusPlus withLayer(String name) {
    return new GradCamPlusPlus(Optional.of(name));
  }

  /** Maps of the layer's {@code (h, w)}. */
  @Override
  public List<Heatmap> explain(Explainer explainer, Array pictures, int... classes) {
    SpatialLayer chosen = explainer.requireConvolved(layer);
    return explainer.maps(
        explainer.routines().layers().get(chosen.path()).gradCamPlusPlus(),
        chosen,
        pictures,
        classes);
  }

  @Override
  public int passes(Explainer explainer) {
    return 1;
  }
}
