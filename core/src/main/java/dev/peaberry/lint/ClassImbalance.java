package dev.peaberry.lint;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Some classes with far more pictures than others. */
final class ClassImbalance {
  static final Rule RULE =
      Rule.warning(
          "class-imbalance",
          "a class with ten times as many pictures as another",
          "A model that always names the large class is nearly always right, and "
              + "that is what it learns first.",
          ClassImbalance::check);
  private static final double STRONG = 10;

  private ClassImbalance() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .pictures()
        .filter(facts -> !isBalanced(subject.plan()) && ratio(facts) >= STRONG)
        .map(
            facts -> {
              List<Integer> counts = present(facts);
              int most = Collections.max(counts);
              int least = Collections.min(counts);
              List<Integer> all = facts.training();
              return new Spot(
                  facts.classNames().get(all.indexOf(most))
                      + ", "
                      + facts.classNames().get(all.indexOf(least)),
                  Wording.text("found %,d and %,d pictures: %.0f to 1", most, least, ratio(facts)),
                  "--class-weights balanced or --sampling balanced, in Java"
                      + " withClassWeights(ClassWeights.balanced(source)) or"
                      + " withSampling(ClassSampling.balanced(), seed); or more pictures of the"
                      + " small class");
            })
        .stream();
  }

  private static boolean isBalanced(TrainingPlan plan) {
    return plan.weighsClasses() || plan.samplesClasses();
  }

  private static List<Integer> present(PictureFacts facts) {
    return facts.training().stream().filter(count -> count > 0).toList();
  }

  private static double ratio(PictureFacts facts) {
    List<Integer> counts = present(facts);
    return counts.isEmpty() ? 1 : (double) Collections.max(counts) / Collections.min(counts);
  }
}
