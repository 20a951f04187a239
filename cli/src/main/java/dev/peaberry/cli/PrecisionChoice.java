package dev.peaberry.cli;

import dev.peaberry.engine.Device;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Precision;
import dev.peaberry.engine.Processor;
import java.util.Locale;

/** What {@code --precision} takes. */
enum PrecisionChoice {
  /** float32. */
  FP32,
  /** bfloat16 for what takes most of the time. */
  BF16,
  /** bfloat16 where the processor multiplies it itself. */
  AUTO;

  /**
   * What is computed in on a device.
   *
   * @throws dev.peaberry.engine.EngineException if it cannot
   */
  Precision on(Device device) {
    Precision precision =
        switch (this) {
          case FP32 -> Precision.FP32;
          case BF16 -> Precision.BF16;
          case AUTO -> Precision.auto(device);
        };
    precision.requireOn(device);
    return precision;
  }

  static PrecisionChoice of(Precision precision) {
    return precision == Precision.BF16 ? BF16 : FP32;
  }

  /** One line about what is computed in, and why. */
  static String explain(EngineOptions engine) {
    String found = Processor.ofThisMachine().bfloat16().orElse("");
    if (engine.precision() == Precision.BF16) {
      return "Computing in bf16, as this processor has " + found;
    }
    return Precision.auto(engine.device()) == Precision.BF16
        ? "Computing in fp32; as this processor has %s, --precision bf16 would be faster"
            .formatted(found)
        : "Computing in fp32";
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
