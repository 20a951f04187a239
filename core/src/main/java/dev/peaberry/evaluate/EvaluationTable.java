package dev.peaberry.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes an evaluation as aligned text. Confined to one thread. */
final class EvaluationTable {
  private static final int WIDTH = 100;
  private static final int LONGEST_NAME = 28;
  private static final int MOST_CONFUSIONS = 20;

  private final Evaluation evaluation;
  private final ConfusionMatrix matrix;
  private final List<String> names;
  private final int nameWidth;
  private final StringBuilder text = new StringBuilder();

  EvaluationTable(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.matrix = evaluation.confusion();
    this.names = matrix.classNames().stream().map(name -> shorten(name, LONGEST_NAME)).toList();
    this.nameWidth =
        Stream.concat(names.stream(), Stream.of("weighted average"))
            .mapToInt(EvaluationTable::length)
            .max()
            .orElseThrow();
  }

  @Override
  public String toString() {
    writeTotals();
    writeScores();
    writeConfusions();
    return text.toString();
  }

  private void writeTotals() {
    Interval interval = evaluation.accuracyInterval();
    line("%,d pictures, %d classes", evaluation.examples(), matrix.classes());
    line("");
    line(
        "accuracy        %.4f  (95 %% interval %.4f to %.4f)",
        evaluation.accuracy(), interval.low(), interval.high());
    for (int k : evaluation.usualTopK()) {
      line("top-%d accuracy  %.4f", k, evaluation.topKAccuracy(k));
    }
    line(
        "baseline        %.4f  (always %s, the most frequent class)",
        matrix.baselineAccuracy(), names.get(matrix.majorityClass()));
    line("loss            %.4f  (%s)", evaluation.loss(), shorten(evaluation.lossName(), 70));
    line("");
  }

  private void writeScores() {
    line("%s  precision  recall      f1  pictures", pad("", nameWidth));
    for (int i = 0; i < matrix.classes(); i++) {
      Scores scores = matrix.scores(i);
      boolean exists = scores.support() > 0;
      boolean predicted = matrix.predictions(i) > 0;
      writeScores(
          names.get(i),
          predicted ? share(scores.precision()) : "-",
          exists ? share(scores.recall()) : "-",
          exists || predicted ? share(scores.f1()) : "-",
          scores.support());
    }
    line("");
    for (Scores scores : List.of(matrix.macroAverage(), matrix.weightedAverage())) {
      writeScores(
          scores.name(),
          share(scores.precision()),
          share(scores.recall()),
          share(scores.f1()),
          scores.support());
    }
    line("");
  }

  private void writeScores(String name, String precision, String recall, String f1, long pictures) {
    line("%s  %9s  %6s  %6s  %,8d", pad(name, nameWidth), precision, recall, f1, pictures);
  }

  private void writeConfusions() {
    int classes = matrix.classes();
    int digits = String.valueOf(evaluation.examples()).length();
    int longest = names.stream().mapToInt(EvaluationTable::length).max().orElseThrow();
    int named = Math.max(digits, Math.min(8, longest)) + 2;
    int numbered = Math.max(digits, String.valueOf(classes).length()) + 1;
    if (longest + classes * named <= WIDTH) {
      writeMatrix(named, names.stream().map(name -> shorten(name, named - 2)).toList(), names);
    } else if (longest + 4 + classes * numbered <= WIDTH) {
      IntStream numbers = IntStream.rangeClosed(1, classes);
      List<String> heads = numbers.mapToObj(String::valueOf).toList();
      IntStream rows = IntStream.range(0, classes);
      writeMatrix(
          numbered, heads, rows.mapToObj(i -> "%2d  %s".formatted(i + 1, names.get(i))).toList());
    } else {
      writeMostFrequent();
    }
  }

  private void writeMatrix(int cell, List<String> heads, List<String> rows) {
    int left = rows.stream().mapToInt(EvaluationTable::length).max().orElseThrow();
    line("Confusion matrix: rows are true classes, columns predictions");
    text.append(" ".repeat(left));
    heads.forEach(name -> text.append(padLeft(name, cell)));
    text.append('\n');
    for (int i = 0; i < rows.size(); i++) {
      text.append(pad(rows.get(i), left));
      for (int j = 0; j < rows.size(); j++) {
        long count = matrix.count(i, j);
        text.append(padLeft(count == 0 ? "." : String.valueOf(count), cell));
      }
      text.append('\n');
    }
  }

  private void writeMostFrequent() {
    List<ConfusionMatrix.Confusion> confusions =
        matrix.confusions().stream().limit(MOST_CONFUSIONS).toList();
    line(confusions.isEmpty() ? "No confusions" : "Most frequent confusions");
    for (ConfusionMatrix.Confusion each : confusions) {
      line(
          "%,8d  %s  taken for %s",
          each.count(), pad(names.get(each.label()), nameWidth), names.get(each.predicted()));
    }
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static int length(String name) {
    return name.codePointCount(0, name.length());
  }

  private static String pad(String name, int width) {
    return name + " ".repeat(Math.max(0, width - length(name)));
  }

  private static String padLeft(String name, int width) {
    return " ".repeat(Math.max(0, width - length(name))) + name;
  }

  /** Names come from folders, so that they may hold anything, even a terminal's commands. */
  private static String shorten(String name, int longest) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    if (length(clean) <= longest) {
      return clean;
    }
    return longest == 1
        ? clean.substring(0, clean.offsetByCodePoints(0, 1))
        : clean.substring(0, clean.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
