package dev.peaberry.cli;

import dev.peaberry.data.CacheFolder;
import dev.peaberry.data.KnownSet;
import java.nio.file.Path;
import java.util.List;
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
      "  @|bold peaberry download|@",
      "  @|bold peaberry download cifar10|@",
      "  @|bold peaberry train cifar10|@"
    })
final class DownloadCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description =
          "What to fetch. Without NAME all known sets are listed, and nothing is fetched.")
  private String name;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;
  private final List<KnownSet> sets;
  private final Path cache;

  DownloadCommand(Console console) {
    this(console, KnownSet.all(), CacheFolder.standard());
  }

  DownloadCommand(Console console, List<KnownSet> sets, Path cache) {
    this.console = console;
    this.sets = sets;
    this.cache = cache;
  }

  @Override
  public Integer call() {
    if (name == null) {
      list();
      return Failures.OK;
    }
    KnownSet set = chosen();
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
    return Failures.OK;
  }

  private KnownSet chosen() {
    List<String> names = sets.stream().map(KnownSet::name).toList();
    return sets.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InputException(Recipe.unknown("data set", name, names)));
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
