package dev.peaberry.pretrained;

import dev.peaberry.config.Progress;
import dev.peaberry.data.Checksum;
import dev.peaberry.data.Download;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.EfficientNet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Weights that a network of {@code keras.applications} has learnt on ImageNet: where they are,
 * under which licence, and how to tell that a file is the right one. Immutable. Nothing is fetched
 * before {@link #download} is called.
 *
 * @param backbone the network; its preprocessing is the one that the weights were learnt with
 * @param hasTop whether the layers from features to {@link ImageNetClasses#COUNT} classes are in it
 * @param address where Keras takes them from
 * @param checksum as Keras has it; empty where Keras has none, as for the MobileNets
 * @param licence as Keras 2's documentation says, where it has the network; of ResNet V2 and
 *     EfficientNet that of their authors' code, not looked up again for the weights
 * @see <a href="https://keras.io/api/applications/">Keras Applications</a>
 */
public record KnownWeights(
    Backbone backbone, boolean hasTop, URI address, Optional<Checksum> checksum, String licence) {
  /** Nothing of this table is larger: VGG19 with its top has 548 MiB. */
  private static final long MOST_BYTES = 1L << 30;

  private static final int USUAL_SIDE = 224;

  /** All of them, in the order of {@link dev.peaberry.zoo.Backbones}. */
  public static List<KnownWeights> all() {
    return KnownWeightsTable.ALL;
  }

  /** The ones of a network: without the top first, then with it; none if Keras has none. */
  public static List<KnownWeights> of(Backbone backbone) {
    return all().stream().filter(each -> each.backbone.equals(backbone)).toList();
  }

  /** The ones of a network with the top or without; empty if Keras has none. */
  public static Optional<KnownWeights> find(Backbone backbone, boolean hasTop) {
    return of(backbone).stream().filter(each -> each.hasTop == hasTop).findFirst();
  }

  /** The same file from another address, such as a mirror of one's own. */
  public KnownWeights withAddress(URI other) {
    return new KnownWeights(backbone, hasTop, other, checksum, licence);
  }

  /** The same file with another checksum, or without one. */
  public KnownWeights withChecksum(Optional<Checksum> other) {
    return new KnownWeights(backbone, hasTop, address, other, licence);
  }

  /** The name under which Keras keeps the file, too. */
  public String fileName() {
    String path = address.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The side of the square pictures that the weights were learnt on, in pixels. */
  public int side() {
    if (backbone.equals(EfficientNet.B1)) {
      return 240;
    } else if (backbone.equals(EfficientNet.B2)) {
      return 260;
    } else if (backbone.equals(EfficientNet.B3)) {
      return 300;
    }
    return USUAL_SIDE;
  }

  /**
   * Fetches the file, unless it is there already; without a checksum, what came is taken as it is.
   *
   * @param folder that keeps it, such as {@link WeightFolders#own}
   * @return the file
   * @throws dev.peaberry.data.DataException if it cannot be had, or has another checksum
   */
  public Path download(Path folder, Progress progress) {
    return Download.ofUnknownSize(address, MOST_BYTES, checksum)
        .to(folder.resolve(fileName()), progress);
  }

  /**
   * Whether a file is this one for certain; never without a checksum.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public boolean isIn(Path file) {
    return checksum.isPresent() && checksum.equals(Optional.of(found(file, checksum.get())));
  }

  /**
   * Checks that a file is this one, as far as that can be told.
   *
   * @throws ModelFormatException if it has another checksum
   * @throws UncheckedIOException if it cannot be read
   */
  public void require(Path file) {
    checksum.ifPresent(
        expected -> {
          Checksum found = found(file, expected);
          if (!found.equals(expected)) {
            throw new ModelFormatException(
                "%s: found %s, expected %s as Keras has it for %s; delete the file and get it again from %s"
                    .formatted(file, found, expected.hex(), backbone.name(), address));
          }
        });
  }

  private static Checksum found(Path file, Checksum expected) {
    try {
      return Checksum.of(file, expected.algorithm());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
