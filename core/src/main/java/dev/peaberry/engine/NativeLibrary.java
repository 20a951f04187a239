package dev.peaberry.engine;

import org.tensorflow.TensorFlow;

/** Loads the native TensorFlow library with the settings it needs. Thread-safe. */
final class NativeLibrary {
  private NativeLibrary() {}

  /** Loads the library at the first call; later calls cost nothing. */
  static void load() {
    Loaded.ensure();
  }

  /** The class initialiser runs once, in one thread, before anything native is touched. */
  private static final class Loaded {
    static {
      // JavaCPP would otherwise refuse memory beyond a multiple of the Java heap, although the
      // native side's memory has nothing to do with the heap's size.
      setUnlessGiven("org.bytedeco.javacpp.maxPhysicalBytes");
      setUnlessGiven("org.bytedeco.javacpp.maxBytes");
      TensorFlow.version();
    }

    private static void ensure() {}

    private static void setUnlessGiven(String property) {
      if (System.getProperty(property) == null) {
        System.setProperty(property, "0");
      }
    }
  }
}
