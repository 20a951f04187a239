package dev.peaberry.lint;

import java.util.stream.Stream;

/** Dropout that leaves nearly nothing. */
final class DropoutRate {
  static final Rule RULE =
      Rule.warning(
          "dropout-rate",
          "a dropout rate of 0.8 or more",
          "The rate is the share that is taken away, not the share that is kept: "
              + "so little is left that training all but stops.",
          DropoutRate::check);
  private static final double MOST = 0.8;

  private DropoutRate() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .network()
        .sites(Role.DROPOUT)
        .filter(site -> site.number("rate") >= MOST)
        .map(
            site ->
                new Spot(
                    site.name(),
                    "found a rate of " + Wording.number(site.number("rate")),
                    Wording.text(
                        "Dropout.of(%s) if that share was to be kept, else 0.2 to 0.5",
                        Wording.number(1 - site.number("rate")))));
  }
}
