package dev.peaberry.cli;

import dev.peaberry.lint.Linter;
import dev.peaberry.lint.Rules;
import java.util.List;
import picocli.CommandLine.Option;

/** The option of commands that look for mistakes. */
final class AllowFlag {
  @Option(
      names = "--allow",
      paramLabel = "RULE",
      split = ",",
      description =
          "Say nothing of this rule and let it be broken; @|bold peaberry check --list|@ explains"
              + " all rules. May be given several times.")
  private List<String> rules = List.of();

  /**
   * The linter without the rules that are allowed to be broken.
   *
   * @throws InputException if there is no such rule
   */
  Linter linter() {
    for (String rule : rules) {
      if (Rules.find(rule).isEmpty()) {
        throw new InputException(
            "Found no rule '%s'%s; peaberry check --list shows all %d"
                .formatted(rule, Suggestion.forWord(rule, Rules.names()), Rules.all().size()));
      }
    }
    return Linter.withAllRules().allowing(rules);
  }
}
