package dev.peaberry.engine;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * How a program uses the machine. Immutable.
 *
 * @param device where it runs
 * @param threads the threads that one operation may use, 0 for one a processor. TensorFlow keeps
 *     one pool a process: the first program decides its size
 * @param memoryGrowth whether a GPU's memory is taken as needed rather than all at once
 * @param precision the numbers that it multiplies with
 */
public record EngineOptions(Device device, int threads, boolean memoryGrowth, Precision precision) {
  /** The CPU with all its processors, in float32. */
  public static final EngineOptions DEFAULT =
      new EngineOptions(Device.CPU, 0, true, Precision.FP32);

  /**
   * Checks the number of threads.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EngineOptions {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads: found " + threads + ", expected 0 (one a processor) or more");
    }
  }

  /** The same on another device. */
  public EngineOptions withDevice(Device device) {
    return new EngineOptions(device, threads, memoryGrowth, precision);
  }

  /** The same with another number of threads. */
  public EngineOptions withThreads(int threads) {
    return new EngineOptions(device, threads, memoryGrowth, precision);
  }

  /** The same with or without memory growth on a GPU. */
  public EngineOptions withMemoryGrowth(boolean memoryGrowth) {
    return new EngineOptions(device, threads, memoryGrowth, precision);
  }

  /** The same in another precision. */
  public EngineOptions withPrecision(Precision precision) {
    return new EngineOptions(device, threads, memoryGrowth, precision);
  }

  ConfigProto toProto() {
    Devices.require(device);
    precision.requireOn(device);
    int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(count)
            .setInterOpParallelismThreads(count)
            .setAllowSoftPlacement(true);
    if (device.type() == Device.Type.CPU) {
      config.putDeviceCount("GPU", 0);
    } else {
      config.setGpuOptions(
          GPUOptions.newBuilder()
              .setAllowGrowth(memoryGrowth)
              .setVisibleDeviceList(Integer.toString(device.index())));
    }
    if (precision == Precision.BF16) {
      config
          .getGraphOptionsBuilder()
          .getRewriteOptionsBuilder()
          .setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
    }
    return config.build();
  }
}
