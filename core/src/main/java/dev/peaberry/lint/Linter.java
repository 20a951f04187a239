package dev.peaberry.lint;

import dev.peaberry.data.Dataset;
import dev.peaberry.model.Model;
import dev.peaberry.train.Trainer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what is wrong with a model or a training before a step is made. Immutable and thread-safe.
 *
 * <pre>{@code
 * Linter.check(trainer, training, Optional.of(validation)).forEach(System.out::println);
 * }</pre>
 */
public final class Linter {
  private final Set<String> allowed;

  private Linter(Set<String> allowed) {
    this.allowed = allowed;
  }

  /** With all rules. */
  public static Linter withAllRules() {
    return new Linter(Set.of());
  }

  /** All findings about a model by itself. */
  public static List<Finding> check(Model model) {
    return withAllRules().check(TrainingPlan.of(model));
  }

  /**
   * All findings about a training. Some dozens of pictures are read, and files that may be the
   * same.
   */
  public static List<Finding> check(
      Trainer trainer, Dataset training, Optional<? extends Dataset> validation) {
    return withAllRules().check(TrainingPlan.of(trainer).withData(training, validation));
  }

  /**
   * Without the rule of a name.
   *
   * @throws IllegalArgumentException if there is no such rule
   */
  public Linter allowing(String rule) {
    return allowing(List.of(rule));
  }

  /**
   * Without the rules of these names.
   *
   * @throws IllegalArgumentException if there is no such rule
   */
  public Linter allowing(Collection<String> rules) {
    Set<String> more = new TreeSet<>(allowed);
    for (String rule : rules) {
      if (Rules.find(rule).isEmpty()) {
        throw new IllegalArgumentException(
            "Found the rule '" + rule + "', expected one of " + String.join(", ", Rules.names()));
      }
      more.add(rule);
    }
    return new Linter(more);
  }

  /** What breaks the rules: errors first, otherwise in the order of {@link Rules#all}. */
  public List<Finding> check(TrainingPlan plan) {
    Subject subject = new Subject(plan);
    List<Finding> errors = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    for (Rule rule : Rules.all()) {
      if (!allowed.contains(rule.name())) {
        (rule.severity() == Severity.ERROR ? errors : warnings).addAll(rule.check(subject));
      }
    }
    errors.addAll(warnings);
    return List.copyOf(errors);
  }
}
