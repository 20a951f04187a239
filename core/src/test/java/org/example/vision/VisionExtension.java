package org.example.vision;

import dev.peaberry.config.Extension;
import dev.peaberry.config.Registrations;
import dev.peaberry.layer.Layers;
import dev.peaberry.loss.Losses;
import dev.peaberry.optimizer.Optimizers;

/** Found through {@code META-INF/services/dev.peaberry.config.Extension}, which names it. */
public final class VisionExtension implements Extension {
  @Override
  public void register(Registrations registrations) {
    registrations.add(Layers.REGISTRY, LayerScale.SCHEMA);
    registrations.add(Losses.REGISTRY, GeneralizedCrossEntropy.SCHEMA);
    registrations.add(Optimizers.REGISTRY, SignDescent.SCHEMA);
  }
}
