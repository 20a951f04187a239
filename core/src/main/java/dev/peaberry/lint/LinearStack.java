package dev.peaberry.lint;

import java.util.Optional;
import java.util.stream.Stream;

/** Dense layers that make up one. */
final class LinearStack {
  static final Rule RULE =
      Rule.warning(
          "linear-stack",
          "a Dense layer on a Dense layer without activation between them",
          "Two linear maps in a row are one linear map: the parameters of the "
              + "first are spent for nothing.",
          LinearStack::check);

  private LinearStack() {}

  private static Stream<Spot> check(Subject subject) {
    if (NoNonlinearity.isLinear(subject)) {
      return Stream.empty(); // said once for the whole model
    }
    return subject
        .network()
        .sites(Role.LINEAR)
        .filter(site -> site.isA("Dense") && !site.activates())
        .flatMap(
            site ->
                next(site)
                    .filter(next -> next.isA("Dense") && !isFactorisation(site, next))
                    .map(
                        next ->
                            new Spot(
                                site.name(),
                                Wording.text(
                                    "found no activation between %s (%d units) and %s (%d units)",
                                    site.name(),
                                    site.output().last(),
                                    next.name(),
                                    next.output().last()),
                                Wording.text(
                                    "Dense.of(%d).withActivation(Activation.RELU)",
                                    site.output().last())))
                    .stream());
  }

  private static Optional<Site> next(Site site) {
    Site at = site;
    while (at.after().size() == 1) {
      at = at.after().get(0);
      if (!at.is(Role.SHAPE)
          && !at.is(Role.DROPOUT)
          && !at.is(Role.NOISE)
          && !at.isA("BatchNormalization")
          && (at.activates() || !at.is(Role.ACTIVATION))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /** A narrow layer between wide ones saves parameters, on purpose. */
  private static boolean isFactorisation(Site first, Site second) {
    int narrow = first.output().last();
    return narrow < first.input().last() && narrow < second.output().last();
  }
}
