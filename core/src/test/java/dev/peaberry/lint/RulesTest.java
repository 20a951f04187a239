package dev.peaberry.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every rule must keep, shown by its example. */
class RulesTest {
  private static List<String> broken(TrainingPlan plan) {
    return Linter.withAllRules().check(plan).stream().map(Finding::rule).distinct().toList();
  }

  @Test
  void everyRuleHasAnExample() {
    assertThat(Examples.all().map(Example::rule))
        .containsExactlyInAnyOrderElementsOf(Rules.names());
  }

  @ParameterizedTest
  @MethodSource("dev.peaberry.lint.Examples#all")
  void findsWhatIsBad(Example example) {
    assertThat(broken(example.bad())).contains(example.rule());
  }

  @ParameterizedTest
  @MethodSource("dev.peaberry.lint.Examples#all")
  void leavesWhatIsGoodAlone(Example example) {
    assertThat(broken(example.good())).doesNotContain(example.rule());
  }

  @ParameterizedTest
  @MethodSource("dev.peaberry.lint.Examples#all")
  void canBeSilenced(Example example) {
    assertThat(Linter.withAllRules().allowing(example.rule()).check(example.bad()))
        .extracting(Finding::rule)
        .doesNotContain(example.rule());
  }

  @ParameterizedTest
  @MethodSource("dev.peaberry.lint.Rules#all")
  void isCalledInKebabCase(Rule rule) {
    assertThat(rule.name()).matches("[a-z]+(-[a-z]+)+");
  }

  @ParameterizedTest
  @MethodSource("dev.peaberry.lint.Examples#all")
  void saysWhereAndWhatAndHowToMendOnOneLineEach(Example example) {
    assertThat(Linter.withAllRules().check(example.bad()))
        .allSatisfy(
            finding ->
                assertThat(List.of(finding.where(), finding.found(), finding.mend()))
                    .allMatch(text -> text.matches("\\S(.*\\S)?")));
  }
}
