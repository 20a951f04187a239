package dev.peaberry.data;

import dev.peaberry.config.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A data set that many know: where its files are, under which licence, and how they are read.
 * Immutable and thread-safe. Nothing is fetched before {@link #download} is called.
 */
public final class KnownSet {
  /** CIFAR-10. */
  public static final KnownSet CIFAR10 =
      new KnownSet(
          "cifar10",
          "CIFAR-10",
          "60,000 colour photos of 32 x 32 pixels in 10 classes",
          "none given; cite Krizhevsky 2009",
          List.of(Cifar10.archive()),
          folder -> {
            Cifar10 opened = Cifar10.open(folder.resolve(Cifar10.ARCHIVE));
            return new Opened(opened.training(), opened.test());
          });

  /** CIFAR-100 with its 100 classes. */
  public static final KnownSet CIFAR100 =
      cifar100(
          "cifar100",
          "60,000 colour photos of 32 x 32 pixels in 100 classes",
          Cifar100.Labelling.FINE);

  /** CIFAR-100 with its 20 superclasses. */
  public static final KnownSet CIFAR100_COARSE =
      cifar100("cifar100-coarse", "the same photos in 20 superclasses", Cifar100.Labelling.COARSE);

  /** MNIST's digits. */
  public static final KnownSet MNIST =
      mnist(
          "mnist",
          "MNIST",
          "70,000 grey pictures of 28 x 28 pixels of 10 digits",
          "CC BY-SA 3.0",
          Mnist.digitFiles(),
          Mnist::digits);

  /** Fashion-MNIST. */
  public static final KnownSet FASHION_MNIST =
      mnist(
          "fashion-mnist",
          "Fashion-MNIST",
          "70,000 grey pictures of 28 x 28 pixels of 10 kinds of clothes",
          "MIT",
          Mnist.clothesFiles(),
          Mnist::clothes);

  private static final List<KnownSet> ALL =
      List.of(CIFAR10, CIFAR100, CIFAR100_COARSE, MNIST, FASHION_MNIST);

  private final String name;
  private final String title;
  private final String summary;
  private final String licence;
  private final List<Download> files;
  private final Function<Path, Opened> opener;

  private KnownSet(
      String name,
      String title,
      String summary,
      String licence,
      List<Download> files,
      Function<Path, Opened> opener) {
    this.name = name;
    this.title = title;
    this.summary = summary;
    this.licence = licence;
    this.files = List.copyOf(files);
    this.opener = opener;
  }

  private static KnownSet cifar100(String name, String summary, Cifar100.Labelling labelling) {
    return new KnownSet(
        name,
        "CIFAR-100",
        summary,
        "none given; cite Krizhevsky 2009",
        List.of(Cifar100.archive()),
        folder -> {
          Cifar100 opened =
              Cifar100.open(folder.resolve(Cifar100.ARCHIVE)).withLabelling(labelling);
          return new Opened(opened.training(), opened.test());
        });
  }

  private static KnownSet mnist(
      String name,
      String title,
      String summary,
      String licence,
      List<Download> files,
      Function<Path, Mnist> opener) {
    return new KnownSet(
        name,
        title,
        summary,
        licence,
        files,
        folder -> {
          Mnist opened = opener.apply(folder);
          return new Opened(opened.training(), opened.test());
        });
  }

  /**
   * The pictures of a known set. Immutable.
   *
   * @param training to train on
   * @param test to test with
   */
  public record Opened(ImageSource training, ImageSource test) {}

  /** All of them. */
  public static List<KnownSet> all() {
    return ALL;
  }

  /** The one of a name. */
  public static Optional<KnownSet> find(String name) {
    return ALL.stream().filter(each -> each.name.equals(name)).findFirst();
  }

  /** The same from other addresses, such as a mirror of one's own. */
  public KnownSet withFiles(List<Download> others) {
    return new KnownSet(name, title, summary, licence, others, opener);
  }

  /** What to call it on a command line, such as {@code "fashion-mnist"}. */
  public String name() {
    return name;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** How many pictures of what, in a few words. */
  public String summary() {
    return summary;
  }

  /** Its licence, in a few words. */
  public String licence() {
    return licence;
  }

  /** Its files. */
  public List<Download> files() {
    return files;
  }

  /** How much there is to fetch, in bytes. */
  public long bytes() {
    return files.stream().mapToLong(Download::bytes).sum();
  }

  /** Where it is kept: a file of the cache if it is one, else a folder of its own below. */
  public Path location(Path cache) {
    return files.size() == 1 ? cache.resolve(fileName(files.get(0))) : folder(cache);
  }

  private Path folder(Path cache) {
    return files.size() == 1 ? cache : cache.resolve(name);
  }

  private static String fileName(Download file) {
    String path = file.address().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether all its files have been fetched. */
  public boolean isIn(Path cache) {
    return files.stream().allMatch(file -> Files.exists(folder(cache).resolve(fileName(file))));
  }

  /**
   * Fetches what is not in the cache yet.
   *
   * @param cache for example {@link CacheFolder#standard()}
   * @return its {@link #location}
   * @throws DataException if a file cannot be had, or has another size or checksum
   */
  public Path download(Path cache, Progress progress) {
    files.forEach(file -> file.to(folder(cache).resolve(fileName(file)), progress));
    return location(cache);
  }

  /**
   * Reads it into memory. Takes some seconds.
   *
   * @throws DataException if it has not been fetched, or is damaged
   */
  public Opened open(Path cache) {
    return opener.apply(folder(cache));
  }

  /** For example {@code "Fashion-MNIST"}. */
  @Override
  public String toString() {
    return title;
  }
}
