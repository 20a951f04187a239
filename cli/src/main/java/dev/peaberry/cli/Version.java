package dev.peaberry.cli;

import dev.peaberry.engine.Devices;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The versions of what runs. Stateless. */
final class Version implements IVersionProvider {
  /** Peaberry's own version, as its jar says. */
  static String ofPeaberry() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(not from a jar)");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "@|bold peaberry|@ " + ofPeaberry(),
      "TensorFlow " + Devices.tensorFlowVersion(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
      System.getProperty("os.name") + " " + System.getProperty("os.arch")
    };
  }
}
