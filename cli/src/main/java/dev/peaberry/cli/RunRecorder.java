package dev.peaberry.cli;

import dev.peaberry.train.History;
import dev.peaberry.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Writes the history of a run after every epoch, so that it can be plotted while it goes on. */
final class RunRecorder implements TrainingListener {
  private final RunFolder run;
  private History history;

  private RunRecorder(RunFolder run, History history) {
    this.run = run;
    this.history = history;
  }

  /** For a run that begins, or one that goes on. */
  static RunRecorder of(RunFolder run) throws IOException {
    return new RunRecorder(
        run, Files.exists(run.historyJson()) ? History.readJson(run.historyJson()) : History.EMPTY);
  }

  @Override
  public void epochDone(EpochReport report) {
    // A run that was killed may have written an epoch that its checkpoint does not know.
    int known = Math.min(report.epoch(), history.epochs().size());
    history = new History(history.epochs().subList(0, known)).with(report.result());
    try {
      write(history);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes both files. */
  void write(History complete) throws IOException {
    complete.writeJson(run.historyJson());
    complete.writeCsv(run.historyCsv());
  }
}
