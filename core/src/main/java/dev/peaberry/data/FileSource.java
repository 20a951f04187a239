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
 * A source whose pictures are files of a folder or an archive; what they show, its kinds know each
 * in their own way. Immutable and thread-safe; an archive stays open until this is closed.
 */
abstract sealed class FileSource implements ImageSource, AutoCloseable
    permits ImageFolder, ImageManifest, LabelledFolder {
  private final Path root;
  private final FileTree tree;
  private final PictureFiles files;

  FileSource(Path root, FileTree tree, PictureFiles files) {
    this.root = root;
    this.tree = tree;
    this.files = files;
  }

  /** The folder or archive. */
  final FileTree tree() {
    return tree;
  }

  /** The files among its. */
  final PictureFiles files() {
    return files;
  }

  @Override
  public final int size() {
    return files.size();
  }

  @Override
  public final String name(int index) {
    return files.name(index);
  }

  /** Reads and decodes a picture to red, green and blue. */
  @Override
  public final Image read(int index) throws BrokenImageException {
    return read(index, ColorMode.RGB);
  }

  @Override
  public final Image read(int index, ColorMode colorMode) throws BrokenImageException {
    return files.read(index, colorMode);
  }

  @Override
  public final Optional<ImageHeader> header(int index) throws BrokenImageException {
    return files.header(index);
  }

  @Override
  public final OptionalLong fileLength(int index) {
    return files.length(index);
  }

  @Override
  public final Optional<byte[]> file(int index) throws BrokenImageException {
    return files.file(index);
  }

  @Override
  public final ImageDecoder decoder() {
    return files.decoder();
  }

  /** The picture's file; empty inside an archive. */
  @Override
  public final Optional<Path> location(int index) {
    return files.location(index);
  }

  @Override
  public final Optional<Path> root() {
    return Optional.of(root);
  }

  @Override
  public final String path(int index) {
    return files.path(index);
  }

  @Override
  public final String version(int index) {
    return files.version(index);
  }

  /**
   * The links that lead out of the folder and are followed all the same, as Keras does, by their
   * paths; those within linked class folders and those of manifests, which refuse them, are not
   * listed.
   */
  public final List<String> linksOut() {
    return List.copyOf(tree.linksOut());
  }

  /** Closes the archive, also for every source made from this one; reading fails afterwards. */
  @Override
  public final void close() {
    tree.close();
  }
}
