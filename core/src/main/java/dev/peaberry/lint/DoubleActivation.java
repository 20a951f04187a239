package dev.peaberry.lint;

import java.util.Optional;
import java.util.stream.Stream;

/** Two activations in a row. */
final class DoubleActivation {
  static final Rule RULE =
      Rule.warning(
          "double-activation",
          "an activation right after an activation",
          "The second changes nothing or undoes the first: ReLU after ReLU is "
              + "ReLU, and LeakyReLU after ReLU never sees a negative number.",
          DoubleActivation::check);

  private DoubleActivation() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .network()
        .sites(Role.ACTIVATION)
        .filter(site -> site.activates() && !site.activation().endsWith("softmax"))
        .flatMap(
            site ->
                activatedBefore(site).stream()
                    .map(
                        first ->
                            new Spot(
                                site.name(),
                                Wording.text(
                                    "found %s right after %s of %s",
                                    site.activation(), first.activation(), first.name()),
                                "keep one of them, or put a Dense, a Conv2D or a"
                                    + " BatchNormalization between them")));
  }

  /** The site whose activation's values come to a site unchanged, but for their shape. */
  static Optional<Site> activatedBefore(Site site) {
    Site at = site;
    while (at.before().size() == 1) {
      at = at.before().get(0);
      if (at.activates()) {
        return Optional.of(at);
      }
      if (!at.is(Role.SHAPE) && !at.is(Role.DROPOUT) && !at.is(Role.ACTIVATION)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
