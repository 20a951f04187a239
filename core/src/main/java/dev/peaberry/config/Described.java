package dev.peaberry.config;

import java.util.Map;

/** Something with a name and settings in Keras's vocabulary, so that it can be written down. */
public interface Described {
  /** Keras's class name, such as {@code Conv2D}. */
  String className();

  /**
   * The settings as Keras's {@code get_config()} gives them, without name, trainable and dtype:
   * maps, lists, strings, numbers, booleans and nulls.
   */
  Map<String, Object> configJson();
}
