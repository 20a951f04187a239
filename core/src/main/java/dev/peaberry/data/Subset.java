package dev.peaberry.data;

import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.ImageHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Some pictures of another source in an order of its own; the classes stay the same. Immutable and
 * thread-safe.
 */
public final class Subset implements ImageSource {
  private final ImageSource source;
  private final int[] indices;

  /**
   * The pictures of these indices, in this order.
   *
   * @throws IllegalArgumentException if an index is not one of the source's
   */
  public Subset(ImageSource source, int... indices) {
    for (int index : indices) {
      if (index < 0 || index >= source.size()) {
        throw new IllegalArgumentException(
            "The source has pictures 0 to " + (source.size() - 1) + ", found " + index);
      }
    }
    this.source = source;
    this.indices = indices.clone();
  }

  @Override
  public List<String> classNames() {
    return source.classNames();
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public String name(int index) {
    return source.name(indices[index]);
  }

  @Override
  public int label(int index) {
    return source.label(indices[index]);
  }

  @Override
  public List<Integer> labels(int index) {
    return source.labels(indices[index]);
  }

  @Override
  public double weight(int index) {
    return source.weight(indices[index]);
  }

  @Override
  public Optional<String> group(int index) {
    return source.group(indices[index]);
  }

  @Override
  public Image read(int index) throws BrokenImageException {
    return source.read(indices[index]);
  }

  @Override
  public Image read(int index, ColorMode colorMode) throws BrokenImageException {
    return source.read(indices[index], colorMode);
  }

  @Override
  public Optional<ImageHeader> header(int index) throws BrokenImageException {
    return source.header(indices[index]);
  }

  @Override
  public OptionalLong fileLength(int index) {
    return source.fileLength(indices[index]);
  }

  @Override
  public Optional<byte[]> file(int index) throws BrokenImageException {
    return source.file(indices[index]);
  }

  @Override
  public ImageDecoder decoder() {
    return source.decoder();
  }

  @Override
  public Optional<Path> location(int index) {
    return source.location(indices[index]);
  }

  @Override
  public String version(int index) {
    return source.version(indices[index]);
  }
}
