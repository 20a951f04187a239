package dev.peaberry.lint;

import java.util.List;
import java.util.stream.Stream;

/** Learning layers below frozen ones. */
final class TrainableBeforeFrozen {
  static final Rule RULE =
      Rule.warning(
          "trainable-before-frozen",
          "layers that learn before layers that are frozen",
          "Frozen layers expect what the layers before them gave when they "
              + "learnt; if those change, pretrained weights lose their meaning. "
              + "Usually the wrong end is frozen.",
          TrainableBeforeFrozen::check);

  private TrainableBeforeFrozen() {}

  private static Stream<Spot> check(Subject subject) {
    List<Site> learning =
        subject
            .network()
            .sites()
            .filter(site -> site.hasKernel() && site.learns() && !isAdapter(site))
            .filter(
                site ->
                    Network.downstream(site).stream()
                        .anyMatch(next -> next.hasKernel() && next.isFrozen()))
            .toList();
    return !subject.trains() || learning.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Spot(
                Wording.list(learning.stream().map(Site::name).toList()),
                "found " + Wording.count(learning.size(), "learning layer") + " before frozen ones",
                "freeze the first layers and leave the last ones trainable"));
  }

  /** A layer that makes three channels of others, for a base that knows colours only. */
  private static boolean isAdapter(Site site) {
    return site.output().rank() == 3 && site.output().last() == 3;
  }
}
