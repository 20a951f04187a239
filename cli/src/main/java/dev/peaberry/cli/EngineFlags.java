package dev.peaberry.cli;

import dev.peaberry.engine.Device;
import dev.peaberry.engine.Devices;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Precision;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that computes with a model. */
final class EngineFlags {
  @Option(
      names = "--device",
      paramLabel = "cpu|gpu|gpu:N",
      converter = DeviceName.class,
      description = "Where to compute; peaberry devices lists them. Default: cpu.")
  private Device device = Device.CPU;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Numbers.CountOrNone.class,
      description = "How many threads compute. Default: 0, one for each processor.")
  private int threads;

  @Option(
      names = "--memory-growth",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Take a GPU's memory as it is needed (the default), or all at once.")
  private boolean memoryGrowth = true;

  @Option(
      names = "--precision",
      paramLabel = "fp32|bf16|auto",
      converter = Choices.OfPrecision.class,
      description =
          "Numbers to multiply with: bf16 is faster on processors with AMX or AVX512-BF16, auto"
              + " chooses it there. Default: fp32.")
  private PrecisionChoice precision;

  /**
   * The options, the device being there.
   *
   * @throws InputException if it is not
   */
  EngineOptions options() {
    return options(Precision.FP32);
  }

  /**
   * The options, the device being there.
   *
   * @param usual the precision if none is given
   * @throws InputException if it is not
   */
  EngineOptions options(Precision usual) {
    if (!device.equals(Device.CPU)) {
      List<Device> found = Devices.list().stream().map(Devices.Info::device).toList();
      if (!found.contains(device)) {
        throw new InputException(
            "Found no device %s on this machine, only %s; use --device cpu, or build with"
                    .formatted(
                        device, String.join(", ", found.stream().map(Device::toString).toList()))
                + " -Dpeaberry.gpu on a machine with CUDA");
      }
    }
    return EngineOptions.DEFAULT
        .withDevice(device)
        .withThreads(threads)
        .withMemoryGrowth(memoryGrowth)
        .withPrecision((precision == null ? PrecisionChoice.of(usual) : precision).on(device));
  }

  /** Reads a device's name. */
  static final class DeviceName implements ITypeConverter<Device> {
    @Override
    public Device convert(String text) {
      try {
        return Device.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "found '" + text + "', expected cpu, gpu or gpu:N such as gpu:1");
      }
    }
  }
}
