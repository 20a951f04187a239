package dev.peaberry.schedule;

/** The curve that the cosine schedules share. */
final class Cosine {
  private Cosine() {}

  /**
   * Half a cosine wave.
   *
   * @param share how much of it is done, 0 to 1
   * @param height of the wave, 1 for one that falls from 1
   * @param alpha where it ends
   */
  static double fall(double share, double height, double alpha) {
    return (1 - alpha) * 0.5 * height * (1 + Math.cos(Math.PI * share)) + alpha;
  }
}
