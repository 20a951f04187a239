package dev.peaberry.lint;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Between which values the pixels lie when they come to a layer, channel by channel, as far as only
 * known arithmetic lies before it. Immutable.
 */
final class PixelRanges {
  private static final Interval BYTES = new Interval(0, 255);
  private static final double SCALE_OF_BYTES = 0.05;

  private final Network network;
  private final Map<Site, Optional<List<Interval>>> after;

  private PixelRanges(Network network, Map<Site, Optional<List<Interval>>> after) {
    this.network = network;
    this.after = after;
  }

  static PixelRanges of(TrainingPlan plan, Network network) {
    Optional<Interval> start = network.inputs().size() == 1 ? fed(plan, network) : Optional.empty();
    return new PixelRanges(
        network,
        network.forward(
            (site, before) ->
                site.is(Role.INPUT)
                    ? start.map(range -> channels(range, site))
                    : before.size() == 1
                        ? before.get(0).flatMap(ranges -> through(site, ranges))
                        : Optional.empty()));
  }

  /** What the model is fed: known, measured, or what its own scaling is made for. */
  private static Optional<Interval> fed(TrainingPlan plan, Network network) {
    return plan.pixelRange()
        .or(() -> plan.pictures().map(facts -> BYTES))
        .or(() -> scalesBytes(network.inputs().get(0)) ? Optional.of(BYTES) : Optional.empty());
  }

  private static boolean scalesBytes(Site input) {
    return input.after().size() == 1
        && input.after().get(0).isA("Rescaling")
        && numbers(input.after().get(0), "scale").stream()
            .allMatch(scale -> Math.abs(scale) < SCALE_OF_BYTES);
  }

  private static List<Interval> channels(Interval range, Site site) {
    int rank = site.output().rank();
    return Collections.nCopies(rank == 0 ? 1 : site.output().last(), range);
  }

  private static Optional<List<Interval>> through(Site site, List<Interval> ranges) {
    return switch (site.role()) {
      case SCALE -> isLearnt(site) ? Optional.empty() : Optional.of(scaled(site, ranges));
      case SHAPE ->
          Optional.of(
              site.output().last() == ranges.size()
                  ? ranges
                  : channels(ranges.stream().reduce(Interval::hull).orElseThrow(), site));
      case PICTURE, DROPOUT, NOISE -> Optional.of(ranges);
      default -> Optional.empty();
    };
  }

  /** A Normalization whose mean is a weight, not a setting. */
  private static boolean isLearnt(Site site) {
    return site.isA("Normalization") && site.setting("mean").isEmpty();
  }

  private static List<Interval> scaled(Site site, List<Interval> ranges) {
    boolean rescaling = site.isA("Rescaling");
    List<Double> first = numbers(site, rescaling ? "scale" : "mean");
    List<Double> second = numbers(site, rescaling ? "offset" : "variance");
    return IntStream.range(0, ranges.size())
        .mapToObj(
            channel -> {
              double one = first.get(first.size() == 1 ? 0 : channel);
              double other = second.get(second.size() == 1 ? 0 : channel);
              if (rescaling) {
                return ranges.get(channel).scaled(one, other);
              }
              double deviation = Math.max(Math.sqrt(other), 1e-7);
              return site.isTrue("invert")
                  ? ranges.get(channel).scaled(deviation, one)
                  : ranges.get(channel).scaled(1 / deviation, -one / deviation);
            })
        .toList();
  }

  private static List<Double> numbers(Site site, String key) {
    Object value = site.setting(key).orElse(0.0);
    return value instanceof List<?> list
        ? list.stream().map(each -> ((Number) each).doubleValue()).toList()
        : List.of(((Number) value).doubleValue());
  }

  /** What comes to a layer, channel by channel; empty if it is not known. */
  Optional<List<Interval>> at(Site site) {
    return site.before().size() == 1 ? after.get(site.before().get(0)) : Optional.empty();
  }

  /** The same for all channels together. */
  Optional<Interval> hullAt(Site site) {
    return at(site).flatMap(ranges -> ranges.stream().reduce(Interval::hull));
  }

  /** The first layers that weigh or normalise pixels, where it is known what comes to them. */
  Stream<Site> firstSites() {
    return network
        .sites()
        .filter(site -> site.hasKernel() || site.is(Role.NORMALIZATION))
        .filter(site -> at(site).isPresent());
  }

  /** The layers that scale pixels before a site. */
  static List<Site> scalesBefore(Site site) {
    return Stream.iterate(site, at -> at.before().size() == 1, at -> at.before().get(0))
        .skip(1)
        .filter(at -> at.is(Role.SCALE))
        .toList();
  }
}
