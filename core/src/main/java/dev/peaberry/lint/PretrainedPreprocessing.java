package dev.peaberry.lint;

import java.util.Optional;
import java.util.stream.Stream;

/** Pixels that pretrained weights were not made for. */
final class PretrainedPreprocessing {
  static final Rule RULE =
      Rule.warning(
          "pretrained-preprocessing",
          "pixels scaled otherwise than the pretrained weights want",
          "The weights were learnt on pixels of another range and answer worse on these: VGG16 on"
              + " cats and dogs reaches 0.908 with pixels of 0 to 1, and 0.977 with its own.",
          PretrainedPreprocessing::check);
  private static final double TOLERANCE = 0.15;

  private PretrainedPreprocessing() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .pixels()
        .firstSites()
        .flatMap(
            site ->
                familyAt(subject, site)
                    .filter(family -> !fits(subject.pixels().hullAt(site).orElseThrow(), family))
                    .map(family -> spot(subject, site, family))
                    .stream());
  }

  /** The known network that begins at a site, if its weights are pretrained. */
  static Optional<PretrainedFamily> familyAt(Subject subject, Site site) {
    return Stream.of(PretrainedFamily.values())
        .filter(family -> family.beginsAt(site, subject.network()))
        .filter(family -> site.isFrozen() || family.isKnown(site, subject.plan().weights()))
        .findFirst();
  }

  private static boolean fits(Interval found, PretrainedFamily family) {
    Interval wanted = family.pixels().range();
    double most = TOLERANCE * wanted.width();
    return Math.abs(found.low() - wanted.low()) <= most
        && Math.abs(found.high() - wanted.high()) <= most;
  }

  private static Spot spot(Subject subject, Site site, PretrainedFamily family) {
    return new Spot(
        site.name(),
        Wording.text(
            "found pixels of %s, but %s was trained on %s",
            subject.pixels().hullAt(site).orElseThrow(),
            family.kerasName(),
            family.pixels().description()),
        "in place of any other scaling " + family.pixels().code());
  }
}
