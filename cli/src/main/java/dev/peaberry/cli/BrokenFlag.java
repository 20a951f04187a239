package dev.peaberry.cli;

import picocli.CommandLine.Option;

/** The option of commands that leave broken pictures out. */
final class BrokenFlag {
  @Option(
      names = "--max-broken",
      paramLabel = "SHARE",
      converter = Numbers.Share.class,
      defaultValue = "0.1",
      description =
          "Broken pictures are left out and listed; more than this share of them is an error."
              + " Default: ${DEFAULT-VALUE}.")
  private double share;

  double share() {
    return share;
  }
}
