package dev.peaberry.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How the options of {@code train} stand in a recipe: by their long names, with underscores, and
 * with a list of values where an option may be given several times. Stateless.
 */
final class RecipeOptions {
  /** What belongs to one run rather than to a recipe. */
  private static final Set<String> OF_A_RUN =
      Set.of(
          "--recipe",
          "--resume",
          "--out",
          "--as-trial",
          "--quiet",
          "--json",
          "--debug",
          "--help",
          "--version");

  private RecipeOptions() {}

  /** The options of a command that may stand in a recipe, by the names that they have there. */
  static Map<String, OptionSpec> of(CommandSpec command) {
    Map<String, OptionSpec> options = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      if (!OF_A_RUN.contains(option.longestName())) {
        options.put(key(option), option);
      }
    }
    return options;
  }

  private static String key(OptionSpec option) {
    return key(option.longestName());
  }

  /** An option's name as a recipe has it: {@code --batch-size} and {@code batch-size} likewise. */
  static String key(String name) {
    return name.replaceFirst("^--", "").replace('-', '_');
  }

  /**
   * A recipe as arguments of a command.
   *
   * @param given options that were given besides, which take the place of the recipe's
   * @throws InputException if it has an option that does not exist
   */
  static List<String> arguments(RecipeFile recipe, CommandSpec command, Set<String> given) {
    Map<String, OptionSpec> known = of(command);
    List<String> arguments = new ArrayList<>();
    for (String key : recipe.options().keySet()) {
      OptionSpec option = known.get(key);
      if (option == null) {
        throw new InputException(
            "Recipe %s: %s"
                .formatted(
                    recipe.name(),
                    Recipe.unknown("option", key, List.copyOf(new TreeSet<>(known.keySet())))));
      }
      if (given.contains(option.longestName())) {
        continue;
      }
      for (String value : recipe.values(key)) {
        arguments.add(option.longestName() + "=" + value);
      }
    }
    return arguments;
  }

  /**
   * A recipe with every option that it leaves to its default spelled out, and, as comments, those
   * that depend on the pictures.
   */
  static String complete(RecipeFile recipe, CommandSpec command) {
    Map<String, Object> yaml = recipe.description();
    List<String> open = new ArrayList<>();
    of(command)
        .forEach(
            (key, option) -> {
              if (recipe.options().containsKey(key)) {
                yaml.put(key, recipe.options().get(key));
              } else if (option.defaultValue() != null) {
                yaml.put(key, value(option.defaultValue()));
              } else if (option.isMultiValue()) {
                yaml.put(key, List.of());
              } else {
                open.add(key);
              }
            });
    return RecipeFile.write(yaml) + "# Not set: " + String.join(", ", open) + "\n";
  }

  private static Object value(String text) {
    if (text.matches("true|false")) {
      return Boolean.valueOf(text);
    }
    return text.matches("\\d{1,9}") ? Integer.valueOf(text) : text;
  }
}
