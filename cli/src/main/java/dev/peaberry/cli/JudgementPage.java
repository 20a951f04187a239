package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.model.Summary;
import dev.peaberry.report.EvaluationPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page about a judgement, and the same facts as JSON beside it. Stateless. */
final class JudgementPage {
  private static final List<String> DIVISION =
      List.of("training_pictures", "validation_pictures", "groups", "class_weights");

  private static final List<String> CIRCUMSTANCES =
      List.of("started", "device", "threads", "precision", "peaberry", "tensorflow", "java");

  private JudgementPage() {}

  /**
   * A page.
   *
   * @param data what the pictures are called
   * @param which of them they are, in a sentence
   */
  static EvaluationPage of(
      String title, ModelArgument model, Judgement judgement, String data, String which) {
    EvaluationPage page =
        EvaluationPage.of(title, judgement.evaluation(), judgement.source(), judgement.places())
            .withAbout("Model", aboutModel(model))
            .withAbout("Pictures", aboutPictures(judgement, data, which))
            .withSeconds(judgement.pass().seconds())
            .withModel(model.file().model());
    page = judgement.pass().map().map(page::withFeatures).orElse(page);
    Optional<Map<String, Object>> manifest = model.file().assets().json(Manifest.FILE);
    return manifest.isEmpty() ? page : withManifest(page, manifest.get());
  }

  private static EvaluationPage withManifest(EvaluationPage page, Map<String, Object> manifest) {
    EvaluationPage more = page;
    if (manifest.get("recipe") instanceof Map<?, ?> recipe) {
      more = more.withAbout("Trained with", SettingsInWords.of(recipe));
    }
    more =
        more.withAbout("Trained on", chosen(manifest, DIVISION))
            .withAbout("Trained where", chosen(manifest, CIRCUMSTANCES));
    return manifest.get("warnings") instanceof List<?> warnings
        ? more.withFindings(warnings.stream().map(JudgementPage::finding).toList())
        : more;
  }

  private static Map<String, String> chosen(Map<String, Object> manifest, List<String> keys) {
    Map<String, Object> some = new LinkedHashMap<>(manifest);
    some.keySet().retainAll(keys);
    return SettingsInWords.of(some);
  }

  private static Map<String, Object> finding(Object warning) {
    Map<String, Object> finding = new LinkedHashMap<>();
    if (warning instanceof Map<?, ?> map) {
      map.forEach((key, value) -> finding.put(String.valueOf(key), value));
    }
    return finding;
  }

  private static Map<String, String> aboutModel(ModelArgument model) {
    Summary summary = model.file().model().summary();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("File", model.path().toString());
    rows.put("Network", summary.model());
    rows.put("Picture", model.file().model().inputShapes().get(0).toString());
    rows.put("Parameters", Quantity.grouped(summary.total()));
    return rows;
  }

  private static Map<String, String> aboutPictures(Judgement judgement, String data, String which) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("From", data);
    rows.put("Which", which);
    rows.put("Judged", Quantity.grouped(judgement.evaluation().examples()));
    rows.put("Left out", Quantity.grouped(judgement.broken().size()));
    judgement.remark().ifPresent(remark -> rows.put("Note", remark + "."));
    return rows;
  }

  /** The name of the file with the same facts as JSON. */
  static Path json(Path page) {
    String name = page.getFileName().toString();
    return page.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".json");
  }

  /** Writes both files, with heat maps of the worst mistakes. */
  static void write(
      EvaluationPage page,
      ModelArgument model,
      Judgement judgement,
      EngineOptions engine,
      Path html,
      Progress progress)
      throws IOException {
    Map<String, Object> facts =
        page.withExplanations(new MistakeMaps(model.file(), judgement.source(), engine, progress))
            .write(html, progress);
    OutputFile.write(json(html), Json.pretty(facts));
  }
}
