package dev.peaberry.image;

/**
 * Which part of a picture is resized, and where the result lies in the target: the whole for
 * stretching, a part of the picture for cropping, a part of the target for padding.
 */
record Placement(
    int cropTop,
    int cropLeft,
    int cropHeight,
    int cropWidth,
    int top,
    int left,
    int height,
    int width) {
  static Placement of(Pixels image, int height, int width, AspectRatio aspectRatio) {
    return switch (aspectRatio) {
      case STRETCH -> new Placement(0, 0, image.height(), image.width(), 0, 0, height, width);
      case CROP -> crop(image, height, width);
      case PAD -> pad(image, height, width);
    };
  }

  /** Keras's {@code smart_resize}. */
  private static Placement crop(Pixels image, int height, int width) {
    int cropHeight =
        Math.max(1, (int) Math.min(image.height(), (double) image.width() * height / width));
    int cropWidth =
        Math.max(1, (int) Math.min(image.width(), (double) image.height() * width / height));
    return new Placement(
        (image.height() - cropHeight) / 2,
        (image.width() - cropWidth) / 2,
        cropHeight,
        cropWidth,
        0,
        0,
        height,
        width);
  }

  /** {@code tf.image.resize_with_pad}, whose arithmetic is in float. */
  private static Placement pad(Pixels image, int height, int width) {
    float ratio = Math.max(image.width() / (float) width, image.height() / (float) height);
    float exactHeight = image.height() / ratio;
    float exactWidth = image.width() / ratio;
    return new Placement(
        0,
        0,
        image.height(),
        image.width(),
        Math.max(0, (int) Math.floor((height - exactHeight) / 2)),
        Math.max(0, (int) Math.floor((width - exactWidth) / 2)),
        Math.max(1, (int) exactHeight),
        Math.max(1, (int) exactWidth));
  }

  boolean pads(int targetHeight, int targetWidth) {
    return height < targetHeight || width < targetWidth;
  }

  /** Whether the result is the picture itself. */
  boolean copies(Pixels image, int targetHeight, int targetWidth) {
    return image.height() == targetHeight
        && image.width() == targetWidth
        && height == targetHeight
        && width == targetWidth;
  }
}
