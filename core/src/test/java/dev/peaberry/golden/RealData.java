package dev.peaberry.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of real pictures, which not every machine has. */
public final class RealData {
  private RealData() {}

  /** A file or folder of it; the running test is skipped where it is absent. */
  public static Path path(String name) {
    Path path = Path.of(System.getProperty("peaberry.data", "../shared/data")).resolve(name);
    assumeTrue(Files.exists(path), () -> "no real data at " + path + " (-Dpeaberry.data=...)");
    return path;
  }
}
