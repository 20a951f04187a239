package dev.peaberry.layer;

import dev.peaberry.config.Registry;

/** The layers that exist here. */
public final class Layers {
  /** All of them, by Keras's names. */
  public static final Registry<Layer> REGISTRY =
      Registry.<Layer>of(
              "keras.layers",
              ActivationLayer.SCHEMA,
              ActivityRegularization.SCHEMA,
              AdaptiveAveragePooling2D.SCHEMA,
              AdaptiveMaxPooling2D.SCHEMA,
              Add.SCHEMA,
              AlphaDropout.SCHEMA,
              Average.SCHEMA,
              AveragePooling2D.SCHEMA,
              BatchNormalization.SCHEMA,
              CenterCrop.SCHEMA,
              Concatenate.SCHEMA,
              Conv2D.SCHEMA,
              Conv2DTranspose.SCHEMA,
              Cropping2D.SCHEMA,
              Dense.SCHEMA,
              DepthwiseConv2D.SCHEMA,
              Dot.SCHEMA,
              Dropout.SCHEMA,
              ELU.SCHEMA,
              Flatten.SCHEMA,
              GaussianDropout.SCHEMA,
              GaussianNoise.SCHEMA,
              GlobalAveragePooling2D.SCHEMA,
              GlobalMaxPooling2D.SCHEMA,
              GroupNormalization.SCHEMA,
              Identity.SCHEMA,
              InputLayer.SCHEMA,
              LayerNormalization.SCHEMA,
              LeakyReLU.SCHEMA,
              LocalResponseNormalization.SCHEMA,
              MaxPooling2D.SCHEMA,
              Maximum.SCHEMA,
              Minimum.SCHEMA,
              Multiply.SCHEMA,
              Normalization.SCHEMA,
              PReLU.SCHEMA,
              Permute.SCHEMA,
              RMSNormalization.SCHEMA,
              ReLU.SCHEMA,
              Rescaling.SCHEMA,
              Reshape.SCHEMA,
              Resizing.SCHEMA,
              SeparableConv2D.SCHEMA,
              Softmax.SCHEMA,
              SpatialDropout2D.SCHEMA,
              SqueezeAndExcitation.SCHEMA,
              Subtract.SCHEMA,
              UnitNormalization.SCHEMA,
              UpSampling2D.SCHEMA,
              ZeroPadding2D.SCHEMA)
          .with(RandomLayer.SCHEMAS);

  private Layers() {}
}
