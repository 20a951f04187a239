package dev.peaberry.lint;

import java.util.stream.Stream;

/** A penalty on batch normalisation. */
final class RegularizedBatchNorm {
  static final Rule RULE =
      Rule.warning(
          "regularized-batch-norm",
          "a penalty on the weights of a batch normalisation",
          "Gamma and beta set the scale after normalising; pulling them to 0 "
              + "silences channels and protects from nothing, for the layer before can "
              + "make up for it.",
          RegularizedBatchNorm::check);

  private RegularizedBatchNorm() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .network()
        .sites(Role.NORMALIZATION)
        .filter(
            site ->
                site.setting("gamma_regularizer").isPresent()
                    || site.setting("beta_regularizer").isPresent())
        .map(
            site ->
                new Spot(
                    site.name(),
                    "found a regularizer of "
                        + (site.setting("gamma_regularizer").isPresent() ? "gamma" : "beta"),
                    "leave it out here and keep it on the kernels (kernel_regularizer)"));
  }
}
