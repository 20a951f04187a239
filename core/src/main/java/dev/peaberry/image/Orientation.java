package dev.peaberry.image;

/**
 * How a camera was held, as a JPEG file's EXIF data say: what is to be done to the pixels that they
 * show what is up above. Immutable.
 *
 * @param transposed whether rows and columns change places, which comes first
 * @param mirrored whether left and right change places
 * @param flipped whether top and bottom change places
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">EXIF 2.3</a>
 */
record Orientation(boolean transposed, boolean mirrored, boolean flipped) {
  /** Nothing is to be done. */
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /** What a JPEG file says; upright where it says nothing or nothing that can be read. */
  static Orientation of(byte[] jpeg) {
    try {
      return ofNumber(ImageDetails.read(jpeg).orientation());
    } catch (UndecodableImageException e) {
      return UPRIGHT; // the pixels decide whether the file is of use
    }
  }

  static Orientation ofNumber(int number) {
    return switch (number) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, true, false);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, false, true);
      default -> UPRIGHT;
    };
  }

  /** The picture as it was seen; itself where nothing is to be done. */
  Image apply(Image image) {
    if (equals(UPRIGHT)) {
      return image;
    }
    int height = transposed ? image.width() : image.height();
    int width = transposed ? image.height() : image.width();
    int channels = image.channels();
    byte[] pixels = new byte[image.pixels().length];
    int to = 0;
    for (int y = 0; y < height; y++) {
      int row = flipped ? height - 1 - y : y;
      for (int x = 0; x < width; x++, to += channels) {
        int column = mirrored ? width - 1 - x : x;
        int from = (transposed ? column * height + row : row * width + column) * channels;
        System.arraycopy(image.pixels(), from, pixels, to, channels);
      }
    }
    return new Image(height, width, channels, pixels);
  }
}
