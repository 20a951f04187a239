package dev.peaberry.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Notation;
import dev.peaberry.config.Registry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that are allowed one by one and not together. */
class ContradictionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Conv2D(filters=8, kernel_size=3, strides=2, dilation_rate=2)"
            + " | Conv2D.dilation_rate: found 2x2 with strides 2x2, expected 1x1 where the strides"
            + " are not 1x1",
        "Conv2D(filters=8, kernel_size=3, groups=3)"
            + " | Conv2D.groups: found 3, expected a divisor of the 8 filters",
        "Conv2DTranspose(filters=8, kernel_size=3, strides=2, dilation_rate=2)"
            + " | Conv2DTranspose.dilation_rate: found 2x2 with strides 2x2, expected 1x1 where the"
            + " strides are not 1x1",
        "Conv2DTranspose(filters=8, kernel_size=3, strides=2, output_padding=2)"
            + " | Conv2DTranspose.output_padding: found 2x2, expected less than the strides 2x2",
        "DepthwiseConv2D(kernel_size=3, strides=2, dilation_rate=2)"
            + " | DepthwiseConv2D.dilation_rate: found 2x2 with strides 2x2, expected 1x1 where the"
            + " strides are not 1x1",
        "DepthwiseConv2D(kernel_size=3, strides=[1, 2])"
            + " | DepthwiseConv2D.strides: found 1x2, expected the same for height and width",
        "SeparableConv2D(filters=8, kernel_size=3, strides=[1, 2])"
            + " | SeparableConv2D.strides: found 1x2, expected the same for height and width",
        "InputLayer(batch_shape=[none, 32, none, 3])"
            + " | InputLayer.batch_shape: found [null, 32, null, 3], expected a batch axis and"
            + " known lengths after it, as in [null, 32, 32, 3]",
        "Normalization(mean=[1, 2], variance=[1])"
            + " | Normalization.variance: found 1 numbers, expected as many as the mean's 2",
        "Resizing(height=8, width=8, crop_to_aspect_ratio=true, pad_to_aspect_ratio=true)"
            + " | Resizing.pad_to_aspect_ratio: found true, expected false where"
            + " crop_to_aspect_ratio is true",
        "AUC(num_labels=3)"
            + " | AUC.num_labels: found 3, expected none unless multi_label is true",
        "IoU(num_classes=3, target_class_ids=[0, 3])"
            + " | IoU.target_class_ids: found [0, 3], expected class indices from 0 to 2",
        "Adam(clipnorm=1, clipvalue=0.5)"
            + " | Adam: found {clipnorm=1.0, clipvalue=0.5}, expected only one of clipnorm,"
            + " global_clipnorm and clipvalue",
        "PiecewiseConstantDecay(boundaries=[10], values=[0.1])"
            + " | PiecewiseConstantDecay.values: found 1 values, expected 2 for 1 boundaries",
        "PiecewiseConstantDecay(boundaries=[10, 5], values=[0.3, 0.2, 0.1])"
            + " | PiecewiseConstantDecay.boundaries: found [10.0, 5.0], expected each to be greater"
            + " than the one before",
        "RandomUniform(minval=1, maxval=0)"
            + " | RandomUniform.minval: found 1.0, expected at most 0.0",
        "MinMaxNorm(min_value=2, max_value=1)"
            + " | MinMaxNorm.min_value: found 2.0, expected at most the max_value of 1.0",
        "ModelCheckpoint(filepath=best.keras, save_weights_only=true)"
            + " | ModelCheckpoint.filepath: found 'best.keras', expected a name that ends in"
            + " .weights.h5",
      })
  void areRefusedWithBothValues(String written, String message) {
    Notation.Written object = Notation.object(written);
    Registry<?> registry =
        Registries.ALL.stream()
            .filter(each -> each.find(object.className()).isPresent())
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> registry.create(object))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }
}
