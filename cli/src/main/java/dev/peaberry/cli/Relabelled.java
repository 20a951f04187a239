package dev.peaberry.cli;

import dev.peaberry.data.BrokenImageException;
import dev.peaberry.data.ImageSource;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageHeader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Pictures under the labels of a model: its classes may be more, or in another order. Immutable and
 * thread-safe.
 *
 * @param source the pictures
 * @param classNames the model's classes
 * @param labels for each class of the source its index among the model's
 */
record Relabelled(ImageSource source, List<String> classNames, List<Integer> labels)
    implements ImageSource {
  /**
   * The pictures as the model names them.
   *
   * @throws InputException if the pictures have a class that the model does not know
   */
  static ImageSource of(ImageSource source, ModelArgument model) {
    List<String> known = model.classNames();
    boolean named = model.file().assets().classNames().isPresent();
    if (!named && source.classNames().size() == known.size()) {
      return source; // a file of Keras without names: the order of the folders counts
    }
    List<String> unknown =
        source.classNames().stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new InputException(
          "Found pictures of %s, which the model does not know, expected classes of %s; rename or"
                  .formatted(unknown, known)
              + " leave out their folders");
    }
    List<Integer> labels = source.classNames().stream().map(known::indexOf).toList();
    return new Relabelled(source, known, labels);
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public String name(int index) {
    return source.name(index);
  }

  @Override
  public int label(int index) {
    return labels(index).get(0);
  }

  @Override
  public List<Integer> labels(int index) {
    return source.labels(index).stream().map(labels::get).sorted().toList();
  }

  @Override
  public double weight(int index) {
    return source.weight(index);
  }

  @Override
  public Optional<String> group(int index) {
    return source.group(index);
  }

  @Override
  public Image read(int index) throws BrokenImageException {
    return source.read(index);
  }

  @Override
  public Image read(int index, ColorMode colorMode) throws BrokenImageException {
    return source.read(index, colorMode);
  }

  @Override
  public Optional<ImageHeader> header(int index) throws BrokenImageException {
    return source.header(index);
  }

  @Override
  public OptionalLong fileLength(int index) {
    return source.fileLength(index);
  }

  @Override
  public Optional<byte[]> file(int index) throws BrokenImageException {
    return source.file(index);
  }

  @Override
  public String version(int index) {
    return source.version(index);
  }
}
