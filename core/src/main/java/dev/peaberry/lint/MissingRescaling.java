package dev.peaberry.lint;

import java.util.stream.Stream;

/** Raw pixels for a layer that wants small numbers. */
final class MissingRescaling {
  static final Rule RULE =
      Rule.warning(
          "missing-rescaling",
          "pixels from 0 to 255 into the first layer with weights",
          "First weights are drawn for inputs of about -1 to 1; two hundred times "
              + "larger ones make the first losses huge, and training slow, or "
              + "impossible.",
          MissingRescaling::check);
  private static final double LARGE = 20;

  private MissingRescaling() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .pixels()
        .firstSites()
        .filter(
            site ->
                site.hasKernel() && site.after().stream().noneMatch(MissingRescaling::isBatchNorm))
        .filter(site -> subject.pixels().hullAt(site).filter(MissingRescaling::isRaw).isPresent())
        .filter(site -> PretrainedPreprocessing.familyAt(subject, site).isEmpty())
        .map(
            site ->
                new Spot(
                    site.name(),
                    Wording.text(
                        "found pixels of %s%s, and nothing before it that scales them",
                        subject.pixels().hullAt(site).orElseThrow(),
                        subject.pictures().map(facts -> PixelMoments.of(facts).text()).orElse("")),
                    "Rescaling.of(1.0 / 255) as the first layer"));
  }

  private static boolean isBatchNorm(Site site) {
    return site.isA("BatchNormalization");
  }

  /** Large, and not even centred: networks of old subtracted the mean and did no more. */
  private static boolean isRaw(Interval range) {
    return range.high() > LARGE && range.low() > -1;
  }
}
