package dev.peaberry.data;

import dev.peaberry.config.Progress;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it heard. */
final class RecordedProgress implements Progress {
  private final List<String> log = new ArrayList<>();

  List<String> log() {
    return log;
  }

  @Override
  public void start(String task, long total, String unit) {
    log.add("start " + task + " " + total + " " + unit);
  }

  @Override
  public void advance(long done) {
    log.add("advance " + done);
  }

  @Override
  public void finish() {
    log.add("finish");
  }
}
