package dev.peaberry.predict;

import dev.peaberry.image.Image;
import java.awt.image.BufferedImage;

/** The Java platform's pictures. Stateless. */
final class BufferedPicture {
  private BufferedPicture() {}

  /** Red, green and blue of a picture of any type; the brightness of a grey one. */
  static Image toImage(BufferedImage picture) {
    if (picture.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      return grey(picture);
    }
    int height = picture.getHeight();
    int width = picture.getWidth();
    byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(height, width), 3)];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      picture.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        pixels[at++] = (byte) (argb >> 16);
        pixels[at++] = (byte) (argb >> 8);
        pixels[at++] = (byte) argb;
      }
    }
    return new Image(height, width, 3, pixels);
  }

  // getRGB would correct the gamma of grey pictures.
  private static Image grey(BufferedImage picture) {
    byte[] pixels = new byte[Math.multiplyExact(picture.getHeight(), picture.getWidth())];
    picture.getRaster().getDataElements(0, 0, picture.getWidth(), picture.getHeight(), pixels);
    return new Image(picture.getHeight(), picture.getWidth(), 1, pixels);
  }
}
