package dev.peaberry.explain;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.image.Image;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Maps that a layer gives for a picture, side by side, those with the greatest mean first, each
 * from its own least value (dark) to its own greatest (bright). Stateless.
 */
public final class ActivationSheet {
  private ActivationSheet() {}

  /**
   * The picture, of three channels; a place of a map is a pixel.
   *
   * @param activations of one picture, {@code (1, h, w, channels)}
   * @param most how many maps to show
   */
  public static Image of(FloatArray activations, int most) {
    List<Integer> strongest = strongest(activations, most);
    Shape shape = activations.shape();
    Mosaic mosaic = new Mosaic(shape.get(1), shape.get(2), strongest.size());
    byte[] pixels = new byte[mosaic.height() * mosaic.width() * HeatColours.CHANNELS];
    for (int tile = 0; tile < strongest.size(); tile++) {
      draw(activations, strongest.get(tile), mosaic, tile, pixels);
    }
    return new Image(mosaic.height(), mosaic.width(), HeatColours.CHANNELS, pixels);
  }

  private static List<Integer> strongest(FloatArray activations, int most) {
    int channels = activations.shape().last();
    double[] sums = new double[channels];
    for (int i = 0; i < activations.data().length; i++) {
      sums[i % channels] += activations.data()[i];
    }
    return IntStream.range(0, channels)
        .boxed()
        .sorted(Comparator.comparingDouble(channel -> -sums[channel]))
        .limit(most)
        .toList();
  }

  private static void draw(
      FloatArray activations, int channel, Mosaic mosaic, int tile, byte[] pixels) {
    int channels = activations.shape().last();
    int places = mosaic.rows() * mosaic.columns();
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int place = 0; place < places; place++) {
      least = Math.min(least, activations.data()[place * channels + channel]);
      most = Math.max(most, activations.data()[place * channels + channel]);
    }
    for (int place = 0; place < places; place++) {
      float value = activations.data()[place * channels + channel];
      int y = mosaic.top(tile) + place / mosaic.columns();
      int x = mosaic.left(tile) + place % mosaic.columns();
      double share = most > least ? (value - least) / (most - least) : 0;
      HeatColours.put(share, pixels, (y * mosaic.width() + x) * HeatColours.CHANNELS);
    }
  }
}
