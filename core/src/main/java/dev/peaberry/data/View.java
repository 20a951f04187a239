package dev.peaberry.data;

import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.ImageHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Pictures of another source, as they are there unless a view says otherwise. Immutable. */
abstract sealed class View implements ImageSource permits Subset, Relabelled {
  private final ImageSource source;

  View(ImageSource source) {
    this.source = source;
  }

  /** The other source. */
  final ImageSource source() {
    return source;
  }

  /** Where the other source has a picture of this one. */
  abstract int origin(int index);

  @Override
  public List<String> classNames() {
    return source.classNames();
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public final String name(int index) {
    return source.name(origin(index));
  }

  @Override
  public int label(int index) {
    return source.label(origin(index));
  }

  @Override
  public List<Integer> labels(int index) {
    return source.labels(origin(index));
  }

  @Override
  public final double weight(int index) {
    return source.weight(origin(index));
  }

  @Override
  public final Optional<String> group(int index) {
    return source.group(origin(index));
  }

  @Override
  public final Image read(int index) throws BrokenImageException {
    return source.read(origin(index));
  }

  @Override
  public final Image read(int index, ColorMode colorMode) throws BrokenImageException {
    return source.read(origin(index), colorMode);
  }

  @Override
  public final Optional<ImageHeader> header(int index) throws BrokenImageException {
    return source.header(origin(index));
  }

  @Override
  public final OptionalLong fileLength(int index) {
    return source.fileLength(origin(index));
  }

  @Override
  public final Optional<byte[]> file(int index) throws BrokenImageException {
    return source.file(origin(index));
  }

  @Override
  public final ImageDecoder decoder() {
    return source.decoder();
  }

  @Override
  public final Optional<Path> location(int index) {
    return source.location(origin(index));
  }

  @Override
  public final Optional<Path> root() {
    return source.root();
  }

  @Override
  public final String path(int index) {
    return source.path(origin(index));
  }

  @Override
  public final String version(int index) {
    return source.version(origin(index));
  }
}
