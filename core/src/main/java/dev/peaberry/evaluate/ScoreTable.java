package dev.peaberry.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes scores as aligned text. Stateless. */
final class ScoreTable {
  private static final int LONGEST_NAME = 28;

  private ScoreTable() {}

  static String of(List<Scores> classes, List<Scores> averages) {
    int width =
        Stream.concat(classes.stream(), averages.stream())
            .mapToInt(each -> name(each).length())
            .max()
            .orElse(0);
    StringBuilder text = new StringBuilder();
    text.append(" ".repeat(width)).append("  precision  recall      f1  pictures\n");
    classes.forEach(each -> text.append(line(each, width)));
    text.append('\n');
    averages.forEach(each -> text.append(line(each, width)));
    return text.toString();
  }

  private static String line(Scores scores, int width) {
    return String.format(
        Locale.ROOT,
        "%-" + width + "s  %9.4f  %6.4f  %6.4f  %,8d%n",
        name(scores),
        scores.precision(),
        scores.recall(),
        scores.f1(),
        scores.support());
  }

  /** Names come from files, so that they may hold anything, even a terminal's commands. */
  private static String name(Scores scores) {
    String clean = scores.name().replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME - 1) + "…";
  }
}
