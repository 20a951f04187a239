package dev.peaberry.cli;

import dev.peaberry.engine.Device;
import dev.peaberry.engine.Devices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what TensorFlow can compute on. */
@Command(
    name = "devices",
    header = "Shows the processors that training can use.",
    description = {"", "The names are what @|cyan --device|@ of the other commands takes.", ""},
    optionListHeading = "Options:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry devices|@",
      "  @|bold peaberry train photos --device gpu:1|@"
    })
final class DevicesCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;

  DevicesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Devices.Info> devices = Devices.list();
    if (json) {
      console.printPlain(Json.pretty(toJson(devices)));
      return Failures.OK;
    }
    for (Devices.Info info : devices) {
      console.print("@|bold %-6s|@ %s", info.device(), describe(info));
    }
    if (devices.stream().noneMatch(info -> info.device().type() == Device.Type.GPU)) {
      console.print("No GPU. On a machine with CUDA, build with -Dpeaberry.gpu.");
    }
    return Failures.OK;
  }

  private static String describe(Devices.Info info) {
    if (info.device().type() == Device.Type.CPU) {
      int processors = Runtime.getRuntime().availableProcessors();
      String count = processors + (processors == 1 ? " processor" : " processors");
      return processorName().map(name -> count + ", " + name).orElse(count);
    }
    return String.format(
        Locale.ROOT, "%.1f GiB of memory", info.memoryBytes() / (double) (1L << 30));
  }

  private static Object toJson(List<Devices.Info> devices) {
    return Json.map(
        "tensorflow",
        Devices.tensorFlowVersion(),
        "processors",
        Runtime.getRuntime().availableProcessors(),
        "processor",
        processorName().orElse(null),
        "devices",
        devices.stream()
            .map(
                info ->
                    Json.map(
                        "name",
                        info.device().toString(),
                        "memory_bytes",
                        info.device().type() == Device.Type.GPU ? info.memoryBytes() : null))
            .toList());
  }

  /** As Linux knows it. */
  private static Optional<String> processorName() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
