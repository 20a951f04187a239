"""The Python half of org.example.vision, and what the real Keras makes of it.

open MODEL INPUT OUTPUTS   loads a model, writes its outputs for the input
save MODEL INPUT OUTPUTS   makes a model with the layer and saves it, an input and its outputs
Arrays are files of little-endian float32 numbers.
"""

import sys

import numpy as np
import keras


@keras.saving.register_keras_serializable(package="vision")
class LayerScale(keras.layers.Layer):
    def __init__(self, init_values=1e-5, **kwargs):
        super().__init__(**kwargs)
        self.init_values = init_values

    def build(self, input_shape):
        start = keras.initializers.Constant(self.init_values)
        self.gamma = self.add_weight(name="gamma", shape=input_shape[-1:], initializer=start)

    def call(self, x):
        return x * self.gamma

    def get_config(self):
        return {**super().get_config(), "init_values": self.init_values}


def main(command, file, x, outputs):
    if command == "save":
        layers = [keras.Input((4, 4, 3)), LayerScale(0.5), keras.layers.Flatten(), keras.layers.Dense(2)]
        model = keras.Sequential(layers)
        for weight in model.weights:
            weight.assign(np.random.default_rng(3).normal(size=weight.shape))
        model.save(file)
        np.random.default_rng(4).normal(size=(2, 4, 4, 3)).astype("<f4").tofile(x)
    else:
        model = keras.models.load_model(file)
    batch = np.fromfile(x, "<f4").reshape((2,) + model.input_shape[1:])
    model.predict(batch, verbose=0).astype("<f4").tofile(outputs)


main(*sys.argv[1:])
