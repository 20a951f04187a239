package dev.peaberry.data;

import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.ImageHeader;
import dev.peaberry.image.UndecodableImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Picture files of a tree, addressed by index. Immutable and thread-safe, as the tree is. */
final class PictureFiles {
  private final FileTree tree;
  private final String root;
  private final int[] files;
  private final ImageDecoder decoder;

  /**
   * Some files of a tree.
   *
   * @param root what all their paths begin with, and names leave out
   * @param files their positions in the tree's list
   * @param pixelLimit on a picture's height times width
   */
  PictureFiles(FileTree tree, String root, int[] files, long pixelLimit) {
    this.tree = tree;
    this.root = root;
    this.files = files.clone();
    this.decoder = ImageDecoder.of(ColorMode.RGB).withPixelLimit(pixelLimit);
  }

  int size() {
    return files.length;
  }

  String name(int index) {
    return path(index).substring(root.length());
  }

  String path(int index) {
    return entry(index).path();
  }

  ImageDecoder decoder() {
    return decoder;
  }

  Image read(int index, ColorMode colorMode) throws BrokenImageException {
    try {
      return decoder.withColorMode(colorMode).decode(tree.read(files[index]));
    } catch (IOException | UndecodableImageException e) {
      throw broken(index, e);
    }
  }

  Optional<ImageHeader> header(int index) throws BrokenImageException {
    try (InputStream stream = tree.open(files[index])) {
      return Optional.of(ImageHeader.read(stream));
    } catch (IOException | UndecodableImageException e) {
      throw broken(index, e);
    }
  }

  OptionalLong length(int index) {
    return OptionalLong.of(entry(index).size());
  }

  Optional<byte[]> file(int index) throws BrokenImageException {
    try {
      return Optional.of(tree.read(files[index]));
    } catch (IOException e) {
      throw broken(index, e);
    }
  }

  Optional<Path> location(int index) {
    return tree.location(files[index]);
  }

  String version(int index) {
    FileTree.Entry entry = entry(index);
    return "%s %d %d".formatted(entry.path(), entry.size(), entry.modified());
  }

  private FileTree.Entry entry(int index) {
    return tree.files().get(files[index]);
  }

  private BrokenImageException broken(int index, Exception e) {
    return new BrokenImageException(name(index), Reasons.of(e), e);
  }
}
