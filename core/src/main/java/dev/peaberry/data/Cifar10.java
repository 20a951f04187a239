package dev.peaberry.data;

import dev.peaberry.config.Progress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * CIFAR-10: 60,000 colour photos of 32 x 32 pixels in ten classes, 50,000 for training and 10,000
 * for testing, held in memory as bytes (184 MB). Immutable and thread-safe.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Krizhevsky: Learning Multiple Layers
 *     of Features from Tiny Images, 2009</a>
 */
public final class Cifar10 {
  /** The archive's file name. */
  public static final String ARCHIVE = "cifar-10-binary.tar.gz";

  /** The names of the classes, in the official order. */
  public static final List<String> CLASS_NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private final ImageSource training;
  private final ImageSource test;

  private Cifar10(CifarFiles files) {
    this.training = files.training(0);
    this.test = files.test(0);
  }

  /**
   * Reads the binary version of CIFAR-10: the archive as it was downloaded, which is not unpacked,
   * or a folder with its {@code .bin} files. Takes a few seconds.
   *
   * @throws DataException if neither is there, or if a file is missing, damaged or has another size
   */
  public static Cifar10 open(Path archiveOrFolder) {
    return open(archiveOrFolder, CifarLayout.CIFAR10);
  }

  static Cifar10 open(Path archiveOrFolder, CifarLayout layout) {
    return new Cifar10(CifarFiles.read(archiveOrFolder, layout));
  }

  /**
   * Opens the archive in a cache folder, fetching it first (170 MB) if it is not there yet.
   *
   * @param cache where the archive is kept, for example {@link CacheFolder#standard()}
   * @throws DataException if it cannot be fetched or read
   */
  public static Cifar10 download(Path cache, Progress progress) {
    return open(archive().to(cache.resolve(ARCHIVE), progress));
  }

  /** The official archive: its address, size, and MD5 as published, with a SHA-256 besides. */
  public static Download archive() {
    return Download.of(
            URI.create("https://www.cs.toronto.edu/~kriz/" + ARCHIVE),
            170_052_171,
            Checksum.md5("c32a1d4ab5d03f1284b67883e8d87530"))
        .withChecksum(
            Checksum.sha256("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"));
  }

  /** The 50,000 pictures for training, {@code (32, 32, 3)}, in the order of the files. */
  public ImageSource training() {
    return training;
  }

  /** The 10,000 pictures for testing, {@code (32, 32, 3)}, in the order of the file. */
  public ImageSource test() {
    return test;
  }
}
