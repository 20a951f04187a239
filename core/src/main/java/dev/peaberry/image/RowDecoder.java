package dev.peaberry.image;

import dev.peaberry.engine.PixelBuffer;

/**
 * Decodes picture files and resizes them straight into their places in a batch. The pictures share
 * the memory in which they are decoded. Confined to one thread.
 */
public final class RowDecoder {
  private final ImageDecoder decoder;
  private final int leastSide;
  private final ImageResizer resizer;
  private final PixelBuffer buffer = new PixelBuffer();

  private RowDecoder(ImageDecoder decoder, int leastSide, ImageResizer resizer) {
    this.decoder = decoder;
    this.leastSide = leastSide;
    this.resizer = resizer;
  }

  /** Decodes whole pictures. */
  public static RowDecoder of(ImageDecoder decoder, ImageResizer resizer) {
    return new RowDecoder(decoder, Integer.MAX_VALUE, resizer);
  }

  /**
   * Decodes JPEG files at the smallest scale at which both sides keep the longer one of the result;
   * see {@link ImageDecoder#decodeReduced}.
   */
  public static RowDecoder reduced(ImageDecoder decoder, ImageResizer resizer) {
    return new RowDecoder(decoder, Math.max(resizer.height(), resizer.width()), resizer);
  }

  /**
   * Writes the resized picture at an offset of a batch {@code (N, H, W, C)}.
   *
   * @throws UndecodableImageException if it is no picture, damaged, or larger than the limit
   * @throws IllegalArgumentException if it does not fit there
   */
  public void decodeInto(byte[] contents, byte[] target, int offset)
      throws UndecodableImageException {
    resizer.resizeInto(decoder.decode(contents, leastSide, buffer), target, offset);
  }
}
