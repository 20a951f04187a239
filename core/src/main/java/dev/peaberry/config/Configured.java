package dev.peaberry.config;

import java.util.Map;

/**
 * Something that its {@link Config} describes completely: two of the same class with equal configs
 * behave alike. Implementations are records with that one component.
 */
public interface Configured extends Described {
  /** All settings, defaults included. */
  Config config();

  @Override
  default String className() {
    return config().schema().name();
  }

  @Override
  default Map<String, Object> configJson() {
    return config().toJson();
  }
}
