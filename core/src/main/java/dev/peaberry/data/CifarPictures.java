package dev.peaberry.data;

import dev.peaberry.image.Image;
import java.util.List;
import java.util.Objects;

/** The pictures of equally long CIFAR files, one after the other. Immutable and thread-safe. */
final class CifarPictures implements ImageSource {
  private final List<CifarBatch> batches;
  private final List<String> classNames;
  private final int which;
  private final int perBatch;

  /**
   * The pictures of some files.
   *
   * @param which of a picture's labels counts
   */
  CifarPictures(List<CifarBatch> batches, List<String> classNames, int which) {
    this.batches = List.copyOf(batches);
    this.classNames = classNames;
    this.which = which;
    this.perBatch = batches.get(0).size();
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int size() {
    return batches.size() * perBatch;
  }

  @Override
  public String name(int index) {
    return batch(index).name(index % perBatch);
  }

  @Override
  public int label(int index) {
    return batch(index).label(index % perBatch, which);
  }

  @Override
  public Image read(int index) {
    return batch(index).image(index % perBatch);
  }

  private CifarBatch batch(int index) {
    return batches.get(Objects.checkIndex(index, size()) / perBatch);
  }
}
