package dev.peaberry.data;

import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.ImageHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Labelled pictures addressed by index, read when asked for: a folder, an archive, a known data
 * set, or a part of one of them. Implementations are immutable and thread-safe.
 */
public interface ImageSource {
  /** The names of the classes; a label is an index into this list. */
  List<String> classNames();

  /** The number of pictures. */
  int size();

  /** What to call a picture in a report: usually its path relative to the root, with slashes. */
  String name(int index);

  /** The class of a picture, {@code 0 .. classNames().size() - 1}. */
  int label(int index);

  /**
   * All classes of a picture, ascending: one, but where pictures show several things. The first is
   * {@link #label}.
   */
  default List<Integer> labels(int index) {
    return List.of(label(index));
  }

  /** How much a picture counts in the loss, beside the weight of its class; usually 1. */
  default double weight(int index) {
    return 1;
  }

  /**
   * What a picture shares with those that must stay on its side of a split, such as the person it
   * shows; empty where nothing is known of it.
   */
  default Optional<String> group(int index) {
    return Optional.empty();
  }

  /**
   * Reads and decodes a picture. Takes as long as its decoding; safe from many threads at once.
   *
   * @throws BrokenImageException if the picture cannot be read or decoded
   */
  Image read(int index) throws BrokenImageException;

  /**
   * Reads and decodes a picture to the given channels. Sources of encoded files let the decoder
   * convert, as Keras does; others convert the pixels of {@link #read(int)}.
   *
   * @throws BrokenImageException if the picture cannot be read or decoded
   */
  default Image read(int index, ColorMode colorMode) throws BrokenImageException {
    return colorMode.convert(read(index));
  }

  /**
   * What a picture's file says about itself, read without decoding it; empty where pictures are not
   * held as files.
   *
   * @throws BrokenImageException if the file cannot be read or is no picture
   */
  default Optional<ImageHeader> header(int index) throws BrokenImageException {
    return Optional.empty();
  }

  /**
   * The length of the picture's file, in bytes, without reading it; empty where pictures are not
   * held as files.
   */
  default OptionalLong fileLength(int index) {
    return OptionalLong.empty();
  }

  /**
   * The picture's file as it is; empty where pictures are not held as files.
   *
   * @throws BrokenImageException if the file cannot be read
   */
  default Optional<byte[]> file(int index) throws BrokenImageException {
    return Optional.empty();
  }

  /** What decodes the pictures' files, where they are held as files. */
  default ImageDecoder decoder() {
    return ImageDecoder.of(ColorMode.RGB);
  }

  /**
   * Where on disk the picture's file is, as a path below the folder that was opened; empty where it
   * has no file of its own.
   */
  default Optional<Path> location(int index) {
    return Optional.empty();
  }

  /** The folder or archive that holds the pictures' files; empty where they are not files. */
  default Optional<Path> root() {
    return Optional.empty();
  }

  /**
   * Where a picture's file is below {@link #root}, with slashes, as a manifest has it; its name
   * where there is no root.
   */
  default String path(int index) {
    return name(index);
  }

  /**
   * A text that changes when the picture's content may have changed, for caches: for a file its
   * name, size and time of change.
   */
  default String version(int index) {
    return name(index);
  }
}
