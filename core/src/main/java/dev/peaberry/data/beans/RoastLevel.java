package dev.peaberry.data.beans;

import java.util.random.RandomGenerator;

/**
 * How far coffee was roasted. Every level is a range on one scale from raw (0) to nearly black
 * (3.5), and neighbouring ranges overlap a little, as they do on any shelf.
 */
public enum RoastLevel {
  /** Oily and nearly black. */
  DARK("Dark", 3.05, 0.16),
  /** Raw. */
  GREEN("Green", 0.0, 0.15),
  /** Cinnamon to tan, dry. */
  LIGHT("Light", 1.0, 0.17),
  /** Brown, with gold skin in the crease. */
  MEDIUM("Medium", 2.05, 0.16);

  private final String folder;
  private final double centre;
  private final double spread;

  RoastLevel(String folder, double centre, double spread) {
    this.folder = folder;
    this.centre = centre;
    this.spread = spread;
  }

  /** The name of the class and of its folder. */
  public String folder() {
    return folder;
  }

  /** The degree of one roast of this level, 0 to 3.5. */
  double degree(RandomGenerator random) {
    double offset = Math.max(-2.2, Math.min(2.2, random.nextGaussian()));
    return Math.max(0, Math.min(3.5, centre + spread * offset));
  }
}
