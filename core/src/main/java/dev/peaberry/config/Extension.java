package dev.peaberry.config;

/**
 * Brings classes of your own into Peaberry: layers, losses, metrics, optimizers and whatever else
 * has a {@link Registry}. Name the implementation, which needs a constructor without arguments, in
 * a file {@code META-INF/services/dev.peaberry.config.Extension} on the class path; then model
 * files that hold its classes open everywhere, on the command line, too.
 *
 * <pre>{@code
 * public final class VisionExtension implements Extension {
 *   @Override
 *   public void register(Registrations registrations) {
 *     registrations.add(Layers.REGISTRY, LayerScale.SCHEMA);
 *   }
 * }
 * }</pre>
 */
public interface Extension {
  /** Adds the classes; called once, when the first name is looked up. */
  void register(Registrations registrations);
}
