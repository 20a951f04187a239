package dev.peaberry.engine;

import java.util.Locale;

/**
 * The numbers that a program multiplies with. Variables, the optimizer's updates, losses, the
 * statistics of normalisations and whatever is fed and fetched are float32 in either.
 */
public enum Precision {
  /** 32-bit floating point, 24 bits of it significant: Keras's {@code float32}. */
  FP32,
  /**
   * 16-bit floating point with float32's range, 8 bits of it significant, for convolutions, matrix
   * products and what lies between them: Keras's {@code mixed_bfloat16}.
   */
  BF16;

  /** The faster one on a device of this machine, as far as the processor tells. */
  public static Precision auto(Device device) {
    return device.type() == Device.Type.CPU && Processor.ofThisMachine().bfloat16().isPresent()
        ? BF16
        : FP32;
  }

  /**
   * Checks that a device of this machine computes in these numbers. TensorFlow would go on without
   * the processor's help and be slower than in float32, or end the process.
   *
   * @throws EngineException if it does not
   */
  public void requireOn(Device device) {
    if (this == FP32) {
      return;
    }
    if (device.type() == Device.Type.GPU) {
      throw new EngineException(
          "Found the precision bf16 for the device "
              + device
              + ", expected the device cpu; use --precision fp32");
    }
    if (Processor.ofThisMachine().bfloat16().isEmpty()) {
      throw new EngineException(
          "Found a processor without AMX-BF16 and AVX512-BF16, expected one of them for the"
              + " precision bf16; use --precision fp32 or auto");
    }
  }

  /** {@code fp32} or {@code bf16}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
