package dev.peaberry.cli;

import java.util.Optional;

/** What a sweep hears of a trial. Immutable. */
sealed interface TrialReport {
  /** The word that begins a line about a step. */
  String STEP = "step";

  /** The word that begins a line about an epoch. */
  String EPOCH = "epoch";

  /** The trial's number. */
  int trial();

  /**
   * It is in the middle of an epoch.
   *
   * @param epochs that are done, with the share of the one at work
   */
  record Step(int trial, double epochs) implements TrialReport {}

  /**
   * An epoch is done and saved.
   *
   * @param epochs that are done
   */
  record Epoch(int trial, int epochs) implements TrialReport {}

  /**
   * Its process has ended.
   *
   * @param code the exit code
   */
  record Ended(int trial, int code) implements TrialReport {}

  /** What a line says; empty if it says something else. */
  static Optional<TrialReport> parse(int trial, String line) {
    String[] words = line.split(" ", -1);
    try {
      if (words[0].equals(STEP) && words.length == 4) {
        double share = Double.parseDouble(words[2]) / Math.max(1, Double.parseDouble(words[3]));
        return Optional.of(new Step(trial, Integer.parseInt(words[1]) + share));
      }
      if (words[0].equals(EPOCH) && words.length == 2) {
        return Optional.of(new Epoch(trial, Integer.parseInt(words[1])));
      }
    } catch (NumberFormatException e) {
      return Optional.empty(); // a note of a library that begins with the same word
    }
    return Optional.empty();
  }
}
