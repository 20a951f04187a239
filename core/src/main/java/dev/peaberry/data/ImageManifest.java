package dev.peaberry.data;

import dev.peaberry.image.ImageDecoder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Pictures that a list names, with the labels of each: {@code .csv} with a header line and RFC
 * 4180's quoting, or {@code .jsonl} with a JSON object on each line, both in UTF-8. Immutable and
 * thread-safe; an archive stays open until this is closed, and parts share it.
 *
 * <p>The columns are {@code path}, with slashes and relative to a root; {@code label}, of which
 * there may be several, separated by {@code |} or as a list in JSON; and, where wanted, {@code
 * split} ({@code train}, {@code validation} or {@code test}), {@code weight} (0 or more) and {@code
 * group}. Others are ignored. Pictures come in the order of the list, classes by code point as
 * those of folders do.
 */
public final class ImageManifest extends FileSource {
  private final Path path;
  private final ManifestFacts facts;

  private ImageManifest(
      Path path, Path root, FileTree tree, PictureFiles files, ManifestFacts facts) {
    super(root, tree, files);
    this.path = path;
    this.facts = facts;
  }

  /**
   * Reads a list of pictures that lie beside it or below its folder.
   *
   * @throws DataException if it cannot be read or used; the message names the line
   */
  public static ImageManifest open(Path manifest) {
    Path folder = manifest.toAbsolutePath().getParent();
    return open(manifest, folder == null ? manifest : folder);
  }

  /**
   * Reads a list of pictures. Takes about a second for 200,000 of them.
   *
   * @param root the folder below which they lie, or the zip, tar or tar.gz archive that holds them
   * @throws DataException if it cannot be read or used, if a picture is not there or outside the
   *     root, or is named twice; the message names the line
   */
  public static ImageManifest open(Path manifest, Path root) {
    List<ManifestRow> rows = ManifestRows.read(manifest, root);
    ManifestFacts facts = ManifestFacts.of(manifest, rows);
    ManifestFiles found = ManifestFiles.find(manifest, root, rows);
    PictureFiles files =
        new PictureFiles(
            found.tree(), found.root(), found.files(), ImageDecoder.DEFAULT_PIXEL_LIMIT);
    return new ImageManifest(manifest, root, found.tree(), files, facts);
  }

  /** Whether a file's name is that of a manifest: {@code .csv} or {@code .jsonl}. */
  public static boolean isManifest(Path file) {
    return ManifestRows.isManifest(file);
  }

  /**
   * This list with the classes in another order, or with more of them.
   *
   * @param classNames every class of the list, and perhaps others
   * @throws DataException if a class of the list is missing
   * @throws IllegalArgumentException if a class is named twice
   */
  public ImageManifest withClassNames(List<String> classNames) {
    return new ImageManifest(
        path, root().orElseThrow(), tree(), files(), facts.withClassNames(path, classNames));
  }

  /** The pictures of each part, in the list's order; empty if the list has no column for it. */
  public Map<DataPart, ImageSource> parts() {
    Map<DataPart, ImageSource> parts = new EnumMap<>(DataPart.class);
    for (DataPart part : DataPart.values()) {
      int[] indices =
          IntStream.range(0, size())
              .filter(index -> facts.part(index).equals(Optional.of(part)))
              .toArray();
      if (indices.length > 0) {
        parts.put(part, new Subset(this, indices));
      }
    }
    return Collections.unmodifiableMap(parts);
  }

  /** The list's file. */
  public Path path() {
    return path;
  }

  @Override
  public List<String> classNames() {
    return facts.classNames();
  }

  @Override
  public int label(int index) {
    return facts.labels(index).get(0);
  }

  @Override
  public List<Integer> labels(int index) {
    return facts.labels(index);
  }

  @Override
  public double weight(int index) {
    return facts.weight(index);
  }

  @Override
  public Optional<String> group(int index) {
    return facts.group(index);
  }

  /** For example {@code "2000 pictures of 2 classes in data/train.csv"}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d pictures of %d classes in %s", size(), classNames().size(), path);
  }
}
