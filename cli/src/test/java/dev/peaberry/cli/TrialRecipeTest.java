package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.tune.Aim;
import dev.peaberry.tune.Parameter;
import dev.peaberry.tune.Rungs;
import dev.peaberry.tune.Search;
import dev.peaberry.tune.SearchSpace;
import dev.peaberry.tune.Sweep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The recipe of a trial. */
class TrialRecipeTest {
  /** Of the second value of a parameter. */
  private static RecipeFile second(String parameter) {
    SearchSpace space = new SearchSpace(List.of(Parameter.parse(parameter)));
    Map<String, Object> recipe =
        Map.of("data", "beans", "batch_size", 8, "head", List.of("flatten"), "callback", "x");
    Sweep sweep =
        new Sweep(
            "test",
            recipe,
            Search.GRID,
            space,
            1,
            "val_accuracy",
            Aim.MAXIMIZE,
            Rungs.whole(1),
            Sweep.plan(Search.GRID, space, 0, 1));
    return TrialRecipe.file(sweep, sweep.trial(2));
  }

  @Test
  void aValueTakesThePlaceOfTheRecipes() {
    assertThat(second("batch_size=16,32").values("batch_size")).containsExactly("32");
  }

  @Test
  void whatIsNoParameterStays() {
    assertThat(second("seed=1,2").values("head")).containsExactly("flatten");
  }

  @Test
  void anEmptyValueLeavesTheOptionOut() {
    assertThat(second("head=flatten,").options()).doesNotContainKey("head");
  }

  @Test
  void severalValuesOfAnOptionAreJoinedByPlus() {
    assertThat(second("head=flatten,flatten + dense(units=8, activation=relu)").values("head"))
        .containsExactly("flatten", "dense(units=8, activation=relu)");
  }

  @Test
  void callbacksThatAreAParameterStillEndAtNaN() {
    assertThat(second("callback=,early_stopping(patience=2)").values("callback"))
        .containsExactly("early_stopping(patience=2)", "TerminateOnNaN(raise_error=true)");
  }
}
