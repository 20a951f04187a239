package dev.peaberry.data;

import dev.peaberry.config.RandomState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How often an epoch shows each class: in proportion to a power of its number of pictures. The
 * epoch keeps its length, so pictures of rare classes come several times and not all of the
 * frequent ones come; of one class every picture comes equally often, up to one. A picture of
 * several classes is one of the rarest of them. Immutable.
 *
 * @param power 0 for all classes alike, 1 for each picture once, between them in between
 * @see <a href="https://arxiv.org/abs/1910.09217">Kang et al., Decoupling Representation and
 *     Classifier for Long-Tailed Recognition, 2020</a>
 */
public record ClassSampling(double power) {
  /**
   * Checks the power.
   *
   * @throws IllegalArgumentException if it is outside 0 to 1
   */
  public ClassSampling {
    if (!(power >= 0 && power <= 1)) {
      throw new IllegalArgumentException("The power of a sampling is 0 to 1, found " + power);
    }
  }

  /** All classes equally often. */
  public static ClassSampling balanced() {
    return new ClassSampling(0);
  }

  /** In proportion to the square root of a class's pictures, half way to balanced. */
  public static ClassSampling squareRoot() {
    return new ClassSampling(0.5);
  }

  /** The indices of the pictures of an epoch, as many as the source has, in random order. */
  int[] draw(ImageSource source, RandomState random) {
    int[] counts = Labels.counts(source);
    int[] rarest = IntStream.range(0, source.size()).map(i -> rarest(source, i, counts)).toArray();
    int[][] pictures = byClass(rarest, counts.length);
    double[] weights =
        Arrays.stream(pictures)
            .mapToDouble(each -> each.length == 0 ? 0 : Math.pow(each.length, power))
            .toArray();
    int[] lengths = Quotas.apportion(source.size(), weights, random.permutation(counts.length));
    int[] order = new int[source.size()];
    int filled = 0;
    for (int label = 0; label < counts.length; label++) {
      random.shuffle(pictures[label]);
      for (int i = 0; i < lengths[label]; i++) {
        order[filled++] = pictures[label][i % pictures[label].length];
      }
    }
    random.shuffle(order);
    return order;
  }

  private static int rarest(ImageSource source, int index, int[] counts) {
    return source.labels(index).stream().min(Comparator.comparing(i -> counts[i])).orElseThrow();
  }

  private static int[][] byClass(int[] labels, int classes) {
    int[] counts = new int[classes];
    IntStream.of(labels).forEach(label -> counts[label]++);
    int[][] pictures = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    for (int i = labels.length - 1; i >= 0; i--) {
      pictures[labels[i]][--counts[labels[i]]] = i;
    }
    return pictures;
  }
}
