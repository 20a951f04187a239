package dev.peaberry.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether there is memory for another trial, going by the largest so far. Where the system does not
 * tell how much a process takes, there always is. Confined to one thread.
 */
final class MemoryRule {
  private static final double USABLE = 0.8;

  private long largest;

  /** A trial has taken as much. */
  void seen(Optional<Long> bytes) {
    largest = Math.max(largest, bytes.orElse(0L));
  }

  /** Whether so many may run at once. */
  boolean allows(int trials) {
    return (double) largest * trials <= USABLE * total() && largest <= available();
  }

  /** The memory of the machine, or of the container if it is given less. */
  private static double total() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Double.POSITIVE_INFINITY;
  }

  private static double available() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Double.POSITIVE_INFINITY);
    } catch (IOException | UncheckedIOException e) {
      return Double.POSITIVE_INFINITY; // no Linux
    }
  }
}
