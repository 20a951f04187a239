package dev.peaberry.data;

import dev.peaberry.image.Image;
import java.nio.file.Path;

/**
 * The pictures of one CIFAR file as it is stored: for each one the label, then 1024 red, 1024 green
 * and 1024 blue bytes. Immutable and thread-safe.
 */
final class CifarBatch {
  static final int SIDE = 32;
  static final int RECORD_BYTES = 1 + 3 * SIDE * SIDE;

  private static final int PLANE = SIDE * SIDE;

  private final String name;
  private final byte[] records;

  private CifarBatch(String name, byte[] records) {
    this.name = name;
    this.records = records;
  }

  /**
   * Takes over the content of a file, a whole number of records.
   *
   * @throws DataException if a label is none of the ten
   */
  static CifarBatch of(Path origin, String file, byte[] records) {
    int classes = Cifar10.CLASS_NAMES.size();
    for (int start = 0; start < records.length; start += RECORD_BYTES) {
      int label = records[start] & 0xff;
      if (label >= classes) {
        throw new DataException(
            "%s: picture %d of %s has the label %d, expected 0 to %d; the file is damaged"
                .formatted(origin, start / RECORD_BYTES, file, label, classes - 1));
      }
    }
    return new CifarBatch(file.substring(0, file.lastIndexOf('.')), records);
  }

  int size() {
    return records.length / RECORD_BYTES;
  }

  String name(int index) {
    return "%s/%05d".formatted(name, index);
  }

  int label(int index) {
    return records[index * RECORD_BYTES];
  }

  Image image(int index) {
    int start = index * RECORD_BYTES + 1;
    byte[] pixels = new byte[3 * PLANE];
    for (int i = 0; i < PLANE; i++) {
      pixels[3 * i] = records[start + i];
      pixels[3 * i + 1] = records[start + PLANE + i];
      pixels[3 * i + 2] = records[start + 2 * PLANE + i];
    }
    return new Image(SIDE, SIDE, 3, pixels);
  }
}
