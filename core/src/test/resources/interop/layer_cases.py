"""Computes with the real Keras what the layers' options do.

    SEED FOLDER

Writes layers.json and layers.safetensors as the golden values have them: config, inputs, random
weights, the output in inference mode and the gradients of sum(output * r).
"""

import json
import sys
import warnings
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers as L
from keras.src.activations import ALL_OBJECTS_DICT as ACTIVATIONS

warnings.filterwarnings("ignore", message=".*rms_scaling.*")
SEED, FOLDER = int(sys.argv[1]), Path(sys.argv[2])
RANDOM = np.random.default_rng(SEED)
TENSORS, CASES = {}, {}


@keras.saving.register_keras_serializable("peaberry")
class LocalResponseNormalization(L.Layer):
    def __init__(self, depth_radius=5, bias=1.0, alpha=1.0, beta=0.5, **kwargs):
        super().__init__(**kwargs)
        self.options = dict(depth_radius=depth_radius, bias=bias, alpha=alpha, beta=beta)

    def call(self, x):
        return tf.nn.local_response_normalization(x, **self.options)

    def get_config(self):
        return {**super().get_config(), **self.options}


def n(low, high):
    """A random integer, high included."""
    return int(RANDOM.integers(low, high + 1))


def picture(channels=None, least=4):
    return (n(1, 3), n(least, least + 4), n(least, least + 4), channels or n(1, 4))


def pairs():
    return ((n(0, 2), n(0, 2)), (n(0, 2), n(0, 2)))


def transposes():
    for padding in ("valid", "same"):
        for kernel in ((3, 3), (2, 4), (1, 5)):
            yield L.Conv2DTranspose(n(1, 4), kernel, padding=padding), [picture()]
            for strides in ((2, 2), (3, 2), (1, 4)):
                t = L.Conv2DTranspose(n(1, 4), kernel, strides=strides, padding=padding, activation="relu")
                yield t, [picture()]
        for more in ((0, 0), (1, 2)):
            t = L.Conv2DTranspose(2, 3, strides=3, padding=padding, output_padding=more)
            yield t, [picture()]
        for dilation in ((2, 2), (3, 1), (1, 2)):
            t = L.Conv2DTranspose(n(1, 3), (3, 2), dilation_rate=dilation, padding=padding)
            yield t, [picture(least=6)]
            t = L.Conv2DTranspose(n(1, 3), 3, dilation_rate=dilation, padding=padding, output_padding=0)
            yield t, [picture(least=6)]
    yield L.Conv2DTranspose(2, 4, strides=2, padding="same", output_padding=1), [picture()]
    yield L.Conv2DTranspose(4, 3, use_bias=False, activation="glu"), [picture()]


def reshaping():
    yield L.Cropping2D(1), [picture()]
    yield L.Cropping2D((1, 0)), [picture()]
    yield L.Cropping2D(pairs()), [picture(least=5)]
    yield L.Cropping2D(), [picture()]
    yield L.ZeroPadding2D(pairs()), [picture()]
    yield L.Reshape((-1,)), [picture()]
    yield L.Reshape((2, -1, 3)), [(n(1, 3), 4, 6)]
    yield L.Reshape((1, 4, 6)), [(n(1, 3), 8, 3)]
    yield L.Permute((2, 1)), [(2, n(2, 5), n(2, 5))]
    yield L.Permute((1, 3, 2)), [picture()]
    yield L.Identity(), [picture()]
    for mode in ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5", "area"):
        yield L.UpSampling2D((n(1, 3), n(2, 4)), interpolation=mode), [picture()]


def poolings():
    for cls in (L.AdaptiveAveragePooling2D, L.AdaptiveMaxPooling2D):
        for size in (3, (2, 5), (4, 3), (6, 7)):  # TensorFlow dies of windows as large as the picture
            yield cls(size, data_format="channels_last"), [picture(least=5)]
        yield cls((2, 3), data_format="channels_last"), [(2, 4, 9, 3)]


def normalizations():
    for axis in (-1, 1, 2, [1, 2], [-2, -1], [-1, 1], [1, 2, 3]):
        yield L.LayerNormalization(axis=axis, epsilon=10.0 ** -n(2, 6)), [picture(3)]
        yield L.UnitNormalization(axis=axis), [picture(3)]
    for axis in (-1, [2, 3], [3, 1, 2]):  # Keras 3.15 fails where they are not the last
        yield L.RMSNormalization(axis=axis, epsilon=10.0 ** -n(2, 6)), [picture(3)]
    yield L.LayerNormalization(scale=False), [(n(2, 4), n(2, 5))]
    yield L.LayerNormalization(center=False), [(n(2, 4), n(2, 5))]
    yield L.LayerNormalization(axis=[1, 2], rms_scaling=True), [picture()]
    for groups in (1, 2, 6, -1):
        yield L.GroupNormalization(groups), [picture(6)]
    yield L.GroupNormalization(2, axis=1), [(2, 4, n(2, 5), 3)]
    yield L.GroupNormalization(3, axis=-2, epsilon=0.1), [(2, n(2, 5), 6, 2)]
    yield L.GroupNormalization(2, scale=False), [(3, 8)]
    yield L.GroupNormalization(4, center=False), [(3, 5, 8)]
    yield LocalResponseNormalization(), [picture(7)]
    yield LocalResponseNormalization(2, 2.0, 1e-4, 0.75), [picture(9)]
    yield LocalResponseNormalization(1, 0.5, 0.3, 0.9), [picture(3)]


def merging():
    a, b = picture(3), None
    b = (a[0], 1, a[2], 1)
    c = (a[0], 3)
    for cls in (L.Add, L.Average, L.Maximum, L.Minimum, L.Multiply):
        yield cls(), [a, a, a]
        yield cls(), [a, b]
        yield cls(), [b, a]
        yield cls(), [c, a, b]
    yield L.Subtract(), [a, b]
    yield L.Subtract(), [c, a]
    for normalize in (False, True):
        yield L.Dot(1, normalize=normalize), [(3, 5), (3, 5)]
        yield L.Dot(-1, normalize=normalize), [(2, 4, 5), (2, 3, 5)]
        yield L.Dot((1, 2), normalize=normalize), [(2, 3, 5), (2, 4, 3)]
        yield L.Dot((3, 1), normalize=normalize), [(2, 3, 2, 4), (2, 4, 5)]
        yield L.Dot((2, 1), normalize=normalize), [(2, 3, 4), (2, 4)]
        yield L.Dot((1, -2), normalize=normalize), [(2, 4), (2, 4, 3)]


def resizings():
    for mode in ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5", "area"):
        for antialias in (False, True):
            for more in ({}, dict(crop_to_aspect_ratio=True), dict(pad_to_aspect_ratio=True, fill_value=n(0, 9))):
                size = n(2, 16), n(2, 16)
                yield L.Resizing(*size, interpolation=mode, antialias=antialias, **more), [picture(least=5)]
    for size in ((3, 3), (4, 11), (11, 4), (12, 13), (4, 4), (5, 6)):
        yield L.CenterCrop(*size), [picture(least=4)]


def activations():
    for name in sorted(set(ACTIVATIONS) - {"threshold"}):
        yield L.Activation(name), [(n(2, 4), 2 * n(2, 7))]
        yield L.Activation(name), [picture(4)]
    for alpha in (0.2, 2.5):
        yield L.ELU(alpha), [picture()]
    for axes in (None, [1, 2], [3], [1, 3], 2):
        yield L.PReLU(shared_axes=axes), [picture()]
    yield L.Dense(6, activation="glu"), [(3, 5)]
    yield L.Conv2D(4, 3, activation="glu"), [picture()]
    for axis in (-1, 1, 2, [1, 2], [3, 1]):
        yield L.Softmax(axis=axis), [picture()]


def noises():
    yield L.GaussianNoise(0.3), [picture()]
    yield L.GaussianDropout(0.3, seed=4), [picture()]
    yield L.AlphaDropout(0.3, noise_shape=(None, 1, 1, 3)), [picture(3)]
    yield L.Dropout(0.3, noise_shape=(1, None, 1, 3)), [picture(3)]
    yield L.SpatialDropout2D(0.3, seed=4), [picture()]


def put(key, value):
    TENSORS[key] = np.asarray(value, np.float32)
    return key


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value.item() if isinstance(value, np.generic) else value


def add(name, layer, shapes):
    scale = 3 if isinstance(layer, (L.Activation, L.ELU, L.PReLU, L.Softmax)) else 1
    inputs = [tf.constant(RANDOM.standard_normal(s) * scale, tf.float32) for s in shapes]
    call = lambda: layer(inputs if len(inputs) > 1 else inputs[0])  # noqa: E731
    call()
    for w in layer.weights:
        w.assign(RANDOM.uniform(0.3, 1.2, w.shape))
    weights = [w for w in layer.weights]
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        output = call()
        r = tf.constant(RANDOM.standard_normal(output.shape), tf.float32)
        total = tf.reduce_sum(output * r)
    try:
        by = inputs + [w.value for w in weights]
        gradients = tape.gradient(total, by)
    except LookupError:
        gradients = [None] * (len(inputs) + len(weights))
    config = layer.get_config()
    for key in ("name", "dtype", "trainable"):
        config.pop(key, None)
    gradients = [None if d is None else put(f"{name}/d{i}", d) for i, d in enumerate(gradients)]
    CASES[name] = {
        "layer": type(layer).__name__,
        "config": plain(config),
        "inputs": [put(f"{name}/x{i}", x) for i, x in enumerate(inputs)],
        "weights": [
            {"name": w.name, "trainable": True, "tensor": put(f"{name}/{w.name}", w)} for w in weights
        ],
        "output": put(f"{name}/y", output),
        "r": put(f"{name}/r", r),
        "grad_inputs": gradients[: len(inputs)],
        "grad_weights": {w.name: d for w, d in zip(weights, gradients[len(inputs) :])},
    }


def save():
    header, at = {}, 0
    for key, value in TENSORS.items():
        header[key] = {"dtype": "F32", "shape": value.shape, "data_offsets": [at, at + value.nbytes]}
        at += value.nbytes
    text = json.dumps(header).encode()
    with open(FOLDER / "layers.safetensors", "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        file.write(b"".join(value.tobytes() for value in TENSORS.values()))
    (FOLDER / "layers.json").write_text(json.dumps({"cases": CASES}))


for family in (transposes, reshaping, poolings, normalizations, merging, resizings, activations, noises):
    for i, (layer, shapes) in enumerate(family()):
        add(f"{i} {type(layer).__name__}", layer, shapes)
save()
print(len(CASES))
