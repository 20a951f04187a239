package dev.peaberry.cli;

import dev.peaberry.data.ImageSource;
import dev.peaberry.data.check.Fault;
import dev.peaberry.data.check.Finding;
import dev.peaberry.data.check.Picture;
import dev.peaberry.evaluate.ClassScores;
import dev.peaberry.evaluate.ConfidentLearning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Labels that are doubtful by confident learning on the scores of a cross-validation. Immutable.
 *
 * @param file where the scores are
 * @param scores of pictures, each by a model that has not learnt from it
 */
record ScoredLabels(Path file, ClassScores scores) {
  /** What may be given, for help texts. */
  static final String HELP = "A run of peaberry train --folds, or its scores.csv.";

  /**
   * Reads the scores.
   *
   * @throws InputException if a run has none
   * @throws dev.peaberry.data.DataException if they cannot be read
   */
  static ScoredLabels of(Path given) {
    if (!Files.isDirectory(given)) {
      return new ScoredLabels(given, ClassScores.read(given));
    }
    Path file = new RunFolder(given).scores();
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "Found no %s in %s, expected a run of peaberry train --folds on pictures of one label each; check the path"
              .formatted(file.getFileName(), given));
    }
    return new ScoredLabels(file, ClassScores.read(file));
  }

  /**
   * The doubtful labels of these pictures, the worst first; those that were corrected since are
   * left out.
   *
   * @throws InputException if none of the pictures has a score
   */
  Finding find(Map<String, ImageSource> parts) {
    Map<String, Picture> pictures = new HashMap<>();
    parts.forEach(
        (part, source) -> {
          for (int i = 0; i < source.size(); i++) {
            String className = source.classNames().get(source.label(i));
            pictures.put(source.name(i), new Picture(part, i, source.name(i), className));
          }
        });
    if (scores.examples().stream().noneMatch(each -> pictures.containsKey(each.path()))) {
      throw new InputException(
          "Found none of the pictures of %s, such as %s, expected those it was made of; check DATA or --scores"
              .formatted(file, scores.examples().get(0).path()));
    }
    List<Finding.Case> cases = new ArrayList<>();
    for (ConfidentLearning.Issue issue : ConfidentLearning.of(scores).issues()) {
      ClassScores.Example example = scores.examples().get(issue.index());
      Picture picture = pictures.get(example.path());
      String label = scores.classNames().get(example.label());
      if (picture != null && picture.className().equals(label)) {
        cases.add(Finding.Case.of(picture, note(issue, example)));
      }
    }
    return new Finding(Fault.SUSPICIOUS_LABEL, cases);
  }

  private String note(ConfidentLearning.Issue issue, ClassScores.Example example) {
    return String.format(
        Locale.ROOT,
        "rather %s with %.1f %%, its own class has %.1f %%",
        scores.classNames().get(issue.suggested()),
        100 * example.probabilities().get(issue.suggested()),
        100 * example.probabilities().get(example.label()));
  }
}
