package dev.peaberry.cli;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Progress;
import dev.peaberry.train.Mode;
import dev.peaberry.tune.Aim;
import dev.peaberry.tune.Parameter;
import dev.peaberry.tune.Rungs;
import dev.peaberry.tune.Search;
import dev.peaberry.tune.SearchSpace;
import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.Trial;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Makes a sweep of a recipe, and checks every trial as {@code train} would before anything starts.
 * Confined to one thread.
 */
final class SweepPlanner {
  private static final String MONITOR = "monitor";
  private static final String CALLBACK = "callback";

  /** What decides which pictures validate, or how many: scores are then not of the same ones. */
  private static final Set<String> DECIDE_PICTURES =
      Set.of("seed", "validation_split", "split", "group_by", "keep_copies_together", "max_broken");

  private static final Set<String> NO_PARAMETERS =
      Set.of("folds", "root", "label_from", MONITOR, "allow");

  private final Console console;
  private final Progress progress;
  private final Map<String, OptionSpec> known;

  SweepPlanner(Console console, Progress progress) {
    this.console = console;
    this.progress = progress;
    this.known = RecipeOptions.of(new CommandLine(new TrainCommand(console)).getCommandSpec());
  }

  /**
   * What is asked for.
   *
   * @param recipe a name, or a file
   * @param data in the place of the recipe's, if given
   * @param parameters as they were typed
   * @param settings that all trials have, as they were typed
   * @param trials how many are drawn, if given
   * @param score by which trials are compared, if given
   * @param reduction of successive halving
   * @param leastEpochs of successive halving
   */
  record Wish(
      String recipe,
      Optional<String> data,
      List<String> parameters,
      List<String> settings,
      Search search,
      Optional<Integer> trials,
      long seed,
      Optional<String> score,
      int reduction,
      int leastEpochs) {}

  /**
   * The sweep.
   *
   * @throws InputException if something of it cannot be
   * @throws ConfigException if something of it cannot be
   */
  Sweep plan(Wish wish, String name) {
    RecipeFile base = base(wish);
    SearchSpace space = space(wish);
    if (wish.search() == Search.GRID && wish.trials().isPresent()) {
      throw new InputException(
          "Found --trials with --method grid, which tries all combinations; leave it out");
    }
    TrainCommand command = TrainCommand.following(base, console);
    List<Trial> trials = trials(wish, space);
    try (Pictures pictures = Pictures.open(command.chosenData(), progress)) {
      Recipe usual = command.recipe(pictures, progress);
      String score =
          wish.score()
              .or(() -> base.values(MONITOR).stream().findFirst())
              .orElseGet(() -> "val_" + usual.training().metrics().get(0).name());
      requireComparable(score, space);
      RecipeFile scored = withScore(base, score);
      TrainCommand.following(scored, console); // refuses a score that is not measured
      Sweep sweep =
          new Sweep(
              name,
              yaml(scored),
              wish.search(),
              space,
              wish.seed(),
              score,
              aim(score, usual),
              rungs(wish, usual),
              trials);
      new TrialCheck(console, sweep).check(pictures);
      return sweep;
    }
  }

  /** As many as are wanted, or else the usual number, or all if there are fewer. */
  private static List<Trial> trials(Wish wish, SearchSpace space) {
    int usual = Math.min(SweepCommand.USUAL_TRIALS, space.count().orElse(Integer.MAX_VALUE));
    return Sweep.plan(wish.search(), space, wish.trials().orElse(usual), wish.seed());
  }

  /** The recipe with what was set, its data by the whole path. */
  private RecipeFile base(Wish wish) {
    RecipeFile file = RecipeFile.find(wish.recipe());
    RecipeOptions.arguments(
        file, new CommandLine(new TrainCommand(console)).getCommandSpec(), Set.of());
    Map<String, Object> options = new LinkedHashMap<>(file.options());
    settings(wish.settings())
        .forEach((key, values) -> options.put(key, values.size() == 1 ? values.get(0) : values));
    Optional<String> data = wish.data().or(file::data);
    return new RecipeFile(
        file.name(),
        file.title(),
        file.about(),
        data.map(SweepPlanner::absolute),
        file.needs(),
        file.figures(),
        options);
  }

  private static String absolute(String data) {
    return Files.exists(Pictures.path(data))
        ? Pictures.path(data).toAbsolutePath().normalize().toString()
        : data;
  }

  private Map<String, List<String>> settings(List<String> typed) {
    Map<String, List<String>> settings = new LinkedHashMap<>();
    for (String text : typed) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new InputException(
            "Found --set '%s', expected NAME=VALUE, such as --set epochs=20".formatted(text));
      }
      String key = knownKey("setting", text.substring(0, equals));
      settings.computeIfAbsent(key, each -> new ArrayList<>()).add(text.substring(equals + 1));
      if (settings.get(key).size() > 1 && !known.get(key).isMultiValue()) {
        throw new InputException("Found --set %s twice, expected it once".formatted(key));
      }
    }
    return settings;
  }

  private String knownKey(String what, String typed) {
    String key = RecipeOptions.key(typed.strip());
    if (!known.containsKey(key)) {
      throw new InputException(
          Recipe.unknown(what, key, List.copyOf(new TreeSet<>(known.keySet()))));
    }
    return key;
  }

  private SearchSpace space(Wish wish) {
    List<Parameter> parameters = new ArrayList<>();
    Set<String> set = settings(wish.settings()).keySet();
    for (String typed : wish.parameters()) {
      Parameter parsed = Parameter.parse(typed);
      String key = knownKey("parameter", parsed.name());
      if (NO_PARAMETERS.contains(key)) {
        throw new InputException(
            "Found the parameter %s, expected one that trials can be compared by; leave it out"
                .formatted(key));
      }
      if (set.contains(key)) {
        throw new InputException(
            "Found %s with --param and with --set, expected one of them".formatted(key));
      }
      parameters.add(new Parameter(key, parsed.values()));
    }
    return new SearchSpace(parameters);
  }

  /** All trials save their best epoch by the score, and end where the loss is no number. */
  private RecipeFile withScore(RecipeFile base, String score) {
    Map<String, Object> options = new LinkedHashMap<>(base.options());
    options.put(MONITOR, score);
    List<String> callbacks = new ArrayList<>(base.values(CALLBACK));
    TrialRecipe.endAtNaN(callbacks);
    options.put(CALLBACK, callbacks);
    return new RecipeFile(
        base.name(),
        base.title(),
        base.about(),
        base.data(),
        base.needs(),
        base.figures(),
        options);
  }

  private static Map<String, Object> yaml(RecipeFile file) {
    Map<String, Object> yaml = file.description();
    yaml.putAll(file.options());
    return yaml;
  }

  private static void requireComparable(String score, SearchSpace space) {
    boolean ofLoss = score.equals("loss") || score.equals("val_loss");
    Set<String> changing = Set.of("loss", "class_weight", "label_mode");
    space.parameters().stream()
        .map(Parameter::name)
        .filter(name -> ofLoss && changing.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new InputException(
                  "Found the score %s with the parameter %s, which changes what it means; use --score val_accuracy"
                      .formatted(score, name));
            });
  }

  private static Aim aim(String score, Recipe usual) {
    return Mode.AUTO.resolve(score, usual.training().metrics()) == Mode.MIN
        ? Aim.MINIMIZE
        : Aim.MAXIMIZE;
  }

  private static Rungs rungs(Wish wish, Recipe usual) {
    int epochs = TrialCheck.epochs(usual);
    if (wish.search() != Search.ASHA) {
      return Rungs.whole(epochs);
    }
    if (!usual.phases().isEmpty()) {
      throw new InputException(
          "Found --method asha with phases of fine-tuning, whose epochs cannot be cut; use --method random");
    }
    return Rungs.halving(epochs, wish.leastEpochs(), wish.reduction());
  }

  /** What to say of parameters by which trials do not see the same validation pictures. */
  static List<String> cautions(Sweep sweep) {
    String names =
        sweep.space().parameters().stream()
            .map(Parameter::name)
            .filter(DECIDE_PICTURES::contains)
            .collect(Collectors.joining(" and "));
    return names.isEmpty()
        ? List.of()
        : List.of(
            "Trials with another %s may be validated with other pictures: a part of the differences is luck."
                .formatted(names));
  }
}
