package dev.peaberry.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * This machine's processor, as Linux describes it; on other systems nothing is known of it.
 * Immutable.
 *
 * @param name the maker's name for it
 * @param features the names of its instruction sets in Linux, such as {@code avx2}
 */
public record Processor(Optional<String> name, Set<String> features) {
  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

  /** Copies the features. */
  public Processor {
    features = Set.copyOf(features);
  }

  private static final class Found {
    private static final Processor PROCESSOR = read();

    private static Processor read() {
      try (Stream<String> lines = Files.lines(DESCRIPTION)) {
        return parse(lines.toList());
      } catch (IOException | RuntimeException e) {
        return new Processor(Optional.empty(), Set.of());
      }
    }
  }

  /** The processor that this process runs on. */
  public static Processor ofThisMachine() {
    return Found.PROCESSOR;
  }

  /** The processor that the lines of {@code /proc/cpuinfo} tell of. */
  static Processor parse(List<String> lines) {
    return new Processor(
        value(lines, "model name"),
        value(lines, "flags")
            .map(flags -> Set.copyOf(List.of(flags.split(" +"))))
            .orElse(Set.of()));
  }

  private static Optional<String> value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key) && line.indexOf(':') >= 0)
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  /** What multiplies bfloat16 numbers in it, {@code AMX} or {@code AVX512-BF16}, if anything. */
  public Optional<String> bfloat16() {
    if (features.contains("amx_bf16")) {
      return Optional.of("AMX");
    }
    return features.contains("avx512_bf16") ? Optional.of("AVX512-BF16") : Optional.empty();
  }
}
