package dev.peaberry.cli;

import dev.peaberry.data.Checksum;
import dev.peaberry.pretrained.KnownWeights;
import dev.peaberry.pretrained.WeightFolders;
import dev.peaberry.zoo.Backbone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The file that {@code --weights} stands for. Immutable.
 *
 * @param file where it is
 * @param known what it is, if it was found by the word {@link #IMAGENET}
 */
record LearntWeights(Path file, Optional<KnownWeights> known) {
  /** The word for what {@code keras.applications} has for a network. */
  static final String IMAGENET = "imagenet";

  /**
   * Weights for a network's base.
   *
   * @throws InputException if they are not here
   */
  static LearntWeights ofBase(String text, Backbone backbone) {
    return find(text, backbone, KnownWeights.of(backbone), WeightFolders.standard());
  }

  /**
   * Weights for a network and its top.
   *
   * @throws InputException if they are not here
   */
  static LearntWeights ofWhole(String text, Backbone backbone) {
    List<KnownWeights> whole = KnownWeights.find(backbone, true).stream().toList();
    return find(text, backbone, whole, WeightFolders.standard());
  }

  static LearntWeights find(
      String text, Backbone backbone, List<KnownWeights> known, WeightFolders folders) {
    if (!text.equals(IMAGENET)) {
      return new LearntWeights(requireFile(text), Optional.empty());
    }
    if (known.isEmpty()) {
      throw new InputException(
          "Found --weights imagenet for %s, of which Keras has none; peaberry models shows the networks with weights"
              .formatted(backbone.name()));
    }
    return folders
        .findBase(known)
        .map(found -> new LearntWeights(found.file(), Optional.of(found.known())))
        .orElseThrow(() -> missing(known.get(0), folders));
  }

  private static Path requireFile(String text) {
    Path file = Pictures.path(text);
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "Found no file %s, expected weights of keras.applications or the word imagenet; check the path of --weights"
              .formatted(text));
    }
    return file;
  }

  private static InputException missing(KnownWeights wanted, WeightFolders folders) {
    return new InputException(
        "Found no %s in %s; to fetch it from %s (licence: %s): peaberry download %s%s"
            .formatted(
                wanted.fileName(),
                folders.folders().stream().map(Path::toString).collect(Collectors.joining(" or ")),
                wanted.address(),
                wanted.licence(),
                wanted.backbone().name(),
                wanted.hasTop() ? " --include-top" : ""));
  }

  /**
   * The file, once it is sure to be the one, as far as that can be told.
   *
   * @throws dev.peaberry.format.ModelFormatException if it is not
   */
  Path checked() {
    known.ifPresent(each -> each.require(file));
    return file;
  }

  /** Which weights these are, for a manifest. */
  Map<String, Object> toJson() {
    return Json.map(
        "file", file.toAbsolutePath().normalize().toString(),
        "sha256", sha256(file),
        "address", known.map(each -> each.address().toString()).orElse(null),
        "licence", known.map(KnownWeights::licence).orElse(null));
  }

  /** The digits of a file's checksum. */
  static String sha256(Path file) {
    try {
      return Checksum.of(file, Checksum.Algorithm.SHA_256).hex();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
