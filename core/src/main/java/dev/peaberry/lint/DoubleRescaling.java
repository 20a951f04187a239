package dev.peaberry.lint;

import java.util.List;
import java.util.stream.Stream;

/** Pixels scaled twice. */
final class DoubleRescaling {
  static final Rule RULE =
      Rule.error(
          "double-rescaling",
          "pixels that are scaled more than once",
          "After a second scaling all pictures look the same to the network, "
              + "black or grey: there is nothing left to learn from.",
          DoubleRescaling::check);
  private static final double LEAST_WIDTH = 0.05;

  private DoubleRescaling() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .pixels()
        .firstSites()
        .filter(
            site ->
                subject.pixels().at(site).orElseThrow().stream()
                    .anyMatch(range -> range.width() < LEAST_WIDTH))
        .map(site -> spot(subject, site));
  }

  private static Spot spot(Subject subject, Site site) {
    List<Site> scales = PixelRanges.scalesBefore(site);
    return new Spot(
        Wording.list(scales.stream().map(Site::name).sorted().toList()),
        Wording.text(
            "found pixels of %s when they come to %s",
            subject.pixels().hullAt(site).orElseThrow(), site.name()),
        scales.size() > 1
            ? "keep one of them: Rescaling.of(1.0 / 255)"
            : "leave it out: what is fed is scaled already");
  }
}
