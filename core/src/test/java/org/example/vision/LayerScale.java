package org.example.vision;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.initializer.Constant;
import dev.peaberry.layer.ShapeException;
import dev.peaberry.layer.UnaryLayer;
import dev.peaberry.layer.WeightSpec;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Multiplies each channel by a number that is learnt (Touvron et al. 2021); the shape stays. */
public record LayerScale(Config config) implements UnaryLayer {
  private static final Option<Double> INIT_VALUES =
      Option.of("init_values", Kinds.positive(), 1e-5);

  /** Registered as {@code vision>LayerScale}, here and in Python. */
  public static final Schema<LayerScale> SCHEMA =
      Schema.of("LayerScale", LayerScale::new, INIT_VALUES).inPackage("vision");

  /** With the number that all channels start from. */
  public static LayerScale of(double initValues) {
    return new LayerScale(SCHEMA.with(INIT_VALUES, initValues));
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() == 0) {
      throw new ShapeException("found input (), expected at least one axis");
    }
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Constant start = Constant.of(config.get(INIT_VALUES));
    return List.of(WeightSpec.trainable("gamma", Shape.of(input.last()), start, Optional.empty()));
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return scope.tf().math.mul(x, scope.weight("gamma"));
  }
}
