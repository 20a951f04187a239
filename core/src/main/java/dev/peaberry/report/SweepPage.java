package dev.peaberry.report;

import dev.peaberry.tune.Aim;
import dev.peaberry.tune.Importance;
import dev.peaberry.tune.Parameter;
import dev.peaberry.tune.Range;
import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A page about a sweep: its trials as a table that can be sorted, their learning curves, each
 * parameter against the score, and what mattered. One file without anything from a network.
 * Immutable.
 */
public final class SweepPage {
  private static final String TEMPLATE = "sweep-page.html";

  private final Sweep sweep;
  private final List<String> verdict;
  private final Map<Integer, String> pages;

  private SweepPage(Sweep sweep, List<String> verdict, Map<Integer, String> pages) {
    this.sweep = sweep;
    this.verdict = List.copyOf(verdict);
    this.pages = Map.copyOf(pages);
  }

  /**
   * The page of a sweep.
   *
   * @param verdict what to make of it, the most important line first
   */
  public static SweepPage of(Sweep sweep, List<String> verdict) {
    return new SweepPage(sweep, verdict, Map.of());
  }

  /** With links to pages of trials, by their numbers: addresses that count from this page. */
  public SweepPage withPages(Map<Integer, String> others) {
    return new SweepPage(sweep, verdict, others);
  }

  /**
   * Writes the page.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", sweep.name());
    data.put("search", sweep.search().name().toLowerCase(Locale.ROOT));
    data.put("seed", sweep.seed());
    data.put("score", sweep.score());
    data.put("larger", sweep.aim() == Aim.MAXIMIZE);
    data.put("rungs", sweep.rungs().epochs());
    data.put("verdict", verdict);
    data.put("parameters", sweep.space().parameters().stream().map(SweepPage::json).toList());
    data.put("importance", Importance.of(sweep).stream().map(SweepPage::json).toList());
    data.put("trials", trials());
    data.put("recipe", recipe());
    Page.write(file, TEMPLATE, data);
  }

  private static Object json(Parameter parameter) {
    boolean logarithmic = parameter.values() instanceof Range range && range.logarithmic();
    List<String> choices =
        parameter.values() instanceof Range ? List.of() : parameter.values().all();
    return Map.of(
        "name",
        parameter.name(),
        "text",
        parameter.values().toString(),
        "log",
        logarithmic,
        "choices",
        choices);
  }

  private static Object json(Importance importance) {
    return Map.of(
        "parameter",
        importance.parameter(),
        "words",
        importance.inWords(),
        "share",
        importance.share().orElse(-1.0),
        "told",
        importance.isTold());
  }

  private List<Object> trials() {
    List<Trial> ranking = sweep.ranking();
    List<Object> trials = new ArrayList<>();
    for (Trial trial : sweep.trials()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("number", trial.number());
      json.put("page", pages.getOrDefault(trial.number(), ""));
      json.put("place", ranking.indexOf(trial) + 1);
      json.put("state", trial.state().name().toLowerCase(Locale.ROOT));
      json.put("values", trial.values());
      json.put("rung", trial.rung(sweep.rungs()).orElse(0));
      Optional<Double> score = sweep.halving().score(trial);
      json.put("score", score.orElse(null));
      // Written here, as a script rounds halves in another way.
      json.put("shown", score.map(each -> String.format(Locale.ROOT, "%.4f", each)).orElse(""));
      json.put("bestEpoch", trial.bestEpoch(sweep.aim()).orElse(null));
      json.put(
          "scores",
          trial.scores().stream().map(each -> Double.isFinite(each) ? each : null).toList());
      json.put("seconds", trial.time().toMillis() / 1000.0);
      json.put("reason", trial.reason().orElse(""));
      trials.add(json);
    }
    return trials;
  }

  private List<List<String>> recipe() {
    List<List<String>> settings = new ArrayList<>();
    sweep.recipe().forEach((name, value) -> settings.add(List.of(name, String.valueOf(value))));
    return settings;
  }
}
