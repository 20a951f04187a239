package dev.peaberry.lint;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageResizer;
import dev.peaberry.model.Weights;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What comes out of a first convolution in some places of some pictures. Confined to one thread.
 */
final class FirstResponses {
  private static final int PLACES = 64;

  private final FloatArray kernel;
  private final float[] bias;
  private final List<Interval> ranges;
  private final double[] sums;
  private final double[] squares;
  private long count;

  private FirstResponses(FloatArray kernel, float[] bias, List<Interval> ranges) {
    this.kernel = kernel;
    this.bias = bias;
    this.ranges = ranges;
    this.sums = new double[bias.length];
    this.squares = new double[bias.length];
  }

  /** The responses; empty if the pictures do not fit the convolution. */
  static Optional<FirstResponses> of(
      PictureFacts facts, PixelRanges pixels, Site site, Weights weights) {
    FloatArray kernel = weights.get(site.name() + "/kernel");
    Shape input = site.input();
    if (facts.sample().isEmpty() || input.last() != facts.sample().get(0).channels()) {
      return Optional.empty();
    }
    float[] bias =
        site.isTrue("use_bias")
            ? weights.get(site.name() + "/bias").data()
            : new float[kernel.shape().last()];
    FirstResponses responses = new FirstResponses(kernel, bias, pixels.at(site).orElseThrow());
    SplittableRandom random = Seed.of(0).generator();
    ImageResizer resizer = ImageResizer.to(input.get(0), input.get(1));
    facts.sample().forEach(image -> responses.add(resizer.resize(image), random));
    return responses.count == 0 ? Optional.empty() : Optional.of(responses);
  }

  private void add(Image image, SplittableRandom random) {
    int rows = image.height() - kernel.shape().get(0) + 1;
    int columns = image.width() - kernel.shape().get(1) + 1;
    for (int place = 0; place < PLACES && rows > 0 && columns > 0; place++) {
      add(image, random.nextInt(rows), random.nextInt(columns));
    }
  }

  /** Adds what every filter gives at one place. */
  private void add(Image image, int row, int column) {
    int filters = bias.length;
    double[] responses = new double[filters];
    int weight = 0;
    for (int y = 0; y < kernel.shape().get(0); y++) {
      int pixel = ((row + y) * image.width() + column) * image.channels();
      for (int x = 0; x < kernel.shape().get(1) * image.channels(); x++, pixel++) {
        Interval range = ranges.get(x % image.channels());
        double value =
            range.low() + range.width() * Byte.toUnsignedInt(image.pixels()[pixel]) / 255;
        for (int filter = 0; filter < filters; filter++) {
          responses[filter] += value * kernel.data()[weight++];
        }
      }
    }
    for (int filter = 0; filter < filters; filter++) {
      double response = responses[filter] + bias[filter];
      sums[filter] += response;
      squares[filter] += response * response;
    }
    count++;
  }

  /** The mean of a filter's responses. */
  double mean(int filter) {
    return sums[filter] / count;
  }

  /** The variance of a filter's responses. */
  double variance(int filter) {
    return Math.max(0, squares[filter] / count - mean(filter) * mean(filter));
  }
}
