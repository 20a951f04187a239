package dev.peaberry.cli;

import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The recipe of a trial: what all have in common, with its own values. Stateless. */
final class TrialRecipe {
  private static final String CALLBACK = "callback";
  private static final String END_AT_NAN = "TerminateOnNaN";
  private static final String BETWEEN = "(?<=[)\\w'\"]) \\+ (?=[\\w'\"])";

  private TrialRecipe() {}

  /** As a recipe's file has it. */
  static Map<String, Object> yaml(Sweep sweep, Trial trial) {
    Map<String, Object> yaml = new LinkedHashMap<>(sweep.recipe());
    yaml.put("title", "Trial %d of the sweep %s".formatted(trial.number(), sweep.name()));
    trial
        .values()
        .forEach(
            (name, value) -> {
              if (value.isEmpty()) {
                yaml.remove(name);
              } else {
                yaml.put(name, values(value));
              }
            });
    if (trial.values().containsKey(CALLBACK)) {
      List<String> callbacks = new ArrayList<>();
      if (yaml.get(CALLBACK) instanceof List<?> list) {
        list.forEach(each -> callbacks.add(String.valueOf(each)));
      } else if (yaml.get(CALLBACK) instanceof String one) {
        callbacks.add(one);
      }
      endAtNaN(callbacks);
      yaml.put(CALLBACK, callbacks);
    }
    return yaml;
  }

  /** {@code flatten + dense(units=8)} are two values of an option that may be given twice. */
  private static Object values(String value) {
    List<String> values = List.of(value.split(BETWEEN, -1));
    return values.size() == 1 ? value : values;
  }

  /** The recipe of a trial. */
  static RecipeFile file(Sweep sweep, Trial trial) {
    return RecipeFile.parse(SweepFolder.name(trial), RecipeFile.write(yaml(sweep, trial)));
  }

  /** A training that diverges is over, and says why. */
  static void endAtNaN(List<String> callbacks) {
    if (callbacks.stream()
        .noneMatch(each -> each.startsWith(END_AT_NAN) || each.startsWith("terminate_on_na_n"))) {
      callbacks.add(END_AT_NAN + "(raise_error=true)");
    }
  }

  /** A trial's values in a line: {@code learning_rate=0.001 batch_size=32}. */
  static String describe(Trial trial) {
    List<String> texts = new ArrayList<>();
    trial
        .values()
        .forEach((name, value) -> texts.add(name + "=" + (value.isEmpty() ? "(none)" : value)));
    return String.join("  ", texts);
  }
}
