package dev.peaberry.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;

/** Reads WebP files, which the TensorFlow version in use does not. */
final class WebP {
  private WebP() {}

  static Image decode(byte[] contents, HeaderCheck check) throws UndecodableImageException {
    BufferedImage picture =
        BufferedImages.read(
            new WebPImageReaderSpi().createReaderInstance(null), contents, ImageFormat.WEBP);
    return BufferedImages.rgba(picture);
  }
}
