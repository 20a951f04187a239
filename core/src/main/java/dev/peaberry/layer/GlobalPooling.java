package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.engine.Shape;

/** What the global pooling layers share. */
final class GlobalPooling {
  static final Option<Boolean> KEEP_DIMS = Option.of("keepdims", Kinds.bool(), false);

  private GlobalPooling() {}

  static Shape outputShape(Config config, Shape input) {
    int channels = ShapeException.requirePicture(input).last();
    return config.get(KEEP_DIMS) ? Shape.of(1, 1, channels) : Shape.of(channels);
  }
}
