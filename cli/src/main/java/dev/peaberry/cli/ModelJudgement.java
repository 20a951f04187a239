package dev.peaberry.cli;

import dev.peaberry.data.BrokenImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a model does on some pictures, whether it finds one class in each or several. Immutable. */
sealed interface ModelJudgement permits Judgement, LabelsJudgement {
  /** The numbers as a table, with all that is known. */
  String table();

  /** The same for scripts. */
  Map<String, Object> toJson();

  /** Why the loss is not the model's own, if it is not. */
  Optional<String> remark();

  /** What is to be known of the answers, in sentences; perhaps nothing. */
  List<String> notes();

  /** The pictures that were left out. */
  List<BrokenImage> broken();

  /** What is compared between folds, by name. */
  Map<String, Double> metrics();

  /** The counts that can be added up over folds. */
  OutOfFold counts();

  /** A line for each picture: its name, its classes, what the model takes it for, how surely. */
  List<List<String>> predictionRows();

  /** Draws pictures with what the model says about them. */
  void drawSamples(String caption, Path file) throws IOException;
}
