"""Talks about model files with the real Keras.

open MODEL INPUT OUTPUTS      loads a model, writes its outputs for the input, prints its parameters
weights MODEL FILE            loads a .weights.h5 into a .keras model and checks the values
optimizer MODEL               prints the optimizer's variables, one a line: dtype, shape, sum
save NAME FOLDER SEED         makes the model NAME with random weights; saves it as NAME.keras,
                              NAME.h5 and NAME.weights.h5, an input and the outputs
Arrays are files of little-endian float32 numbers. A warning of Keras's is an error.
"""

import sys
import warnings

warnings.simplefilter("error", UserWarning)

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
import keras  # noqa: E402
from keras import layers as L  # noqa: E402


@keras.saving.register_keras_serializable("peaberry")
class LocalResponseNormalization(L.Layer):
    """The layer that Keras does not have."""

    def __init__(self, depth_radius, bias, alpha, beta, **kwargs):
        super().__init__(**kwargs)
        self.options = dict(depth_radius=depth_radius, bias=bias, alpha=alpha, beta=beta)

    def call(self, x):
        return tf.nn.local_response_normalization(x, **self.options)


def branches():
    """Equal classes on branches of different depth, made in an order that is not the graph's."""
    late = L.Conv2D(3, 3, padding="same", name="late")
    early = L.Conv2D(4, 3, padding="same", name="early")
    x = keras.Input((8, 8, 3), name="image")
    long = early(x)
    long = L.Conv2D(4, 1, name="middle")(L.ReLU()(long))
    long = L.BatchNormalization()(long)
    short = late(x)
    side = L.SeparableConv2D(5, 3, padding="same", name="side")(x)
    joined = L.Concatenate()([side, short, long])
    a = L.GlobalAveragePooling2D()(joined)
    b = L.GlobalMaxPooling2D()(L.Conv2D(2, 1, name="narrow")(joined))
    score = L.Dense(2, name="score")(b)
    label = L.Dense(3, activation="softmax", name="label")(a)
    return keras.Model(x, [score, label], name="branches")


def shared():
    """A layer and a model that are used twice, and two inputs."""
    left, right = keras.Input((6, 6, 3), name="left"), keras.Input((6, 6, 3), name="right")
    t = keras.Input((6, 6, 3), name="tower_in")
    tower = keras.Model(t, L.Flatten()(L.Conv2D(2, 3, name="c")(t)), name="tower")
    same = L.Dense(4, activation="relu", name="same")
    other = L.Dense(4, name="other")(L.Flatten()(right))
    merged = L.Add()([same(tower(left)), same(tower(right)), other])
    return keras.Model([right, left], L.Dense(2, name="out")(merged), name="shared")


def nested():
    """A model in a model in a chain; the inner one partly frozen."""
    i = keras.Input((4, 4, 2), name="inner_in")
    inner = keras.Model(i, L.BatchNormalization(name="ibn")(L.Conv2D(3, 1, name="ic")(i)), name="inner")
    inner.get_layer("ic").trainable = False
    head = keras.Sequential([keras.Input((4, 4, 3)), L.Conv2D(2, 2, name="hc"), L.Flatten()], name="head")
    m = keras.Input((8, 8, 3), name="mid_in")
    y = inner(L.Conv2D(2, 1, name="mc")(L.MaxPooling2D()(m)))
    middle = keras.Model(m, head(y), name="middle")
    return keras.Sequential([keras.Input((8, 8, 3)), L.Rescaling(1 / 255.0), middle, L.Dropout(0.3), L.Dense(3)], name="outer")


def vocabulary():
    """Layers of every kind, one after the other, and merged in every way."""
    image = keras.Input((9, 7, 3), name="image")
    x = L.Resizing(8, 6, interpolation="bicubic", pad_to_aspect_ratio=True)(image)
    x = L.CenterCrop(6, 5)(L.GaussianNoise(0.2)(x))
    x = L.Conv2DTranspose(4, 3, strides=2, padding="same", output_padding=1)(x)
    x = L.PReLU(shared_axes=[1, 2])(L.LayerNormalization(axis=[1, 3])(x))
    x = L.Conv2DTranspose(6, (2, 3), dilation_rate=2, use_bias=False)(x)
    x = L.ELU(0.5)(L.GroupNormalization(3)(L.SpatialDropout2D(0.2)(x)))
    x = L.Cropping2D(((1, 2), (0, 1)))(L.UpSampling2D((1, 2), interpolation="bilinear")(x))
    x = L.UnitNormalization(axis=[1, 2])(L.RMSNormalization()(L.GaussianDropout(0.3)(x)))
    x = L.Permute((3, 1, 2))(L.Identity()(L.Activation("squareplus")(x)))
    x = L.Dense(4, activation="hard_silu")(L.AlphaDropout(0.1)(L.Reshape((-1, 3))(x)))
    y = L.PReLU()(L.LayerNormalization(center=False)(x))
    z = L.Dense(4, activation="tanh_shrink", name="z")(x)
    small = L.Dense(4, name="s")(y)
    merged = [cls()([x, y, z]) for cls in (L.Average, L.Maximum, L.Minimum, L.Multiply)]
    merged.append(L.Subtract()([small, z]))
    dots = L.Dot((2, 2), normalize=True)([L.Concatenate()(merged), L.Concatenate()(merged[::-1])])
    return keras.Model(image, L.Dense(3)(dots), name="vocabulary")


def arithmetic():
    """Operators between layers, which Keras keeps as operations, and MobileNetV3's own use of them."""
    image = keras.Input((6, 6, 3), name="image")
    x = L.Conv2D(4, 3, name="c")(2.0 - image / 4)
    y = L.ReLU(6.0)(x + 3.0) * (1.0 / 6.0)
    z = 3 * (x * y - y) + (x - 1)
    return keras.Model(image, L.Dense(2, name="d")(L.Flatten()(z)), name="arithmetic")


def changing():
    """Layers that change pictures in training, as in many tutorials."""
    augmentation = keras.Sequential(
        [keras.Input((6, 6, 3)), L.RandomFlip("horizontal"), L.RandomRotation(0.1), L.RandomZoom(0.2), L.RandomContrast(0.1)],
        name="data_augmentation",
    )
    rest = [L.RandomTranslation(0.1, 0.2), L.RandomErasing(), L.RandomGaussianBlur(), L.RandomHue(0.1), L.RandomPerspective()]
    rest += [L.RandomGrayscale(), L.RandomInvert(), L.RandomColorJitter(brightness_factor=0.1)]  # Keras cannot save all of the others
    return keras.Sequential([keras.Input((6, 6, 3)), augmentation, *rest, L.Flatten(), L.Dropout(0.2), L.Dense(2)], name="changing")


MODELS = {"changing": changing, "arithmetic": arithmetic, "branches": branches, "shared": shared, "nested": nested, "vocabulary": vocabulary}


def inputs_of(model, flat):
    result, at = [], 0
    for t in model.inputs:
        size = 2 * int(np.prod(t.shape[1:]))
        result.append(flat[at : at + size].reshape((2,) + tuple(t.shape[1:])))
        at += size
    return result


def outputs_of(model, flat):
    inputs = inputs_of(model, flat)
    out = model.predict(inputs if len(inputs) > 1 else inputs[0], verbose=0)
    out = out if isinstance(out, list) else [out]
    return np.concatenate([np.ravel(o) for o in out]).astype("<f4")


def save(name, folder, seed):
    keras.utils.set_random_seed(int(seed))
    rng = np.random.default_rng(int(seed))
    model = MODELS[name]()
    for w in model.weights:
        w.assign(rng.uniform(0.5, 1.5, w.shape) if "variance" in w.name else rng.normal(0, 0.4, w.shape))
    base = f"{folder}/{name}"
    model.save(base + ".keras")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "legacy format"
        model.save(base + ".h5")
    model.save_weights(base + ".weights.h5")
    size = sum(2 * int(np.prod(t.shape[1:])) for t in model.inputs)
    flat = rng.normal(0, 1, size).astype("<f4")
    flat.tofile(base + ".input")
    outputs_of(model, flat).tofile(base + ".outputs")


def main(command, *args):
    if command == "open":
        model = keras.models.load_model(args[0])
        outputs_of(model, np.fromfile(args[1], "<f4")).tofile(args[2])
        print(model.count_params())
    elif command == "weights":
        model = keras.models.load_model(args[0])
        wanted = [w.numpy().copy() for w in model.weights]
        for w in model.weights:
            w.assign(np.zeros(w.shape))
        model.load_weights(args[1])
        for w, value in zip(model.weights, wanted):
            np.testing.assert_array_equal(w.numpy(), value)
        print(len(wanted))
    elif command == "optimizer":
        for v in keras.models.load_model(args[0]).optimizer.variables:
            print(v.dtype, tuple(v.shape), f"{float(np.sum(v.numpy())):.6g}")
    elif command == "save":
        save(*args)
    else:
        raise SystemExit(f"unknown command {command}")


main(*sys.argv[1:])
