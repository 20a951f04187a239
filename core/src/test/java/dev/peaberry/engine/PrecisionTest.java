package dev.peaberry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class PrecisionTest {
  /** 1 + 2^-8, which bfloat16 rounds to 1. */
  private static final float FINE = 1 + 1f / 256;

  private static final EngineOptions BF16 = EngineOptions.DEFAULT.withPrecision(Precision.BF16);

  /** What is made of a variable holding {@link #FINE} and of its product with a matrix of 1. */
  private interface Piece extends BiFunction<ProgramBuilder, Product, Operand<TFloat32>> {}

  private record Product(Variable factor, Operand<TFloat32> value) {}

  private static float computed(EngineOptions options, Piece piece) {
    assumeTrue(Precision.auto(Device.CPU) == Precision.BF16, "a processor that computes bfloat16");
    Program.Built<Routine> built =
        Program.build(
            options,
            builder -> {
              Variable factor = builder.variable("factor", Shape.of(1, 1));
              Input one = builder.input(ElementType.FLOAT32, Shape.of(1, 1));
              Operand<TFloat32> value = builder.tf().linalg.matMul(one.value(), factor.value());
              Operand<TFloat32> result = piece.apply(builder, new Product(factor, value));
              return new Routine(List.of(one), List.of(builder.tf().identity(result)), List.of());
            });
    FloatArray one = new FloatArray(Shape.of(1, 1), new float[] {1});
    FloatArray fine = new FloatArray(Shape.of(1, 1), new float[] {FINE});
    try (Program program = built.program()) {
      program.assign(Map.of("factor", fine));
      return program.run(built.handles(), List.of(one), 0).get(0).data()[0];
    }
  }

  private static Operand<TFloat32> timesFine(ProgramBuilder builder, Operand<TFloat32> value) {
    return builder.tf().math.mul(value, builder.tf().constant(FINE));
  }

  @Test
  void multipliesMatricesInBfloat16() {
    assertThat(computed(BF16, (builder, product) -> product.value())).isEqualTo(1);
  }

  @Test
  void multipliesMatricesInFloat32ByDefault() {
    assertThat(computed(EngineOptions.DEFAULT, (builder, product) -> product.value()))
        .isEqualTo(FINE);
  }

  @Test
  void keepsVariablesInFloat32() {
    Piece piece =
        (builder, product) ->
            builder
                .tf()
                .math
                .sub(product.factor().value(), builder.tf().math.floor(product.value()));
    assertThat(computed(BF16, piece)).isEqualTo(FINE - 1);
  }

  @Test
  void keepsWhatIsComputedFromGradientsInFloat32() {
    Piece piece =
        (builder, product) ->
            timesFine(
                builder,
                builder.gradients(product.value(), List.of(product.factor().value())).get(0));
    assertThat(computed(BF16, piece)).isEqualTo(FINE);
  }

  @Test
  void keepsLossesOfLogitsInFloat32() {
    Piece piece =
        (builder, product) -> {
          GraphScope scope = GraphScope.root(builder, Map.of(), true);
          Operand<TFloat32> probabilities = builder.tf().math.sigmoid(product.value());
          scope.rememberLogits(probabilities, product.value());
          return timesFine(builder, scope.logits(probabilities).orElseThrow());
        };
    assertThat(computed(BF16, piece)).isEqualTo(FINE);
  }

  @Test
  void keepsInFloat32WhatALayerWants() {
    Piece piece =
        (builder, product) ->
            timesFine(builder, GraphScope.root(builder, Map.of(), true).inFloat32(product.value()));
    assertThat(computed(BF16, piece)).isEqualTo(FINE);
  }

  @Test
  void choosesFloat32OnAGpu() {
    assertThat(Precision.auto(Device.GPU)).isEqualTo(Precision.FP32);
  }

  @Test
  void refusesBfloat16OnAGpu() {
    assertThatThrownBy(() -> Precision.BF16.requireOn(Device.GPU))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("--precision fp32");
  }
}
