package dev.peaberry.cli;

import picocli.CommandLine.Option;

/** The options about classes of few pictures. */
final class BalancingFlags {
  @Option(
      names = "--class-weights",
      paramLabel = "RULE",
      defaultValue = "none",
      description =
          "How much each class counts in the loss: none (the default), balanced (all classes"
              + " alike), \"effective(beta=0.999)\" (by the effective number of pictures), or"
              + " weights such as cat=1,dog=2.5.")
  private String weights;

  @Option(
      names = "--sampling",
      paramLabel = "RULE",
      defaultValue = "shuffled",
      description =
          "How often an epoch shows each class: shuffled (the default: each picture once), balanced"
              + " (all classes alike), square-root (half way), or a power of their counts from 0"
              + " to 1.")
  private String sampling;

  /**
   * What was asked for.
   *
   * @throws InputException if that makes no sense
   */
  Balancing balancing() {
    return Balancing.parse(weights, sampling);
  }
}
