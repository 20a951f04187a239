package dev.peaberry.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes that layers give and shapes and settings that they refuse. */
class LayerShapesTest {
  private static final Shape PICTURE = Shape.of(5, 7, 6);
  private static final Shape ROW = Shape.of(9);

  static Stream<Arguments> fitting() {
    return Stream.of(
        arguments(Conv2DTranspose.of(4, 3), PICTURE, Shape.of(7, 9, 4)),
        arguments(Conv2DTranspose.of(4, 2).withStrides(3), PICTURE, Shape.of(15, 21, 4)),
        arguments(
            Conv2DTranspose.of(4, 3).withStrides(2).withPadding(Padding.SAME),
            PICTURE,
            Shape.of(10, 14, 4)),
        arguments(
            Conv2DTranspose.of(4, 3)
                .withStrides(2)
                .withPadding(Padding.SAME)
                .withOutputPadding(Size.of(0, 1)),
            PICTURE,
            Shape.of(9, 14, 4)),
        arguments(Conv2DTranspose.of(4, 3).withDilation(2), PICTURE, Shape.of(9, 11, 4)),
        arguments(UpSampling2D.of(Size.of(2, 3)), PICTURE, Shape.of(10, 21, 6)),
        arguments(Cropping2D.of(new Edges(1, 2, 0, 3)), PICTURE, Shape.of(2, 4, 6)),
        arguments(Reshape.of(-1, 14), PICTURE, Shape.of(15, 14)),
        arguments(Permute.of(3, 1, 2), PICTURE, Shape.of(6, 5, 7)),
        arguments(Resizing.of(3, 4), PICTURE, Shape.of(3, 4, 6)),
        arguments(AdaptiveMaxPooling2D.of(3, 9), PICTURE, Shape.of(3, 9, 6)),
        arguments(CenterCrop.of(9, 2), PICTURE, Shape.of(9, 2, 6)),
        arguments(ActivationLayer.of(Activation.GLU), PICTURE, Shape.of(5, 7, 3)),
        arguments(Dense.of(8).withActivation(Activation.GLU), ROW, Shape.of(4)));
  }

  @ParameterizedTest
  @MethodSource("fitting")
  void areReckonedBeforeAnythingIsComputed(UnaryLayer layer, Shape input, Shape output) {
    assertThat(layer.outputShape(input)).isEqualTo(output);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(
            Cropping2D.of(3),
            PICTURE,
            "found input (5, 7, 6), expected more than 6 rows and 6 columns, which are cut off"),
        arguments(
            Reshape.of(4, 50),
            PICTURE,
            "found input (5, 7, 6) of 210 numbers, expected 200 for the shape [4, 50]"),
        arguments(
            Reshape.of(-1, 4),
            PICTURE,
            "found input (5, 7, 6) of 210 numbers, expected a multiple of 4 for the shape [-1, 4]"),
        arguments(Permute.of(2, 1), PICTURE, "found input (5, 7, 6), expected 2 axes as in [2, 1]"),
        arguments(
            GroupNormalization.of(4),
            PICTURE,
            "found input (5, 7, 6), expected a length of axis -1 that 4 groups divide"),
        arguments(
            LayerNormalization.of().withAxis(4),
            PICTURE,
            "found input (5, 7, 6), expected one that has the axis 4 (0 being the batch)"),
        arguments(
            LayerNormalization.of().withAxis(3, -1),
            PICTURE,
            "found the axes [-1, 3] of input (5, 7, 6), expected different ones"),
        arguments(
            PReLU.of().withSharedAxes(1, 2),
            ROW,
            "found input (9,), expected one that has the axis 2 (0 being the batch)"),
        arguments(
            UpSampling2D.of(2),
            ROW,
            "found input (9,), expected a picture (height, width, channels)"),
        arguments(
            LocalResponseNormalization.of(),
            ROW,
            "found input (9,), expected a picture (height, width, channels)"),
        arguments(
            SpatialDropout2D.of(0.5),
            ROW,
            "found input (9,), expected a picture (height, width, channels)"),
        arguments(
            Dropout.SCHEMA.fromJson(Map.of("rate", 0.5, "noise_shape", Arrays.asList(null, 4))),
            ROW,
            "found input (9,), expected one that the noise_shape [null, 4] fits to: the batch"
                + " axis, then for each axis its length, 1 or none"),
        arguments(
            ActivationLayer.of(Activation.GLU),
            ROW,
            "found (9,) before the activation glu, expected a last axis of even length, which it"
                + " halves"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void areRefusedWithWhatWasFoundAndExpected(UnaryLayer layer, Shape input, String message) {
    assertThatThrownBy(() -> layer.outputShape(input))
        .isInstanceOf(ShapeException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> merged() {
    Shape small = Shape.of(1, 1, 6);
    return Stream.of(
        arguments(Add.of(), List.of(PICTURE, PICTURE, PICTURE), PICTURE),
        arguments(Multiply.of(), List.of(small, PICTURE), PICTURE),
        arguments(Maximum.of(), List.of(PICTURE, Shape.of(6)), PICTURE),
        arguments(Dot.of(1), List.of(ROW, ROW), Shape.of(1)),
        arguments(Dot.of(3, 2), List.of(PICTURE, Shape.of(4, 6)), Shape.of(5, 7, 4)));
  }

  @ParameterizedTest
  @MethodSource("merged")
  void ofSeveralInputsAreMerged(MergeLayer layer, List<Shape> inputs, Shape output) {
    assertThat(layer.outputShapes(inputs)).containsExactly(output);
  }

  static Stream<Arguments> unmergeable() {
    return Stream.of(
        arguments(
            Average.of(),
            List.of(ROW, Shape.of(8)),
            "found the inputs [(9,), (8,)], expected equal axes, or such of length 1"),
        arguments(
            Subtract.of(),
            List.of(ROW, ROW, ROW),
            "found the inputs [(9,), (9,), (9,)], expected two"),
        arguments(
            Dot.of(1), List.of(ROW, ROW, ROW), "found the inputs [(9,), (9,), (9,)], expected two"),
        arguments(
            Dot.of(-1),
            List.of(ROW, Shape.of(4, 5)),
            "found the inputs [(9,), (4, 5)], expected equal lengths of the axes [-1] (0 being the"
                + " batch)"));
  }

  @ParameterizedTest
  @MethodSource("unmergeable")
  void ofSeveralInputsThatDoNotFitAreRefused(MergeLayer layer, List<Shape> inputs, String message) {
    assertThatThrownBy(() -> layer.outputShapes(inputs))
        .isInstanceOf(ShapeException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> illegal() {
    return Stream.of(
        illegal(
            () -> Conv2DTranspose.of(2, 3).withStrides(2).withOutputPadding(Size.square(2)),
            "output_padding: found 2x2, expected less than the strides 2x2"),
        illegal(
            () ->
                Conv2DTranspose.of(2, 4)
                    .withStrides(2)
                    .withPadding(Padding.SAME)
                    .withOutputPadding(Size.square(0)),
            "output_padding: found 0x0 with padding 'same' and a kernel of 4x4, expected at least"
                + " 1 where the kernel's length is even"),
        illegal(
            () -> Reshape.of(-1, 2, -1),
            "Reshape.target_shape: found [-1, 2, -1], expected a list of lengths of at least 1, of"
                + " which one may be -1"),
        illegal(
            () -> Permute.of(1, 3),
            "Permute.dims: found [1, 3], expected the axes from 1 on in any order, each once"),
        illegal(
            () -> Dot.of(0),
            "Dot.axes: found 0, expected one or two axes other than 0, the batch's"),
        illegal(
            () -> GroupNormalization.of(0),
            "GroupNormalization.groups: found 0, expected an integer of at least 1, or -1 for one"
                + " group for each channel"),
        illegal(
            () -> Resizing.of(2, 2).croppingToAspectRatio().paddingToAspectRatio(0),
            "pad_to_aspect_ratio: found true, expected false where crop_to_aspect_ratio is true"),
        illegal(
            () -> GaussianNoise.of(2),
            "GaussianNoise.stddev: found 2.0, expected a number from 0 to 1"),
        illegal(
            () -> AlphaDropout.of(1),
            "AlphaDropout.rate: found 1.0, expected a number from 0 to below 1"));
  }

  private static Arguments illegal(ThrowingCallable made, String message) {
    return arguments(made, message);
  }

  @ParameterizedTest
  @MethodSource("illegal")
  void settingsThatMakeNoSenseAreRefused(ThrowingCallable made, String message) {
    assertThatThrownBy(made).isInstanceOf(ConfigException.class).hasMessageEndingWith(message);
  }

  @Test
  void croppingIsWrittenInKerassThreeWays() {
    for (Object cropping : List.of(2, List.of(2, 2), List.of(List.of(2, 2), List.of(2, 2)))) {
      assertThat(Cropping2D.SCHEMA.fromJson(Map.of("cropping", cropping)))
          .isEqualTo(Cropping2D.of(2));
    }
    assertThatThrownBy(() -> Cropping2D.SCHEMA.fromJson(Map.of("cropping", List.of())))
        .isInstanceOf(ConfigException.class);
  }
}
