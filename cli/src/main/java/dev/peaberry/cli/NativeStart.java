package dev.peaberry.cli;

import dev.peaberry.engine.Devices;

/** Loads the native library, which takes half a second, while something else goes on. Stateless. */
final class NativeStart {
  private NativeStart() {}

  /** Begins to load it; whoever needs it waits for it. */
  static void inBackground() {
    Thread thread = new Thread(Devices::tensorFlowVersion, "native-start");
    thread.setDaemon(true);
    // Whoever needs the library meets the same failure and reports it.
    thread.setUncaughtExceptionHandler((failed, failure) -> {});
    thread.start();
  }
}
