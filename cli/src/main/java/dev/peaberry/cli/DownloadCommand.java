package dev.peaberry.cli;

import dev.peaberry.data.CacheFolder;
import dev.peaberry.data.KnownSet;
import dev.peaberry.pretrained.ImageNetClasses;
import dev.peaberry.pretrained.KnownWeights;
import dev.peaberry.pretrained.WeightFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches a known data set, the weights of a network, or the names of their classes. */
@Command(
    name = "download",
    header = "Fetches a known data set, or the weights of a network.",
    description = {
      "",
      "A broken download continues where it stopped. The checksum is verified; Keras publishes none"
          + " for the MobileNets' weights. Nothing else that Peaberry does uses the network.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "The cache folder is $PEABERRY_CACHE if that is set, else the user's (~/.cache/peaberry).",
      "",
      "Examples:",
      "  @|bold peaberry download|@",
      "  @|bold peaberry download cifar10|@",
      "  @|bold peaberry train cifar10|@",
      "  @|bold peaberry download resnet50|@                  weights, as Keras has them",
      "  @|bold peaberry train photos --model resnet50 --weights imagenet|@",
      "  @|bold peaberry download resnet50 --include-top|@    with the layers for its classes",
      "  @|bold peaberry download imagenet-labels|@           their names"
    })
final class DownloadCommand implements Callable<Integer> {
  private static final String LABELS = "imagenet-labels";

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description =
          "What to fetch: a data set, the name of a network that @|bold peaberry models|@ lists with"
              + " weights, or imagenet-labels. Without NAME all known sets are listed, and nothing"
              + " is fetched.")
  private String name;

  @Option(
      names = "--include-top",
      description = "Of a network, the weights of the layers for ImageNet's classes, too.")
  private boolean includeTop;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;
  private final List<KnownSet> sets;
  private final List<KnownWeights> weights;
  private final Path cache;
  private final WeightFolders folders;

  DownloadCommand(Console console) {
    this(
        console,
        KnownSet.all(),
        KnownWeights.all(),
        CacheFolder.standard(),
        WeightFolders.standard());
  }

  DownloadCommand(
      Console console,
      List<KnownSet> sets,
      List<KnownWeights> weights,
      Path cache,
      WeightFolders folders) {
    this.console = console;
    this.sets = sets;
    this.weights = weights;
    this.cache = cache;
    this.folders = folders;
  }

  @Override
  public Integer call() {
    if (name == null) {
      list();
      return Failures.OK;
    }
    Optional<KnownWeights> wanted =
        weights.stream()
            .filter(each -> each.backbone().name().equals(name) && each.hasTop() == includeTop)
            .findFirst();
    if (wanted.isPresent()) {
      fetch(wanted.get());
    } else if (includeTop) {
      throw new InputException(unknown("network"));
    } else if (name.equals(LABELS)) {
      fetchLabels();
    } else {
      fetch(chosen());
    }
    return Failures.OK;
  }

  private void fetch(KnownSet set) {
    if (!quiet) {
      console.tell(
          "%s, %s from %s; licence: %s",
          set.title(),
          Quantity.mebibytes(set.bytes()),
          set.files().get(0).address(),
          set.licence());
    }
    Path place = set.download(cache, TaskProgress.on(console, quiet));
    if (json) {
      console.printPlain(Json.line(toJson(set)));
    } else {
      console.print("%s is in @|cyan %s|@", set.title(), place);
      console.print("Next: @|bold peaberry train %s|@", set.name());
    }
  }

  private void fetch(KnownWeights wanted) {
    if (!quiet) {
      console.tell("Weights of %s from %s; licence: %s", name, wanted.address(), wanted.licence());
    }
    Path file = wanted.download(folders.own(), TaskProgress.on(console, quiet));
    String sha256 = LearntWeights.sha256(file);
    if (wanted.checksum().isEmpty()) {
      console.tell(
          "Warning: Keras publishes no checksum of this file, so nothing proves that it is the right one; its SHA-256 is %s",
          sha256);
    }
    if (json) {
      console.printPlain(
          Json.line(
              Json.map(
                  "name", name,
                  "licence", wanted.licence(),
                  "path", file.toString(),
                  "sha256", sha256,
                  "verified", wanted.checksum().isPresent(),
                  "files", List.of(wanted.address().toString()))));
      return;
    }
    console.print("The weights of %s are in @|cyan %s|@", name, file);
    console.print(
        includeTop
            ? "Next: @|bold peaberry pretrained %s|@"
            : "Next: @|bold peaberry train DATA --model %s --weights imagenet|@",
        name);
  }

  private void fetchLabels() {
    if (!quiet) {
      console.tell("Names of ImageNet's classes from %s", ImageNetClasses.ADDRESS);
    }
    Path file = ImageNetClasses.download(folders.own(), TaskProgress.on(console, quiet));
    if (json) {
      console.printPlain(
          Json.line(
              Json.map(
                  "name",
                  LABELS,
                  "path",
                  file.toString(),
                  "files",
                  List.of(ImageNetClasses.ADDRESS.toString()))));
    } else {
      console.print("The names are in @|cyan %s|@", file);
    }
  }

  private KnownSet chosen() {
    return sets.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InputException(unknown("data set or network")));
  }

  private String unknown(String what) {
    Stream<String> networks = weights.stream().map(each -> each.backbone().name()).distinct();
    Stream<String> others =
        includeTop
            ? Stream.empty()
            : Stream.concat(sets.stream().map(KnownSet::name), Stream.of(LABELS));
    return Recipe.unknown(what, name, Stream.concat(others, networks).toList());
  }

  private void list() {
    if (json) {
      console.printPlain(Json.pretty(sets.stream().map(this::toJson).toList()));
      return;
    }
    for (KnownSet set : sets) {
      console.print(
          "@|bold %s|@  %s%s, %s",
          set.name(),
          Quantity.mebibytes(set.bytes()),
          set.isIn(cache) ? ", here already" : "",
          set.summary());
      console.print(
          "    %s from %s, licence: %s",
          set.title(), set.files().get(0).address().getHost(), set.licence());
    }
    console.print(
        "Weights of networks come by the networks' names; @|bold peaberry models|@ lists them.");
  }

  private Object toJson(KnownSet set) {
    return Json.map(
        "name", set.name(),
        "title", set.title(),
        "licence", set.licence(),
        "path", set.location(cache).toString(),
        "here", set.isIn(cache),
        "bytes", set.bytes(),
        "files", set.files().stream().map(file -> file.address().toString()).toList());
  }
}
