package dev.peaberry.explain;

import dev.peaberry.engine.Array;
import java.util.List;
import java.util.Optional;

/**
 * Grad-CAM: the maps of a late layer, each weighted by the mean of the score's gradient over it,
 * added up; what is below 0 becomes 0. Immutable.
 *
 * @param layer the layer; empty for {@link Explainer#lastLayer}
 * @see <a href="https://arxiv.org/abs/1610.02391">Selvaraju et al. 2017</a>
 */
public record GradCam(Optional<String> layer) implements Method {
  /** Of the model's last layer with maps. */
  public static GradCam of() {
    return new GradCam(Optional.empty());
  }

  /** Of a layer by its name, {@code (h, w, channels)}. */
  public GradCam withLayer(String name) {
    return new GradCam(Optional.of(name));
  }

  /** Maps of the layer's {@code (h, w)}. */
  @Override
  public List<Heatmap> explain(Explainer explainer, Array pictures, int... classes) {
    SpatialLayer chosen = explainer.requireConvolved(layer);
    return explainer.maps(
        explainer.routines().layers().get(chosen.path()).gradCam(), chosen, pictures, classes);
  }

  @Override
  public int passes(Explainer explainer) {
    return 1;
  }
}
