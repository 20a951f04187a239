package dev.peaberry.lint;

import java.util.Comparator;
import java.util.stream.Stream;

/** One layer that holds nearly all parameters. */
final class DominantDense {
  static final Rule RULE =
      Rule.warning(
          "dominant-dense",
          "nearly all parameters in one Dense layer after a Flatten, and few pictures",
          "A layer with a weight for every place of the map learns single "
              + "pictures by heart; the accuracy on new ones stays behind.",
          DominantDense::check);
  private static final double LEAST_SHARE = 0.8;
  private static final double LEAST_PARAMETERS = 1_000_000;
  private static final int MOST_EACH = 1_000;

  private DominantDense() {}

  private static Stream<Spot> check(Subject subject) {
    long all = subject.network().parameters();
    return subject
        .network()
        .sites(Role.LINEAR)
        .filter(site -> site.isA("Dense") && site.learns() && comesFromFlatten(site))
        .max(Comparator.comparingLong(Site::parameters))
        .filter(site -> site.parameters() >= Math.max(LEAST_PARAMETERS, LEAST_SHARE * all))
        .flatMap(
            site ->
                subject
                    .pictures()
                    .map(PictureFacts::trainingPictures)
                    .filter(pictures -> site.parameters() > (long) MOST_EACH * pictures)
                    .map(pictures -> spot(site, all, pictures)))
        .stream();
  }

  private static boolean comesFromFlatten(Site site) {
    Site at = site.before().get(0);
    while (at.is(Role.DROPOUT) && at.before().size() == 1) {
      at = at.before().get(0);
    }
    return at.isA("Flatten") && at.input().rank() == 3 && at.input().size() > at.input().last();
  }

  private static Spot spot(Site site, long all, int pictures) {
    return new Spot(
        site.name(),
        Wording.text(
            "found %s of the parameters in one layer: %,d of %,d, for %,d pictures",
            Wording.percent((double) site.parameters() / all), site.parameters(), all, pictures),
        "GlobalAveragePooling2D.of() in place of Flatten.of(), fewer units, or"
            + " smaller pictures (--image-size)");
  }
}
