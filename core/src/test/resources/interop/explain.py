"""Reference explanations of a small model, computed with Keras and tf.GradientTape.

Arguments: a folder and kinds of models. Reads noise.f32, which are standard normal numbers, a
picture for each sample; writes a folder for each kind with model.keras, pictures.u8 and files of
float32 numbers.
"""

import pathlib
import sys

import keras
import numpy as np
import tensorflow as tf
from keras import layers

HEIGHT, WIDTH, COUNT = 20, 24, 3
FOLDER = pathlib.Path(sys.argv[1])


def convolutions():
    return [
        layers.Conv2D(8, 3, padding="same", name="conv1"),
        layers.BatchNormalization(name="norm1"),
        layers.ReLU(name="relu1"),
        layers.MaxPooling2D(name="pool1"),
        layers.Conv2D(12, 3, activation="relu", name="conv2"),
        layers.Dropout(0.3, name="drop2"),
        layers.BatchNormalization(name="norm2"),
        layers.AveragePooling2D(2, name="pool2"),
        layers.Conv2D(10, 3, padding="same", name="conv3"),
        layers.BatchNormalization(name="norm3"),
        layers.Activation("relu", name="relu3"),
        layers.MaxPooling2D(name="pool3"),
        layers.Dropout(0.5, name="drop3"),
    ]


def build():
    scaling = layers.Rescaling(1 / 127.5, offset=-1)
    if kind == "nested":
        base = keras.Sequential([layers.Input((HEIGHT, WIDTH, 3)), *convolutions()], name="base")
        body = [scaling, base, layers.GlobalAveragePooling2D()]
    else:
        body = [scaling, *convolutions(), layers.Flatten(), layers.Dense(16, activation="tanh")]
    last = {
        "binary": [layers.Dense(1, activation="sigmoid")],
        "labels": [layers.Dense(5, activation="sigmoid")],
        "separate": [layers.Dense(5), layers.Activation("softmax")],
    }.get(kind, [layers.Dense(5, activation="softmax")])
    return keras.Sequential([layers.Input((HEIGHT, WIDTH, 3)), *body, *last])


def unfold(model):
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            yield from ((f"{layer.name}/{path}", inner) for path, inner in unfold(layer))
        else:
            yield layer.name, layer


def randomise(model):
    for _, layer in unfold(model):
        if isinstance(layer, layers.BatchNormalization):
            size = layer.gamma.shape
            layer.set_weights(
                [
                    random.uniform(0.5, 1.5, size),
                    random.normal(0, 0.3, size),
                    random.normal(0, 0.3, size),
                    random.uniform(0.5, 1.5, size),
                ]
            )


def forward(x):
    """The logits, and what each layer gives."""
    given = {}
    for path, layer in unfold(model):
        x = layer(x, training=False)
        given[path] = x
    return x, given


def scores(x, classes):
    logits, given = forward(x)
    if kind == "binary":
        return logits[:, 0] * tf.constant([1.0 if c == 1 else -1.0 for c in classes]), given
    return tf.gather(logits, classes, axis=1, batch_dims=1), given


def gradients(x, classes):
    x = tf.convert_to_tensor(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        score, _ = scores(x, classes)
    return tape.gradient(score, x).numpy()


def maps_and_gradient(path):
    x = tf.convert_to_tensor(pictures)
    with tf.GradientTape() as tape:
        tape.watch(x)
        score, given = scores(x, explained)
    maps = given[path]
    return (a.numpy().astype(np.float64) for a in (score, maps, tape.gradient(score, maps)))


def grad_cam(path):
    _, maps, gradient = maps_and_gradient(path)
    return np.maximum(np.einsum("nhwk,nk->nhw", maps, gradient.mean((1, 2))), 0)


def grad_cam_plus_plus(path):
    """Equation 19 of the paper with Y = exp(score); divided by Y in the end."""
    score, maps, gradient = maps_and_gradient(path)
    y = np.exp(score)[:, None, None, None]
    first, second, third = y * gradient, y * gradient**2, y * gradient**3
    below = 2 * second + maps.sum((1, 2), keepdims=True) * third
    alpha = np.where(second != 0, second / np.where(below != 0, below, 1), 0)
    weights = (alpha * np.maximum(first, 0)).sum((1, 2)) / y[:, :, 0, 0]
    return np.maximum(np.einsum("nhwk,nk->nhw", maps, weights), 0)


def occlusion(patch, stride, level):
    falls = np.zeros((COUNT, HEIGHT, WIDTH))
    covering = np.zeros((HEIGHT, WIDTH))
    whole = scores(tf.constant(pictures), explained)[0].numpy()
    top = 0
    while True:
        left = 0
        while True:
            place = np.s_[top : top + patch, left : left + patch]
            covered = pictures.copy()
            covered[(slice(None), *place)] = level
            fall = whole - scores(tf.constant(covered), explained)[0].numpy()
            falls[(slice(None), *place)] += fall[:, None, None]
            covering[place] += 1
            if left + patch >= WIDTH:
                break
            left += stride
        if top + patch >= HEIGHT:
            break
        top += stride
    return falls / covering


def integrated_gradients(steps, baseline):
    found = [
        gradients(baseline + (pictures - baseline) * share, explained)
        for share in np.linspace(0, 1, steps + 1)
    ]
    means = [(a + b) / 2 for a, b in zip(found[:-1], found[1:])]
    return (pictures - baseline) * np.mean(means, axis=0)


def smooth_grad(noise, share):
    spread = pictures.max((1, 2, 3)) - pictures.min((1, 2, 3))
    sigma = (share * spread)[:, None, None, None]
    return np.mean([gradients(pictures + sigma * each, explained) for each in noise], axis=0)


def write(name, values):
    np.asarray(values, "<f4").tofile(FOLDER / kind / f"{name}.f32")


noise = np.fromfile(FOLDER / "noise.f32", "<f4").reshape(-1, HEIGHT, WIDTH, 3)
for kind in sys.argv[2:]:
    (FOLDER / kind).mkdir()
    random = np.random.default_rng(5)
    keras.utils.set_random_seed(5)
    model = build()
    randomise(model)
    model.save(FOLDER / kind / "model.keras")
    model.layers[-1].activation = keras.activations.linear
    stored = random.integers(0, 256, (COUNT, HEIGHT, WIDTH, 3), np.uint8)
    stored.tofile(FOLDER / kind / "pictures.u8")
    pictures = stored.astype(np.float32)
    baseline = random.uniform(0, 255, (HEIGHT, WIDTH, 3)).astype(np.float32)
    explained = [1, 0, 1] if kind == "binary" else [2, 0, 4]
    prefix = "base/" if kind == "nested" else ""

    write("baseline", baseline)
    write("scores", scores(tf.constant(pictures), explained)[0])
    write("gradients", gradients(pictures, explained))
    for layer in ["relu1", "conv2", "drop2", "relu3"]:
        path = prefix + layer
        write(f"{layer}-maps", forward(tf.constant(pictures))[1][path])
        write(f"{layer}-grad-cam", grad_cam(path))
        write(f"{layer}-grad-cam++", grad_cam_plus_plus(path))
    last = grad_cam(prefix + "relu3")
    write("resized", tf.image.resize(last[..., None], (HEIGHT, WIDTH))[..., 0])
    write("occlusion", occlusion(6, 4, 127.5))
    write("integrated", integrated_gradients(12, baseline))
    write("smooth", smooth_grad(noise, 0.2))
