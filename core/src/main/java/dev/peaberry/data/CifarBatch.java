package dev.peaberry.data;

import dev.peaberry.image.Image;
import java.nio.file.Path;

/**
 * The pictures of one CIFAR file as it is stored: for each one its labels, then 1024 red, 1024
 * green and 1024 blue bytes. Immutable and thread-safe.
 */
final class CifarBatch {
  static final int SIDE = 32;
  static final int PIXEL_BYTES = 3 * SIDE * SIDE;

  private static final int PLANE = SIDE * SIDE;

  private final String name;
  private final int labelBytes;
  private final byte[] records;

  private CifarBatch(String name, int labelBytes, byte[] records) {
    this.name = name;
    this.labelBytes = labelBytes;
    this.records = records;
  }

  /**
   * Takes over the content of a file, a whole number of records.
   *
   * @throws DataException if a label is none of the classes
   */
  static CifarBatch of(Path origin, String file, CifarLayout layout, byte[] records) {
    for (int start = 0; start < records.length; start += layout.recordBytes()) {
      for (int i = 0; i < layout.labels().size(); i++) {
        int label = records[start + i] & 0xff;
        int classes = layout.labels().get(i).classes();
        if (label >= classes) {
          throw new DataException(
              "%s: picture %d of %s has the label %d, expected 0 to %d; the file is damaged"
                  .formatted(origin, start / layout.recordBytes(), file, label, classes - 1));
        }
      }
    }
    return new CifarBatch(
        file.substring(0, file.lastIndexOf('.')), layout.labels().size(), records);
  }

  int size() {
    return records.length / recordBytes();
  }

  private int recordBytes() {
    return labelBytes + PIXEL_BYTES;
  }

  String name(int index) {
    return "%s/%05d".formatted(name, index);
  }

  /** One of a picture's labels. */
  int label(int index, int which) {
    return records[index * recordBytes() + which];
  }

  Image image(int index) {
    int start = index * recordBytes() + labelBytes;
    byte[] pixels = new byte[PIXEL_BYTES];
    for (int i = 0; i < PLANE; i++) {
      pixels[3 * i] = records[start + i];
      pixels[3 * i + 1] = records[start + PLANE + i];
      pixels[3 * i + 2] = records[start + 2 * PLANE + i];
    }
    return new Image(SIDE, SIDE, 3, pixels);
  }
}
