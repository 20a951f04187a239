package dev.peaberry.lint;

import java.util.Set;
import java.util.stream.Stream;

/** A deep model that is linear. */
final class NoNonlinearity {
  static final Rule RULE =
      Rule.warning(
          "no-nonlinearity",
          "several layers and no activation in any of them",
          "Linear layers in a row are one linear layer, however many there are: "
              + "the model cannot learn more than a weighted sum of pixels.",
          NoNonlinearity::check);
  private static final Set<String> BENDING_MERGES = Set.of("Dot", "Maximum", "Minimum", "Multiply");

  private NoNonlinearity() {}

  private static Stream<Spot> check(Subject subject) {
    return isLinear(subject)
        ? Stream.of(
            new Spot(
                subject.plan().model().name(),
                Wording.text(
                    "found %d layers with weights and no activation between them",
                    subject.network().sites(Role.LINEAR).count()),
                "withActivation(Activation.RELU) on every Conv2D and Dense but the last"))
        : Stream.empty();
  }

  /** Whether several layers make up one linear map, but for what is at the outputs. */
  static boolean isLinear(Subject subject) {
    return subject.network().sites(Role.LINEAR).count() > 1
        && subject.network().sites().noneMatch(site -> bends(subject, site));
  }

  private static boolean bends(Subject subject, Site site) {
    return switch (site.role()) {
      case LINEAR, ACTIVATION ->
          site.activates() && subject.heads().stream().noneMatch(head -> head.last() == site);
      case MAX_POOLING, OTHER -> true;
      case NORMALIZATION -> !site.isA("BatchNormalization");
      case MERGE -> BENDING_MERGES.contains(site.className());
      default -> false;
    };
  }
}
