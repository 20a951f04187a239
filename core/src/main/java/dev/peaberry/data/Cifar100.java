package dev.peaberry.data;

import dev.peaberry.config.Progress;
import java.net.URI;
import java.nio.file.Path;

/**
 * CIFAR-100: 60,000 colour photos of 32 x 32 pixels, 50,000 for training and 10,000 for testing,
 * each in one of 100 classes, which belong to 20 superclasses; held in memory as bytes (184 MB).
 * Immutable and thread-safe.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Krizhevsky: Learning Multiple Layers
 *     of Features from Tiny Images, 2009</a>
 */
public final class Cifar100 {
  /** The archive's file name. */
  public static final String ARCHIVE = "cifar-100-binary.tar.gz";

  private final CifarFiles files;
  private final Labelling labelling;

  /** Which of a picture's two labels counts, as Keras's {@code label_mode}. */
  public enum Labelling {
    /** The superclass, one of 20. */
    COARSE,
    /** The class, one of 100. */
    FINE
  }

  private Cifar100(CifarFiles files, Labelling labelling) {
    this.files = files;
    this.labelling = labelling;
  }

  /**
   * Reads the binary version of CIFAR-100, with its 100 classes: the archive as it was downloaded,
   * which is not unpacked, or a folder with its {@code .bin} files. Takes a few seconds.
   *
   * @throws DataException if neither is there, or if a file is missing, damaged or has another size
   */
  public static Cifar100 open(Path archiveOrFolder) {
    return open(archiveOrFolder, CifarLayout.CIFAR100);
  }

  static Cifar100 open(Path archiveOrFolder, CifarLayout layout) {
    return new Cifar100(CifarFiles.read(archiveOrFolder, layout), Labelling.FINE);
  }

  /**
   * Opens the archive in a cache folder, fetching it first (169 MB) if it is not there yet.
   *
   * @param cache where the archive is kept, for example {@link CacheFolder#standard()}
   * @throws DataException if it cannot be fetched or read
   */
  public static Cifar100 download(Path cache, Progress progress) {
    return open(archive().to(cache.resolve(ARCHIVE), progress));
  }

  /** The official archive: its address, size, and MD5 as published, with a SHA-256 besides. */
  public static Download archive() {
    return Download.of(
            URI.create("https://www.cs.toronto.edu/~kriz/" + ARCHIVE),
            168_513_733,
            Checksum.md5("03b5dce01913d631647c71ecec9e9cb8"))
        .withChecksum(
            Checksum.sha256("58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec"));
  }

  /** The same pictures, with the other labels. */
  public Cifar100 withLabelling(Labelling other) {
    return new Cifar100(files, other);
  }

  /** The 50,000 pictures for training, {@code (32, 32, 3)}, in the order of the file. */
  public ImageSource training() {
    return files.training(which());
  }

  /** The 10,000 pictures for testing, {@code (32, 32, 3)}, in the order of the file. */
  public ImageSource test() {
    return files.test(which());
  }

  /** Which of the label bytes counts: the coarse one comes first. */
  private int which() {
    return labelling == Labelling.COARSE ? 0 : 1;
  }
}
