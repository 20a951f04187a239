package dev.peaberry.cli;

import java.io.IOException;
import java.util.Map;

/** What came of a training. Immutable. */
sealed interface RunReport permits TrainingReport, LabelsReport {
  /** Writes the report and its drawings into the run's folder. */
  void writeFiles() throws IOException;

  /** Prints the short form. */
  void print(Console console);

  /** The same for scripts. */
  Map<String, Object> toJson();
}
