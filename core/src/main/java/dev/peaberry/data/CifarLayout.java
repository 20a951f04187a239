package dev.peaberry.data;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How one of the CIFAR sets is stored in its binary version. Immutable.
 *
 * @param title the set's name
 * @param archive the archive's file name
 * @param innerFolder the folder in the archive
 * @param training the files to train on, each of as many pictures
 * @param test the file to test with
 * @param perTraining the pictures in each file to train on
 * @param perTest the pictures in the file to test with
 * @param labels what the label bytes in front of each picture mean, in their order
 */
record CifarLayout(
    String title,
    String archive,
    String innerFolder,
    List<String> training,
    String test,
    int perTraining,
    int perTest,
    List<Labels> labels) {
  /**
   * One of the label bytes. Immutable.
   *
   * @param file the file with the names of the classes
   * @param classes how many there are
   * @param expected their names; empty if those of the file are taken
   */
  record Labels(String file, int classes, List<String> expected) {}

  static final CifarLayout CIFAR10 =
      new CifarLayout(
          "CIFAR-10",
          Cifar10.ARCHIVE,
          "cifar-10-batches-bin",
          IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList(),
          "test_batch.bin",
          10_000,
          10_000,
          List.of(new Labels("batches.meta.txt", Cifar10.CLASS_NAMES.size(), Cifar10.CLASS_NAMES)));

  static final CifarLayout CIFAR100 =
      new CifarLayout(
          "CIFAR-100",
          Cifar100.ARCHIVE,
          "cifar-100-binary",
          List.of("train.bin"),
          "test.bin",
          50_000,
          10_000,
          List.of(
              new Labels("coarse_label_names.txt", 20, List.of()),
              new Labels("fine_label_names.txt", 100, List.of())));

  /** The same with other numbers of pictures. */
  CifarLayout withPictures(int ofTraining, int ofTest) {
    return new CifarLayout(title, archive, innerFolder, training, test, ofTraining, ofTest, labels);
  }

  /** The files with pictures. */
  Stream<String> files() {
    return Stream.concat(training.stream(), Stream.of(test));
  }

  /** The length of a file with pictures. */
  long bytes(String file) {
    return (long) (file.equals(test) ? perTest : perTraining) * recordBytes();
  }

  /** The length of a picture with its labels. */
  int recordBytes() {
    return labels.size() + CifarBatch.PIXEL_BYTES;
  }
}
