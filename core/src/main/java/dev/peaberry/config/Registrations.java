package dev.peaberry.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The classes that {@link Extension}s add to the registries. Confined to one thread while it is
 * filled.
 */
public final class Registrations {
  private static final Registrations NONE = new Registrations();
  private static final Object LOCK = new Object();
  private static Registrations loaded;
  private static boolean loading;

  private final Map<Registry<?>, Map<String, Schema<?>>> byRegistry = new LinkedHashMap<>();

  private Registrations() {}

  /**
   * Adds a class to a registry.
   *
   * @throws ConfigException if the class has no package or its name is taken
   */
  public <T extends Described> void add(Registry<T> registry, Schema<? extends T> schema) {
    Objects.requireNonNull(registry, "The registry is not complete while classes load");
    if (schema.packageName().isEmpty()) {
      throw new ConfigException(
          "Found the class %s without a package, expected SCHEMA.inPackage(\"...\") for a class that is not Keras's own"
              .formatted(schema.name()));
    }
    Map<String, Schema<?>> known =
        byRegistry.computeIfAbsent(registry, each -> new LinkedHashMap<>());
    if (known.putIfAbsent(schema.registeredName(), schema) != null) {
      throw new ConfigException(
          "Found two classes '%s' of %s, expected different names"
              .formatted(schema.registeredName(), registry.module()));
    }
  }

  /** What has been added to a registry. */
  @SuppressWarnings("unchecked") // add() puts only what fits the registry
  <T extends Described> List<Schema<? extends T>> of(Registry<T> registry) {
    return byRegistry.getOrDefault(registry, Map.of()).values().stream()
        .<Schema<? extends T>>map(schema -> (Schema<? extends T>) schema)
        .toList();
  }

  /**
   * What the extensions on the class path add. Looked for at the first call and not before: a
   * registry is made before the extensions that add to it can run.
   *
   * @throws ConfigException if an extension fails
   */
  static Registrations loaded() {
    synchronized (LOCK) {
      if (loaded == null && !loading) {
        loading = true;
        try {
          loaded = load();
        } finally {
          loading = false;
        }
      }
      return loaded == null ? NONE : loaded;
    }
  }

  static Registrations load() {
    Registrations all = new Registrations();
    try {
      ServiceLoader.load(Extension.class).forEach(extension -> extension.register(all));
    } catch (ServiceConfigurationError e) {
      throw new ConfigException("Found an extension that cannot be loaded: " + e.getMessage());
    }
    return all;
  }
}
