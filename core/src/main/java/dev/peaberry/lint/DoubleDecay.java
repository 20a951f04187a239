package dev.peaberry.lint;

import dev.peaberry.config.Described;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.optimizer.Optimizer;
import java.util.List;
import java.util.stream.Stream;

/** Weights pulled to zero twice. */
final class DoubleDecay {
  static final Rule RULE =
      Rule.warning(
          "double-decay",
          "an L2 penalty on weights that the optimizer decays, too",
          "Both pull the weights to zero, so the pull is stronger than either "
              + "number says, and with Adam the two do not even mean the same.",
          DoubleDecay::check);

  private DoubleDecay() {}

  private static Stream<Spot> check(Subject subject) {
    double decay = subject.plan().optimizer().map(DoubleDecay::decay).orElse(0.0);
    List<String> penalised =
        subject
            .network()
            .sites()
            .filter(site -> site.learns() && isPulledTwice(subject, site))
            .map(Site::name)
            .toList();
    return decay == 0 || penalised.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Spot(
                Wording.list(penalised),
                Wording.text(
                    "found an L2 regularizer, and weight_decay %s in %s",
                    Wording.number(decay), subject.plan().optimizer().orElseThrow().className()),
                "keep weight_decay and leave the kernel_regularizer out"));
  }

  private static boolean isPulledTwice(Subject subject, Site site) {
    return site.weights().stream()
        .filter(DoubleDecay::hasL2)
        .anyMatch(
            spec ->
                subject
                    .plan()
                    .optimizer()
                    .filter(optimizer -> optimizer.decays(site.name() + "/" + spec.name()))
                    .isPresent());
  }

  private static double decay(Optimizer optimizer) {
    return optimizer.configJson().get("weight_decay") instanceof Number number
        ? number.doubleValue()
        : 0;
  }

  private static boolean hasL2(WeightSpec spec) {
    return spec.regularizer()
        .filter(Described.class::isInstance)
        .map(regularizer -> ((Described) regularizer).configJson().get("l2"))
        .filter(l2 -> l2 instanceof Number number && number.doubleValue() > 0)
        .isPresent();
  }
}
