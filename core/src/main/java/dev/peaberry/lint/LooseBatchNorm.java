package dev.peaberry.lint;

import java.util.List;
import java.util.stream.Stream;

/** Batch normalisation left out of freezing. */
final class LooseBatchNorm {
  static final Rule RULE =
      Rule.warning(
          "loose-batch-norm",
          "a batch normalisation that learns after a frozen convolution",
          "Its statistics follow the new pictures batch by batch while the "
              + "convolution before it stays as it was: what a pretrained base has "
              + "learnt is lost bit by bit.",
          LooseBatchNorm::check);

  private LooseBatchNorm() {}

  private static Stream<Spot> check(Subject subject) {
    List<String> loose =
        subject
            .network()
            .sites(Role.NORMALIZATION)
            .filter(site -> site.isA("BatchNormalization") && site.learns())
            .filter(site -> site.before().get(0).is(Role.LINEAR) && site.before().get(0).isFrozen())
            .map(Site::name)
            .toList();
    return !subject.trains() || loose.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Spot(
                Wording.list(loose),
                "found "
                    + Wording.count(loose.size(), "batch normalisation")
                    + " left out of the freezing",
                "freeze each with its convolution: model.withFrozen(...) for both names"));
  }
}
