package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.CacheFolder;
import dev.peaberry.data.Cifar10;
import dev.peaberry.data.Download;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches a known data set. */
@Command(
    name = "download",
    header = "Fetches a known data set into the cache folder.",
    description = {
      "",
      "A broken download continues where it stopped. The checksum is verified. Nothing else that"
          + " Peaberry does uses the network.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "The cache folder is $PEABERRY_CACHE if that is set, else the user's (~/.cache/peaberry).",
      "",
      "Examples:",
      "  @|bold peaberry download cifar10|@",
      "  @|bold peaberry train cifar10|@"
    })
final class DownloadCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "What to fetch: @|cyan cifar10|@ (60,000 pictures in 10 classes, 162 MiB).")
  private String name;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;
  private final Download cifar10;
  private final Path cache;

  DownloadCommand(Console console) {
    this(console, Cifar10.archive(), CacheFolder.standard());
  }

  DownloadCommand(Console console, Download cifar10, Path cache) {
    this.console = console;
    this.cifar10 = cifar10;
    this.cache = cache;
  }

  @Override
  public Integer call() {
    if (!name.equals(Pictures.CIFAR10)) {
      throw new InputException(
          "Found the data set '%s', expected %s%s"
              .formatted(
                  name, Pictures.CIFAR10, Suggestion.forWord(name, Set.of(Pictures.CIFAR10))));
    }
    Path target = cache.resolve(Cifar10.ARCHIVE);
    if (!quiet) {
      console.tell("CIFAR-10, %s from %s", Quantity.mebibytes(cifar10.bytes()), cifar10.address());
    }
    Progress progress = TaskProgress.on(console, quiet);
    cifar10.to(target, progress);
    if (json) {
      console.printPlain(
          Json.line(Json.map("name", name, "file", target.toString(), "bytes", cifar10.bytes())));
    } else {
      console.print("CIFAR-10 is in @|cyan %s|@", target);
      console.print("Next: @|bold peaberry train cifar10|@");
    }
    return Failures.OK;
  }
}
