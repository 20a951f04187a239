package dev.peaberry.lint;

import java.util.stream.Stream;

/** Rare classes that count more and come more often. */
final class BalancedTwice {
  static final Rule RULE =
      Rule.warning(
          "balanced-twice",
          "class weights together with a sampling of classes",
          "Either makes up for classes of few pictures; both together make rare classes "
              + "count more than frequent ones, and the model names them too often.",
          BalancedTwice::check);

  private BalancedTwice() {}

  private static Stream<Spot> check(Subject subject) {
    TrainingPlan plan = subject.plan();
    return plan.weighsClasses() && plan.samplesClasses()
        ? Stream.of(
            new Spot(
                "training",
                "found class weights and a sampling that shows rare classes more often",
                "--class-weights none, or --sampling shuffled; in Java withShuffle(seed) instead of"
                    + " withSampling"))
        : Stream.empty();
  }
}
