package dev.peaberry.cli;

import dev.peaberry.engine.Device;
import dev.peaberry.engine.Devices;
import dev.peaberry.engine.Processor;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
    console.print(
        "%s",
        Processor.ofThisMachine()
            .bfloat16()
            .map(name -> "With %s: --precision auto computes in bf16.".formatted(name))
            .orElse("Without AMX and AVX512-BF16: --precision auto computes in fp32."));
    if (devices.stream().noneMatch(info -> info.device().type() == Device.Type.GPU)) {
      console.print("No GPU. On a machine with CUDA, build with -Dpeaberry.gpu.");
    }
    return Failures.OK;
  }

  private static String describe(Devices.Info info) {
    if (info.device().type() == Device.Type.CPU) {
      int processors = Runtime.getRuntime().availableProcessors();
      String count = processors + (processors == 1 ? " processor" : " processors");
      return Processor.ofThisMachine().name().map(name -> count + ", " + name).orElse(count);
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
        Processor.ofThisMachine().name().orElse(null),
        "bf16",
        Processor.ofThisMachine().bfloat16().orElse(null),
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
}
