package dev.peaberry.data;

import dev.peaberry.image.Image;
import java.util.List;

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
   * Reads and decodes a picture. Takes as long as its decoding; safe from many threads at once.
   *
   * @throws BrokenImageException if the picture cannot be read or decoded
   */
  Image read(int index) throws BrokenImageException;
}
