package dev.peaberry.explain;

import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageResizer;
import dev.peaberry.image.Interpolation;

/**
 * A heat map over its picture: the picture in grey, and over it the map's colours, the more opaque
 * the more a place speaks for the class. Stateless.
 */
public final class HeatOverlay {
  private static final double LEAST_OPACITY = 0.2;
  private static final double MOST_OPACITY = 0.85;

  private HeatOverlay() {}

  /**
   * Draws a map over a picture.
   *
   * @param picture of any size and channels: what the map was made of
   * @param heat {@link Heatmap#normalised} before it is drawn
   * @param side the longer side of what is drawn, in pixels
   * @return of three channels
   */
  public static Image of(Image picture, Heatmap heat, int side) {
    double scale = side / (double) Math.max(picture.height(), picture.width());
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    Image grey =
        ImageResizer.to(height, width)
            .withInterpolation(scale < 1 ? Interpolation.AREA : Interpolation.BILINEAR)
            .resize(ColorMode.GRAYSCALE.convert(picture));
    Heatmap shares = heat.normalised().resized(height, width);
    byte[] pixels = new byte[height * width * HeatColours.CHANNELS];
    for (int i = 0; i < height * width; i++) {
      int at = i * HeatColours.CHANNELS;
      double share = shares.values()[i];
      double opacity = LEAST_OPACITY + (MOST_OPACITY - LEAST_OPACITY) * share;
      HeatColours.put(share, pixels, at);
      for (int k = at; k < at + HeatColours.CHANNELS; k++) {
        double colour = pixels[k] & 0xff;
        pixels[k] = (byte) Math.round(opacity * colour + (1 - opacity) * (grey.pixels()[i] & 0xff));
      }
    }
    return new Image(height, width, HeatColours.CHANNELS, pixels);
  }
}
