package dev.peaberry.engine;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeBmp;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.op.image.DecodePng;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * TensorFlow's picture decoders: encoded bytes in, {@code (H, W, C)} pixels out. Thread-safe; one
 * session serves the whole process and several threads decode at the same time.
 *
 * <p>The bytes must be known to describe a picture of a bearable size: the decoders allocate what a
 * file's header asks for.
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/io/decode_image">decode_image</a>
 */
public final class ImageOps {
  private final Session session;

  private ImageOps() {
    NativeLibrary.load();
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    Placeholder<TString> contents = tf.withName("contents").placeholder(TString.class);
    for (long channels : new long[] {1, 3}) {
      for (long reduction : new long[] {1, 2, 4, 8}) {
        jpeg(tf, contents, channels, reduction);
      }
    }
    for (long channels : new long[] {1, 3, 4}) {
      png(tf.withName("png" + channels), contents, channels);
    }
    tf.withName("gif").image.decodeGif(contents);
    tf.withName("bmp").image.decodeBmp(contents, DecodeBmp.channels(0L));
    session = new Session(graph, inCallersThread());
  }

  /** Each run is one operation, and handing it to a pool's thread costs more than its start. */
  private static ConfigProto inCallersThread() {
    return ConfigProto.newBuilder()
        .setInterOpParallelismThreads(-1)
        .putDeviceCount("GPU", 0)
        .build();
  }

  private static void jpeg(Ops tf, Operand<TString> contents, long channels, long reduction) {
    tf.withName(jpegName(channels, reduction))
        .image
        .decodeJpeg(
            contents,
            DecodeJpeg.channels(channels),
            DecodeJpeg.ratio(reduction),
            DecodeJpeg.dctMethod("INTEGER_FAST"));
  }

  private static String jpegName(long channels, long reduction) {
    return "jpeg" + channels + "by" + reduction;
  }

  private static void png(Ops tf, Operand<TString> contents, long channels) {
    tf.image.decodePng(contents, TUint8.class, DecodePng.channels(channels));
  }

  private static final class Shared {
    private static final ImageOps INSTANCE = new ImageOps();
  }

  /** The decoders of this process; the first call loads the native library. */
  public static ImageOps shared() {
    return Shared.INSTANCE;
  }

  /**
   * Decodes a JPEG file as {@code tf.io.decode_image} does: fast integer inverse cosine transform,
   * smooth chroma upsampling, EXIF rotation ignored. To a fraction of its size it takes a fraction
   * of the time: each block of pixels is averaged before it is computed. Damage anywhere in the
   * file is still found.
   *
   * @param channels 1 (luma) or 3 (red, green, blue)
   * @param reduction 1, 2, 4 or 8: by how much both sides shrink, rounded up
   * @param buffer takes the pixels
   * @return the shape {@code (H, W, C)} of what the buffer holds
   * @throws IllegalArgumentException if the file is damaged or the reduction is another number
   */
  public Shape decodeJpeg(byte[] contents, int channels, int reduction, PixelBuffer buffer) {
    requireChannels(channels, channels == 1 || channels == 3, "1 or 3");
    if (reduction < 1 || reduction > 8 || Integer.bitCount(reduction) != 1) {
      throw new IllegalArgumentException("A reduction is 1, 2, 4 or 8, found " + reduction);
    }
    return decode(jpegName(channels, reduction), contents, buffer);
  }

  /**
   * Decodes a PNG file to 8 bits a channel, of 16 bits the high byte.
   *
   * @param channels 1 (grey), 3 (red, green, blue, alpha dropped) or 4
   * @param buffer takes the pixels
   * @return the shape {@code (H, W, C)} of what the buffer holds
   * @throws IllegalArgumentException if the file is damaged
   */
  public Shape decodePng(byte[] contents, int channels, PixelBuffer buffer) {
    requireChannels(channels, channels == 1 || channels == 3 || channels == 4, "1, 3 or 4");
    return decode("png" + channels, contents, buffer);
  }

  /**
   * Decodes all frames of a GIF file to {@code (frames, H, W, 3)}.
   *
   * @throws IllegalArgumentException if the file is damaged
   */
  public UInt8Array decodeGif(byte[] contents) {
    return decode("gif", contents);
  }

  /**
   * Decodes an uncompressed BMP file with the channels it has: 1 for 8 bits a pixel (the palette is
   * not looked at), 3 or 4.
   *
   * @throws IllegalArgumentException if the file is damaged or of another kind
   */
  public UInt8Array decodeBmp(byte[] contents) {
    return decode("bmp", contents);
  }

  private UInt8Array decode(String operation, byte[] contents) {
    PixelBuffer buffer = new PixelBuffer();
    Shape shape = decode(operation, contents, buffer);
    return new UInt8Array(shape, buffer.bytes());
  }

  private Shape decode(String operation, byte[] contents, PixelBuffer buffer) {
    try (TString fed = TString.tensorOfBytes(NdArrays.scalarOfObject(contents));
        Result result = session.runner().feed("contents", fed).fetch(operation).run()) {
      TUint8 pixels = (TUint8) result.get(0);
      int size = Math.toIntExact(pixels.size());
      pixels.asRawTensor().data().read(buffer.room(size), 0, size);
      return shapeOf(pixels);
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new IllegalArgumentException(firstSentence(e), e);
    }
  }

  private static Shape shapeOf(TUint8 tensor) {
    long[] lengths = tensor.shape().asArray();
    int[] axes = new int[lengths.length];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = Math.toIntExact(lengths[i]);
    }
    return Shape.of(axes);
  }

  /** The reason without the graph's node names, which tell a user nothing. */
  private static String firstSentence(RuntimeException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse("").replaceAll("\\{\\{[^}]*}}:? ?", "").strip();
  }

  private static void requireChannels(int channels, boolean possible, String expected) {
    if (!possible) {
      throw new IllegalArgumentException(
          "This format decodes to " + expected + " channels, found " + channels);
    }
  }
}
