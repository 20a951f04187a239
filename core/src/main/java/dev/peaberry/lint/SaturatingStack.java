package dev.peaberry.lint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Many sigmoids on top of one another. */
final class SaturatingStack {
  static final Rule RULE =
      Rule.warning(
          "saturating-stack",
          "many sigmoid or tanh layers on top of one another",
          "A sigmoid passes at most a quarter of a gradient on, tanh less and "
              + "less the larger its input: after some layers the first ones do not "
              + "learn.",
          SaturatingStack::check);
  private static final int MOST_SIGMOIDS = 4;
  private static final int MOST_TANHS = 7;

  private SaturatingStack() {}

  private static Stream<Spot> check(Subject subject) {
    return Stream.concat(
        deep(subject, Set.of("sigmoid", "hard_sigmoid"), MOST_SIGMOIDS).stream(),
        deep(subject, Set.of("tanh", "softsign"), MOST_TANHS).stream());
  }

  private static Optional<Spot> deep(Subject subject, Set<String> activations, int most) {
    Map<Site, Integer> depths =
        subject
            .network()
            .forward(
                (site, before) -> {
                  int least = before.stream().mapToInt(depth -> depth).min().orElse(0);
                  return site.is(Role.NORMALIZATION)
                      ? 0
                      : least + (activations.contains(site.activation()) ? 1 : 0);
                });
    return subject.heads().stream()
        .map(Head::last)
        .filter(site -> depths.get(site) - (activations.contains(site.activation()) ? 1 : 0) > most)
        .map(
            site ->
                new Spot(
                    site.name(),
                    Wording.text(
                        "found %d %s layers before it, without normalisation between them",
                        depths.get(site) - (activations.contains(site.activation()) ? 1 : 0),
                        activations.contains("tanh") ? "tanh" : "sigmoid"),
                    "Activation.RELU, or a BatchNormalization after every second layer"))
        .findFirst();
  }
}
