package dev.peaberry.explain;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.image.Image;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Model;
import dev.peaberry.model.Trace;
import java.util.Optional;

/**
 * The filters of a convolution that looks at pictures, side by side: grey or in colours, the least
 * weight of all dark, the greatest bright, with a line between. Stateless.
 */
public final class FilterSheet {
  private static final int KERNEL_RANK = 4;
  private static final int GREY = 1;
  private static final int COLOURS = 3;

  private FilterSheet() {}

  /** Whether a weight is the kernel (height, width, 1 or 3 channels, filters) of a convolution. */
  public static boolean canShow(Shape shape) {
    return shape.rank() == KERNEL_RANK
        && shape.size() > 0
        && (shape.get(2) == GREY || shape.get(2) == COLOURS);
  }

  /**
   * The path of the weight that the first convolution of a model looks at pictures with; none if
   * there is no convolution, or it looks at other channels.
   */
  public static Optional<String> first(Model model) {
    return Trace.of(model).uses().stream()
        .flatMap(
            use ->
                use.layer().weights(use.inputs()).stream()
                    .map(weight -> weight.withName(use.path() + "/" + weight.name())))
        .filter(weight -> weight.shape().rank() == KERNEL_RANK)
        .findFirst()
        .filter(weight -> canShow(weight.shape()))
        .map(WeightSpec::name);
  }

  /**
   * The picture, of three channels; a weight is a pixel.
   *
   * @param kernel of a shape that {@link #canShow}
   */
  public static Image of(FloatArray kernel) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float weight : kernel.data()) {
      least = Float.isFinite(weight) ? Math.min(least, weight) : least;
      most = Float.isFinite(weight) ? Math.max(most, weight) : most;
    }
    int filters = kernel.shape().last();
    int channels = kernel.shape().get(2);
    Mosaic mosaic = new Mosaic(kernel.shape().get(0), kernel.shape().get(1), filters);
    byte[] pixels = new byte[mosaic.height() * mosaic.width() * COLOURS];
    for (int i = 0; i < mosaic.rows() * mosaic.columns() * filters * COLOURS; i++) {
      int colour = i % COLOURS;
      int filter = i / COLOURS % filters;
      int place = i / COLOURS / filters;
      int weight = (place * channels + Math.min(colour, channels - 1)) * filters + filter;
      int y = mosaic.top(filter) + place / mosaic.columns();
      int x = mosaic.left(filter) + place % mosaic.columns();
      pixels[(y * mosaic.width() + x) * COLOURS + colour] =
          brightness(kernel.data()[weight], least, most);
    }
    return new Image(mosaic.height(), mosaic.width(), COLOURS, pixels);
  }

  private static byte brightness(float weight, float least, float most) {
    boolean shown = most > least && Float.isFinite(weight);
    return (byte) (shown ? Math.round(255 * ((weight - least) / (most - least))) : 0);
  }
}
