package dev.peaberry.config;

/** Ignores all progress. */
enum Silence implements Progress {
  INSTANCE;

  @Override
  public void start(String task, long total, String unit) {}

  @Override
  public void advance(long done) {}

  @Override
  public void finish() {}
}
