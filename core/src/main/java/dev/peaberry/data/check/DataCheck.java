package dev.peaberry.data.check;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.NearDuplicates;
import dev.peaberry.data.ParallelScan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Looks for what is wrong with a data set: broken files, copies, wrong labels, odd pictures. Reads
 * every file once, on all processors, and changes none. Immutable; a check may be run several
 * times.
 */
public final class DataCheck {
  private final Map<String, ImageSource> parts;
  private final boolean headersOnly;
  private final int threads;

  private DataCheck(Map<String, ImageSource> parts, boolean headersOnly, int threads) {
    this.parts = parts;
    this.headersOnly = headersOnly;
    this.threads = threads;
  }

  /** A check of pictures that are not divided. */
  public static DataCheck of(ImageSource source) {
    return ofParts(Map.of("", source));
  }

  /**
   * A check of pictures that are divided, to find what is on both sides, too.
   *
   * @param parts by name, such as {@code "train"}, in this order
   * @throws IllegalArgumentException if there are none, or if their classes are not the same
   */
  public static DataCheck ofParts(Map<String, ? extends ImageSource> parts) {
    if (parts.values().stream().map(ImageSource::classNames).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "A check needs at least one part, all of the same classes, found " + parts.keySet());
    }
    return new DataCheck(new LinkedHashMap<>(parts), false, ParallelScan.allProcessors());
  }

  /**
   * This check without decoding: quick, but it misses copies, files that are damaged inside, and
   * everything else that is not in a file's first bytes.
   */
  public DataCheck withHeadersOnly() {
    return new DataCheck(parts, true, threads);
  }

  /**
   * This check on so many threads.
   *
   * @throws IllegalArgumentException if there are less than 1
   */
  public DataCheck withThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("A check needs at least 1 thread, found " + count);
    }
    return new DataCheck(parts, headersOnly, count);
  }

  /**
   * Looks at all pictures.
   *
   * @throws dev.peaberry.data.DataException if the thread is interrupted
   */
  public DataReport run(Progress progress) {
    List<Seen> seen = new ArrayList<>();
    List<CheckedPart> facts = new ArrayList<>();
    for (Map.Entry<String, ImageSource> part : parts.entrySet()) {
      List<Seen> here = look(part.getKey(), part.getValue(), progress);
      List<Look> looks = here.stream().map(Seen::look).toList();
      facts.add(CheckedPart.of(part.getKey(), counts(part.getValue()), looks));
      seen.addAll(here);
    }
    List<String> classNames = parts.values().iterator().next().classNames();
    List<Finding> findings = new ArrayList<>(SinglePictures.findings(seen, facts, parts));
    findings.addAll(ClassSizes.findings(classNames, facts));
    findings.add(strayFiles(parts));
    if (!headersOnly) {
      findings.addAll(
          Copies.findings(
              seen,
              NearDuplicates.among(
                  seen.stream().map(each -> each.look().print()).toList(), threads, progress)));
    }
    return new DataReport(classNames, facts, findings);
  }

  private List<Seen> look(String part, ImageSource source, Progress progress) {
    Seen[] seen = new Seen[source.size()];
    ParallelScan.run(
        "Looking at pictures" + (part.isEmpty() ? "" : " (" + part + ")"),
        source.size(),
        threads,
        progress,
        i -> {
          Look look = headersOnly ? Look.header(source, i) : Look.whole(source, i);
          String className = source.classNames().get(source.label(i));
          seen[i] = new Seen(new Picture(part, i, source.name(i), className), look);
        });
    return Arrays.asList(seen);
  }

  private static List<Integer> counts(ImageSource source) {
    int[] counts = new int[source.classNames().size()];
    for (int i = 0; i < source.size(); i++) {
      source.labels(i).forEach(label -> counts[label]++);
    }
    return IntStream.of(counts).boxed().toList();
  }

  /** The files of folders that are not used, by the name of their part. */
  public static Finding strayFiles(Map<String, ? extends ImageSource> parts) {
    List<Finding.Case> cases = new ArrayList<>();
    parts.forEach(
        (part, source) -> {
          if (source instanceof ImageFolder folder) {
            folder.strayFiles().stream()
                .map(name -> Finding.Case.of(Picture.stray(part, name), ""))
                .forEach(cases::add);
          }
        });
    return new Finding(Fault.STRAY, cases);
  }
}
