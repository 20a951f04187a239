package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.CacheFolder;
import dev.peaberry.data.Cifar10;
import dev.peaberry.data.DataPart;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImageManifest;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.KnownSet;
import dev.peaberry.data.LabelledFolder;
import dev.peaberry.data.Labels;
import dev.peaberry.data.Parts;
import dev.peaberry.data.SampleBeans;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The labelled pictures that the argument DATA stands for: a folder or an archive, undivided or in
 * parts, a list of pictures, {@link #BEANS}, or a known set that has been fetched. Immutable; an
 * archive stays open until this is closed.
 */
final class Pictures implements AutoCloseable {
  /** Coffee beans that Peaberry draws. */
  static final String BEANS = "beans";

  /** What DATA may be, for help texts. */
  static final String HELP =
      "A folder with one sub-folder of pictures for each class, a zip or tar archive of it, a .csv"
          + " or .jsonl list of pictures and labels, the word beans, or that of a set that peaberry"
          + " download knows, such as cifar10. Sub-folders called train and validation or test are"
          + " known as such.";

  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);
  private static final long BEANS_SEED = 1;

  private final String name;
  private final Map<Part, ImageSource> parts;
  private final Runnable closing;

  private Pictures(String name, Map<Part, ImageSource> parts, Runnable closing) {
    this.name = name;
    this.parts = parts;
    this.closing = closing;
  }

  /**
   * Opens what DATA stands for. Draws the beans where they are missing, but downloads nothing.
   *
   * @throws InputException if it cannot be used
   * @throws dev.peaberry.data.DataException if it cannot be used
   */
  static Pictures open(String text, Progress progress) {
    DataArgument argument = DataArgument.parse(text);
    String data = argument.data();
    if (argument.root().isEmpty() && argument.labelFrom().isEmpty()) {
      Optional<Pictures> known = known(data, progress);
      if (known.isPresent()) {
        return known.get();
      }
    }
    Path path = path(data);
    if (!Files.exists(path)) {
      throw new InputException(
          "Found no "
              + data
              + ", expected a folder or an archive of pictures, or a list of them; check the path"
              + Suggestion.forWord(data, words()));
    }
    String absolute = absolute(data);
    if (Files.isRegularFile(path) && ImageManifest.isManifest(path)) {
      requireNone("--label-from", argument.labelFrom(), "a list names its labels");
      return listed(argument.withData(absolute), path);
    }
    requireNone("--root", argument.root(), data + " is no .csv or .jsonl list");
    if (argument.labelFrom().isPresent()) {
      return named(argument.withData(absolute), path);
    }
    if (isCifar10(path)) {
      return cifar10(absolute, path);
    }
    return ImageFolder.parts(path)
        .map(found -> divided(absolute, path, found))
        .orElseGet(() -> undivided(absolute, path));
  }

  private static Optional<Pictures> known(String data, Progress progress) {
    if (data.equals(BEANS)) {
      Path beans = beansFolder();
      SampleBeans.withSeed(BEANS_SEED).write(beans, progress);
      return Optional.of(undivided(BEANS, beans));
    }
    return KnownSet.find(data).map(Pictures::of);
  }

  private static List<String> words() {
    return Stream.concat(Stream.of(BEANS), KnownSet.all().stream().map(KnownSet::name)).toList();
  }

  private static String absolute(String data) {
    return path(data).toAbsolutePath().normalize().toString();
  }

  private static void requireNone(String option, Optional<String> found, String reason) {
    if (found.isPresent()) {
      throw new InputException(
          "Found %s '%s', expected none, for %s; leave it out"
              .formatted(option, found.get(), reason));
    }
  }

  private static Pictures listed(DataArgument argument, Path list) {
    DataArgument known =
        new DataArgument(
            argument.data(), argument.root().map(Pictures::absolute), Optional.empty());
    ImageManifest manifest =
        known
            .root()
            .map(root -> ImageManifest.open(list, path(root)))
            .orElseGet(() -> ImageManifest.open(list));
    Map<DataPart, ImageSource> found = manifest.parts();
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    // Pictures of one part alone are not divided.
    if (found.size() < 2 || !found.containsKey(DataPart.TRAIN)) {
      parts.put(Part.ALL, manifest);
    } else {
      found.forEach((part, source) -> parts.put(Part.valueOf(part.name()), source));
    }
    return new Pictures(known.toString(), parts, manifest::close);
  }

  private static Pictures named(DataArgument argument, Path path) {
    NamedLabels labels = NamedLabels.of(argument.labelFrom().orElseThrow());
    LabelledFolder folder = LabelledFolder.of(path, labels::labelOf);
    warnOfLinks(folder.linksOut(), path);
    if (folder.unlabelled() > 0) {
      LOG.warn(
          "Left out {} of {} pictures, whose names hold no class",
          Quantity.grouped(folder.unlabelled()),
          Quantity.grouped(folder.unlabelled() + folder.size()));
    }
    return new Pictures(argument.toString(), Map.of(Part.ALL, folder), folder::close);
  }

  /** Where the sample beans are drawn to. */
  static Path beansFolder() {
    return CacheFolder.standard().resolve("sample-beans");
  }

  /** A path as it stands on a command line. */
  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InputException("Found '" + text + "', expected a path", e);
    }
  }

  private static Pictures undivided(String name, Path path) {
    ImageFolder folder = ImageFolder.open(path);
    warnOfLinks(folder.linksOut(), path);
    return new Pictures(name, Map.of(Part.ALL, folder), folder::close);
  }

  private static Pictures divided(String name, Path path, Parts found) {
    ImageFolder training = ImageFolder.open(path, found.training());
    warnOfLinks(training.linksOut(), path);
    try {
      Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
      parts.put(Part.TRAIN, training);
      found.validation().ifPresent(each -> parts.put(Part.VALIDATION, training.folder(each)));
      found.test().ifPresent(each -> parts.put(Part.TEST, training.folder(each)));
      parts.forEach((part, source) -> requireClasses(training, source, part));
      return new Pictures(name, parts, training::close);
    } catch (RuntimeException e) {
      training.close();
      throw e;
    }
  }

  /**
   * People link folders and pictures on purpose; whoever got the folder from others may not know.
   */
  private static void warnOfLinks(List<String> links, Path path) {
    if (!links.isEmpty()) {
      LOG.warn(
          "Followed {} out of {}, such as {}; a list of peaberry data --write-manifest leaves such"
              + " pictures out",
          Quantity.of(links.size(), "links"),
          path,
          links.get(0));
    }
  }

  private static void requireClasses(ImageSource training, ImageSource other, Part part) {
    if (!training.classNames().equals(other.classNames())) {
      throw new InputException(
          "Found the classes %s to train on but %s in the %s pictures, expected the same; rename or"
                  .formatted(training.classNames(), other.classNames(), part)
              + " add folders");
    }
  }

  private static Pictures of(KnownSet set) {
    if (!set.isIn(CacheFolder.standard())) {
      throw new InputException(
          "%s is not here yet; fetch it once with: peaberry download %s"
              .formatted(set.title(), set.name()));
    }
    KnownSet.Opened opened = set.open(CacheFolder.standard());
    return trainAndTest(set.name(), opened.training(), opened.test());
  }

  private static Pictures cifar10(String name, Path path) {
    Cifar10 cifar = Cifar10.open(path);
    return trainAndTest(name, cifar.training(), cifar.test());
  }

  private static Pictures trainAndTest(String name, ImageSource training, ImageSource test) {
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    parts.put(Part.TRAIN, training);
    parts.put(Part.TEST, test);
    return new Pictures(name, parts, () -> {});
  }

  private static boolean isCifar10(Path path) {
    return Files.isDirectory(path)
        ? Files.exists(path.resolve("test_batch.bin"))
            || Files.isDirectory(path.resolve("cifar-10-batches-bin"))
        : path.getFileName().toString().startsWith("cifar-10-binary");
  }

  /**
   * What a run's manifest calls these pictures: one of the words, or an absolute path, with the
   * options that belong to it.
   */
  String name() {
    return name;
  }

  /** What to call these pictures in a file name or a caption. */
  String shortName() {
    return shortName(name);
  }

  /** {@link #shortName} of the pictures of this {@link #name}. */
  static String shortName(String name) {
    Path last = Path.of(DataArgument.parse(name).data()).getFileName();
    String text = last == null ? "pictures" : last.toString();
    return text.replaceFirst("\\.(zip|tar|tgz|tar\\.gz|csv|jsonl)$", "");
  }

  /** The classes, in the order of their labels. */
  List<String> classNames() {
    return parts.values().iterator().next().classNames();
  }

  /** Whether there are parts to train on and to validate with. */
  boolean isDivided() {
    return !parts.containsKey(Part.ALL);
  }

  /** Whether some picture shows several classes. */
  boolean haveSeveralLabels() {
    return parts.values().stream().anyMatch(Labels::areSeveral);
  }

  /** The parts that there are. */
  Map<Part, ImageSource> parts() {
    return parts;
  }

  /** How many there are, all parts together. */
  int size() {
    return parts.values().stream().mapToInt(ImageSource::size).sum();
  }

  /** For example {@code "1,200 pictures of 4 classes"}. */
  String describe() {
    return Quantity.of(size(), "pictures") + " of " + Quantity.of(classNames().size(), "classes");
  }

  @Override
  public void close() {
    closing.run();
  }
}
