package dev.peaberry.image;

/**
 * What a decoded pixel consists of, as Keras's {@code color_mode}.
 *
 * @see <a href="https://keras.io/api/data_loading/image/">Keras: image data loading</a>
 */
public enum ColorMode {
  /** One channel: brightness. */
  GRAYSCALE(1),
  /** Three channels: red, green, blue. */
  RGB(3),
  /** Four channels: red, green, blue and opacity, 255 where a format or file has none. */
  RGBA(4);

  private final int channels;

  ColorMode(int channels) {
    this.channels = channels;
  }

  /** The number of channels. */
  public int channels() {
    return channels;
  }

  /**
   * A decoded picture in this mode; the picture itself where it is in this mode already. Brightness
   * is that of ITU-R 601 in the fixed-point arithmetic that Pillow uses.
   */
  public Image convert(Image image) {
    return Channels.convert(image, this);
  }
}
