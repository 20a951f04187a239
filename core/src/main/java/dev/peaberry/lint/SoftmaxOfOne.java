package dev.peaberry.lint;

import dev.peaberry.engine.Shape;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Softmax over a single number. */
final class SoftmaxOfOne {
  static final Rule RULE =
      Rule.error(
          "softmax-of-one",
          "softmax over a single unit",
          "Softmax of one number is always 1, whatever the picture: nothing is " + "learnt.",
          SoftmaxOfOne::check);

  private SoftmaxOfOne() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .network()
        .sites()
        .filter(site -> site.activation().equals("softmax") && length(site) == 1)
        .map(
            site ->
                new Spot(
                    site.name(),
                    "found softmax over 1 unit of " + site.output(),
                    "Dense.of(1).withActivation(Activation.SIGMOID) with BinaryCrossentropy, or"
                        + " Dense.of(2).withActivation(Activation.SOFTMAX)"));
  }

  private static int length(Site site) {
    int[] axes = {-1};
    if (site.isA("Softmax")) {
      axes = site.pair("axis").orElseGet(() -> new int[] {(int) site.number("axis")});
    }
    Shape shape = site.output();
    return IntStream.of(axes)
        .map(axis -> shape.get(axis < 0 ? axis : axis - 1))
        .reduce(1, (all, length) -> all * length);
  }
}
