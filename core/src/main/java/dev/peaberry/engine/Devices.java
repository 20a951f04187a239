package dev.peaberry.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;

/** The devices of this machine that TensorFlow can use. Thread-safe. */
public final class Devices {
  private Devices() {}

  /**
   * A device as TensorFlow sees it.
   *
   * @param device its name here
   * @param memoryBytes the memory that TensorFlow may use on it
   */
  public record Info(Device device, long memoryBytes) {}

  /** The version of the native TensorFlow library, such as {@code 2.18.0}. */
  public static String tensorFlowVersion() {
    NativeLibrary.load();
    return TensorFlow.version();
  }

  /** All devices, the CPU first. Takes some seconds where there are GPUs. */
  public static List<Info> list() {
    return Found.DEVICES;
  }

  /**
   * Checks that a device is there.
   *
   * @throws EngineException if it is not: the message lists those that are
   */
  static void require(Device device) {
    if (device.equals(Device.CPU)) {
      return;
    }
    if (list().stream().noneMatch(info -> info.device().equals(device))) {
      String found =
          list().stream().map(info -> info.device().toString()).collect(Collectors.joining(", "));
      throw new EngineException(
          "Found no device "
              + device
              + " on this machine, only "
              + found
              + "; use --device cpu, or build with -Dpeaberry.gpu on a machine with CUDA");
    }
  }

  private static final class Found {
    private static final List<Info> DEVICES = query();

    private static List<Info> query() {
      NativeLibrary.load();
      TF_Status status = TF_Status.newStatus();
      TF_Graph graph = TF_Graph.newGraph();
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      TF_Session session = TF_Session.newSession(graph, options, status);
      status.throwExceptionIfNotOK();
      TF_DeviceList devices = tensorflow.TF_SessionListDevices(session, status);
      try {
        List<Info> infos = new ArrayList<>();
        for (int i = 0; i < tensorflow.TF_DeviceListCount(devices); i++) {
          String name = tensorflow.TF_DeviceListName(devices, i, status).getString();
          String type = tensorflow.TF_DeviceListType(devices, i, status).getString();
          if (type.equals("CPU") || type.equals("GPU")) {
            int index = Integer.parseInt(name.substring(name.lastIndexOf(':') + 1));
            long memory = tensorflow.TF_DeviceListMemoryBytes(devices, i, status);
            infos.add(new Info(new Device(Device.Type.valueOf(type), index), memory));
          }
        }
        return List.copyOf(infos);
      } finally {
        tensorflow.TF_DeleteDeviceList(devices);
        tensorflow.TF_CloseSession(session, status);
      }
    }
  }
}
