package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.evaluate.Outputs;
import dev.peaberry.evaluate.Probabilities;
import dev.peaberry.explain.Explainer;
import dev.peaberry.format.KerasFile;
import dev.peaberry.image.Image;
import dev.peaberry.image.UndecodableImageException;
import dev.peaberry.predict.Classification;
import dev.peaberry.predict.Classifier;
import dev.peaberry.predict.DecisionAsset;
import dev.peaberry.predict.PictureLoader;
import dev.peaberry.report.ExplanationSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Draws what a model has looked at, a sheet for each picture. Confined to one thread. */
final class Explanations {
  private static final int CLASSES_LISTED = 20;

  private final KerasFile model;
  private final Explainer explainer;
  private final PictureLoader loader;
  private final List<String> labels;
  private final Optional<String> chosen;
  private final ExplainPlan plan;
  private long passes;

  /**
   * A sheet that has been drawn.
   *
   * @param label the class that it explains
   */
  record Drawn(ExplanationSheet sheet, Classification classification, String label) {}

  private Explanations(
      KerasFile model, Explainer explainer, Optional<String> chosen, ExplainPlan plan) {
    this.model = model;
    this.explainer = explainer;
    this.loader = PictureLoader.of(model);
    this.labels = Classifier.labelsOf(model);
    this.chosen = chosen;
    this.plan = plan;
  }

  /**
   * Prepares what is wanted.
   *
   * @param chosen the class to explain; empty for each picture's most probable one
   * @throws IllegalArgumentException if the model is no classifier of pictures or does not suit a
   *     method, or there is no such layer
   * @throws InputException if there is no such class
   */
  static Explanations of(
      KerasFile model, Explainer explainer, Optional<String> chosen, ExplainPlan.Wanted wanted) {
    Explanations explanations =
        new Explanations(model, explainer, chosen, ExplainPlan.of(wanted, explainer, model));
    chosen.ifPresent(name -> requireClass(name, explanations.labels));
    return explanations;
  }

  private static void requireClass(String name, List<String> labels) {
    if (!labels.contains(name)) {
      String known =
          labels.size() <= CLASSES_LISTED
              ? "one of " + String.join(", ", labels)
              : "one of its " + labels.size() + " classes";
      throw new InputException(
          "Found the class '%s', which the model does not know, expected %s%s"
              .formatted(name, known, Suggestion.forWord(name, labels)));
    }
  }

  Image read(Path picture) throws IOException, UndecodableImageException {
    return loader.read(picture);
  }

  /** The methods that were left out since they do not suit the model. */
  List<ExplainMethod> leftOut() {
    return plan.leftOut();
  }

  /** Explains a picture. */
  Drawn explain(Path file, Image picture, Progress progress) {
    UInt8Array seen = loader.seen(List.of(picture));
    long before = passes;
    explainer.onPass(
        total -> {
          passes = total;
          progress.advance(total - before);
        });
    progress.start("Explaining " + file.getFileName(), 1 + plan.passes(), "passes");
    try {
      Classification found = classify(seen);
      String label = chosen.orElseGet(() -> found.best().label());
      Image shown =
          new Image(seen.shape().get(1), seen.shape().get(2), seen.shape().get(3), seen.data());
      ExplanationSheet sheet =
          ExplanationSheet.of(String.valueOf(file.getFileName()), words(found, label))
              .withPicture("Picture", sizes(picture, shown), picture);
      return new Drawn(
          plan.draw(
              sheet,
              new ExplainPlan.Seen(
                  seen, loader.seesWhole() ? picture : shown, labels.indexOf(label))),
          found,
          label);
    } finally {
      progress.finish();
    }
  }

  private Classification classify(UInt8Array seen) {
    boolean several = model.assets().severalLabels();
    double[] row = Probabilities.of(explainer.outputs(seen), Outputs.of(model.model()), several)[0];
    return Classification.of(labels, DecisionAsset.of(model.assets(), labels), several, row);
  }

  private static String words(Classification found, String label) {
    String explained = "Explains %s, %s".formatted(label, percent(found.probability(label)));
    Classification.Ranked best = found.best();
    return best.label().equals(label)
        ? explained + ", the most probable class"
        : explained
            + "; most probable is %s, %s".formatted(best.label(), percent(best.probability()));
  }

  private static String percent(double probability) {
    return Quantity.percent(probability);
  }

  private static String sizes(Image picture, Image shown) {
    return "%d x %d, seen at %d x %d"
        .formatted(picture.width(), picture.height(), shown.width(), shown.height());
  }
}
