package dev.peaberry.lint;

import java.util.List;
import java.util.stream.Stream;

/** Dropout that upsets the statistics after it. */
final class DropoutBeforeBatchNorm {
  static final Rule RULE =
      Rule.warning(
          "dropout-before-batch-norm",
          "dropout before a batch normalisation",
          "Dropout changes the variance in training only, so the moving variance "
              + "that batch normalisation keeps is wrong for predictions (Li et al. "
              + "2018).",
          DropoutBeforeBatchNorm::check);

  private DropoutBeforeBatchNorm() {}

  private static Stream<Spot> check(Subject subject) {
    List<String> found =
        subject
            .network()
            .sites(Role.DROPOUT)
            .filter(site -> site.number("rate") > 0 && site.setting("noise_shape").isEmpty())
            .filter(site -> reaches(site, 1))
            .map(Site::name)
            .toList();
    return found.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Spot(
                Wording.list(found),
                "found a batch normalisation after it, with at most one layer between them",
                "move dropout behind the last BatchNormalization, or leave it out: batch"
                    + " normalisation regularises, too"));
  }

  /** Whether a batch normalisation follows after at most so many layers with weights. */
  private static boolean reaches(Site site, int kernels) {
    return site.after().stream()
        .anyMatch(
            next ->
                next.isA("BatchNormalization")
                    || (next.hasKernel()
                        ? kernels > 0 && reaches(next, kernels - 1)
                        : !next.is(Role.MERGE) && reaches(next, kernels)));
  }
}
