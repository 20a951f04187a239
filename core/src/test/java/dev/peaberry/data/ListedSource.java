package dev.peaberry.data;

import dev.peaberry.image.Image;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Pictures made of their index: picture 7 is one grey pixel of level 7 and is called "7". */
final class ListedSource implements ImageSource {
  final AtomicInteger reads = new AtomicInteger();
  final Set<Integer> broken = ConcurrentHashMap.newKeySet();

  private final List<String> classNames;
  private final int[] labels;

  ListedSource(List<String> classNames, int... labels) {
    this.classNames = classNames;
    this.labels = labels;
  }

  static ListedSource ofSize(int size) {
    int[] labels = new int[size];
    Arrays.setAll(labels, i -> i % 2);
    return new ListedSource(List.of("even", "odd"), labels);
  }

  ListedSource withBroken(Integer... indices) {
    broken.addAll(List.of(indices));
    return this;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public String name(int index) {
    return Integer.toString(index);
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public Image read(int index) throws BrokenImageException {
    reads.incrementAndGet();
    if (broken.contains(index)) {
      throw new BrokenImageException(name(index), "broken on purpose", null);
    }
    return new Image(1, 1, 3, new byte[] {(byte) index, (byte) index, (byte) index});
  }
}
