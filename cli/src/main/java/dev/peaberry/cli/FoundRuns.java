package dev.peaberry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The runs of a folder, however deep. Immutable.
 *
 * @param runs those that can be read
 * @param damaged why the others cannot
 */
record FoundRuns(List<RecordedRun> runs, Map<Path, String> damaged) {
  private static final int DEEPEST = 8;

  FoundRuns {
    runs = List.copyOf(runs);
    damaged = new LinkedHashMap<>(damaged);
  }

  /**
   * Looks for runs. Links are not followed, and nothing is looked for inside a run.
   *
   * @throws InputException if there is no such folder, or no run in it
   */
  static FoundRuns in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "Found no folder %s, expected one with runs, which peaberry train writes; check the path"
              .formatted(folder));
    }
    FoundRuns found = new FoundRuns(new Search().in(folder, 0));
    if (found.runs.isEmpty() && found.damaged.isEmpty()) {
      throw new InputException(
          "Found no run in %s, expected some, which peaberry train writes; check the path"
              .formatted(folder));
    }
    return found;
  }

  private FoundRuns(Search search) {
    this(search.runs, search.damaged);
  }

  /** Goes through folders. Confined to one thread. */
  private static final class Search {
    private final List<RecordedRun> runs = new ArrayList<>();
    private final Map<Path, String> damaged = new LinkedHashMap<>();

    Search in(Path folder, int depth) {
      RunFolder run = new RunFolder(folder);
      int before = runs.size() + damaged.size();
      if (run.isSaved()) {
        add(run);
      } else if (depth < DEEPEST) {
        folders(folder).forEach(each -> in(each, depth + 1));
      }
      if (runs.size() + damaged.size() == before && Files.exists(run.manifest())) {
        add(run); // it has not come to the end of its first epoch
      }
      return this;
    }

    private List<Path> folders(Path folder) {
      try (Stream<Path> inside = Files.list(folder)) {
        return inside
            .filter(each -> Files.isDirectory(each) && !Files.isSymbolicLink(each))
            .sorted()
            .toList();
      } catch (IOException e) {
        damaged.put(folder, "cannot be read: " + e.getClass().getSimpleName());
        return List.of();
      }
    }

    private void add(RunFolder run) {
      try {
        runs.add(RecordedRun.read(run));
      } catch (IOException | RuntimeException e) { // whatever it is, the other runs are fine
        String message = String.valueOf(e.getMessage());
        damaged.put(run.path(), message.lines().findFirst().orElse(e.getClass().getSimpleName()));
      }
    }
  }
}
