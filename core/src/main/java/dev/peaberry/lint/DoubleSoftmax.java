package dev.peaberry.lint;

import java.util.Set;
import java.util.stream.Stream;

/** Softmax of probabilities. */
final class DoubleSoftmax {
  static final Rule RULE =
      Rule.error(
          "double-softmax",
          "softmax of what is a probability already",
          "Softmax of numbers between 0 and 1 is nearly uniform: of ten classes "
              + "the best gets at most 0.23, and gradients all but vanish.",
          DoubleSoftmax::check);
  private static final Set<String> PROBABILITIES = Set.of("softmax", "sigmoid");

  private DoubleSoftmax() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .network()
        .sites(Role.ACTIVATION)
        .filter(site -> site.activation().equals("softmax"))
        .flatMap(
            site ->
                DoubleActivation.activatedBefore(site).stream()
                    .filter(first -> PROBABILITIES.contains(first.activation()))
                    .map(
                        first ->
                            new Spot(
                                site.name(),
                                Wording.text(
                                    "found softmax after %s of %s",
                                    first.activation(), first.name()),
                                "keep one of them")));
  }
}
