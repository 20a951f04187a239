package dev.peaberry.data;

import dev.peaberry.image.Image;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * MNIST's handwritten digits, or Fashion-MNIST's clothes, which have the same form: 70,000 grey
 * pictures of 28 x 28 pixels in ten classes, 60,000 for training and 10,000 for testing, held in
 * memory as bytes (55 MB). Immutable and thread-safe.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">LeCun, Cortes, Burges: The MNIST database</a>
 * @see <a href="https://github.com/zalandoresearch/fashion-mnist">Xiao, Rasul, Vollgraf:
 *     Fashion-MNIST, 2017</a>
 */
public final class Mnist {
  /** The digits. */
  public static final List<String> DIGITS =
      IntStream.range(0, 10).mapToObj(String::valueOf).toList();

  /** Fashion-MNIST's classes, in the official order. */
  public static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private static final int SIDE = 28;
  private static final String DIGITS_AT = "https://storage.googleapis.com/cvdf-datasets/mnist/";
  private static final String CLOTHES_AT =
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/";

  private final ImageSource training;
  private final ImageSource test;

  private Mnist(ImageSource training, ImageSource test) {
    this.training = training;
    this.test = test;
  }

  /**
   * Reads the digits from a folder with the four official files, packed or not.
   *
   * @throws DataException if one is missing or damaged
   */
  public static Mnist digits(Path folder) {
    return open(folder, DIGITS, 60_000, 10_000);
  }

  /**
   * Reads Fashion-MNIST from a folder with the four official files, packed or not.
   *
   * @throws DataException if one is missing or damaged
   */
  public static Mnist clothes(Path folder) {
    return open(folder, CLOTHES, 60_000, 10_000);
  }

  static Mnist open(Path folder, List<String> classNames, int ofTraining, int ofTest) {
    return new Mnist(
        pictures(folder, "train", classNames, ofTraining),
        pictures(folder, "t10k", classNames, ofTest));
  }

  private static ImageSource pictures(
      Path folder, String part, List<String> classNames, int count) {
    Path file = file(folder, part + "-labels-idx1-ubyte");
    byte[] labels = IdxFile.read(file, count);
    for (int i = 0; i < count; i++) {
      if ((labels[i] & 0xff) >= classNames.size()) {
        throw new DataException(
            "%s: picture %d has the label %d, expected 0 to %d; the file is damaged"
                .formatted(file, i, labels[i] & 0xff, classNames.size() - 1));
      }
    }
    byte[] pixels = IdxFile.read(file(folder, part + "-images-idx3-ubyte"), count, SIDE, SIDE);
    return new Pictures(part, classNames, labels, pixels);
  }

  private static Path file(Path folder, String name) {
    Optional<Path> found =
        Stream.of(name + ".gz", name).map(folder::resolve).filter(Files::isRegularFile).findFirst();
    return found.orElseThrow(
        () ->
            new DataException(
                "No %s or %s.gz in %s, expected the four files of MNIST's form; fetch them first"
                    .formatted(name, name, folder)));
  }

  /** The four files of the digits, with MD5 and SHA-256 as published by those who mirror them. */
  public static List<Download> digitFiles() {
    return List.of(
        file(
            DIGITS_AT + "train-images-idx3-ubyte.gz",
            9_912_422,
            "f68b3c2dcbeaaa9fbdd348bbdeb94873",
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        file(
            DIGITS_AT + "train-labels-idx1-ubyte.gz",
            28_881,
            "d53e105ee54ea40749a09fcbcd1e9432",
            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        file(
            DIGITS_AT + "t10k-images-idx3-ubyte.gz",
            1_648_877,
            "9fb629c4189551a2d022fa330f9573f3",
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        file(
            DIGITS_AT + "t10k-labels-idx1-ubyte.gz",
            4_542,
            "ec29112dd5afa0611ce80d1b7f02629c",
            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));
  }

  /** The four files of Fashion-MNIST in its own repository, with its MD5 and a SHA-256 besides. */
  public static List<Download> clothesFiles() {
    return List.of(
        file(
            CLOTHES_AT + "train-images-idx3-ubyte.gz",
            26_421_880,
            "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        file(
            CLOTHES_AT + "train-labels-idx1-ubyte.gz",
            29_515,
            "25c81989df183df01b3e8a0aad5dffbe",
            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        file(
            CLOTHES_AT + "t10k-images-idx3-ubyte.gz",
            4_422_102,
            "bef4ecab320f06d8554ea6380940ec79",
            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        file(
            CLOTHES_AT + "t10k-labels-idx1-ubyte.gz",
            5_148,
            "bb300cfdad3c16e7a12a480ee83cd310",
            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));
  }

  private static Download file(String address, long bytes, String md5, String sha256) {
    return Download.of(URI.create(address), bytes, Checksum.md5(md5))
        .withChecksum(Checksum.sha256(sha256));
  }

  /** The 60,000 pictures for training, {@code (28, 28, 1)}, in the order of the file. */
  public ImageSource training() {
    return training;
  }

  /** The 10,000 pictures for testing, {@code (28, 28, 1)}, in the order of the file. */
  public ImageSource test() {
    return test;
  }

  /** The pictures of one part. Immutable and thread-safe. */
  private static final class Pictures implements ImageSource {
    private final String part;
    private final List<String> classNames;
    private final byte[] labels;
    private final byte[] pixels;

    Pictures(String part, List<String> classNames, byte[] labels, byte[] pixels) {
      this.part = part;
      this.classNames = classNames;
      this.labels = labels;
      this.pixels = pixels;
    }

    @Override
    public List<String> classNames() {
      return classNames;
    }

    @Override
    public int size() {
      return labels.length;
    }

    @Override
    public String name(int index) {
      return "%s/%05d".formatted(part, Objects.checkIndex(index, size()));
    }

    @Override
    public int label(int index) {
      return labels[index];
    }

    @Override
    public Image read(int index) {
      int from = Objects.checkIndex(index, size()) * SIDE * SIDE;
      return new Image(
          SIDE, SIDE, 1, java.util.Arrays.copyOfRange(pixels, from, from + SIDE * SIDE));
    }
  }
}
