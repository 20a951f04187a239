"""Computes with the real Keras the losses and options that the golden values leave out.

    SEED FOLDER

Writes losses.json and losses.safetensors as the golden values have them: config, labels, outputs,
weights of examples, the value and its gradient by the outputs.
"""

import json
import sys
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

SEED, FOLDER = int(sys.argv[1]), Path(sys.argv[2])
RANDOM = np.random.default_rng(SEED)
TENSORS, CASES = {}, {}
K = keras.losses
REDUCTIONS = (None, "sum", "mean", "sum_over_batch_size", "mean_with_sample_weight")


def n(low, high):
    """A random integer, high included."""
    return int(RANDOM.integers(low, high + 1))


def real(*shape):
    return RANDOM.normal(0, 1.5, shape)


def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def bits(*shape):
    return RANDOM.integers(0, 2, shape)


def one_hot(classes, *shape):
    return np.eye(classes)[RANDOM.integers(0, classes, shape)]


def regressions():
    for cls in (K.MeanAbsolutePercentageError, K.MeanSquaredLogarithmicError, K.LogCosh, K.Huber):
        y = real(n(2, 6), n(1, 4))
        yield cls, {}, np.where(bits(*y.shape), y, 0), real(*y.shape)
    for cls in (K.MeanSquaredError, K.MeanAbsoluteError, K.Poisson):
        shape = (n(1, 3), n(2, 4), n(2, 4), n(1, 3))
        yield cls, {}, real(*shape), abs(real(*shape))
    for axis in (-1, 1, 2):
        shape = (n(2, 4), n(2, 5), n(2, 5))
        yield K.CosineSimilarity, dict(axis=axis), real(*shape), real(*shape)


def single_outputs():
    """One label for each example, of one output."""
    for cls in (K.BinaryCrossentropy, K.MeanSquaredError, K.Hinge, K.BinaryFocalCrossentropy):
        m = n(2, 7)
        yield cls, {}, bits(m), sigmoid(real(m, 1))


def axes():
    for cls in (K.CategoricalCrossentropy, K.CategoricalFocalCrossentropy):
        for logits in (True, False):
            for smoothing in (0.0, 0.2):
                for axis in (1, 2, -1):
                    m, c, w = n(2, 4), n(2, 5), n(2, 5)
                    labels = np.moveaxis(one_hot(c, m, w), -1, axis)
                    z = np.moveaxis(real(m, w, c), -1, axis)
                    yield cls, dict(from_logits=logits, label_smoothing=smoothing, axis=axis), labels, (
                        z if logits else softmax(z, axis)
                    )
    for cls in (K.BinaryCrossentropy, K.BinaryFocalCrossentropy):
        shape = (n(2, 4), n(2, 5), n(2, 5))
        yield cls, dict(from_logits=True, axis=1), bits(*shape), real(*shape)


def focal():
    for gamma in (0.0, 0.5, 1.0, 3.0):
        m, c = n(2, 5), n(2, 5)
        alpha = float(RANDOM.uniform(0, 1))
        yield K.BinaryFocalCrossentropy, dict(gamma=gamma, from_logits=True), bits(m, c), real(m, c)
        yield K.BinaryFocalCrossentropy, dict(
            gamma=gamma, alpha=alpha, apply_class_balancing=True, label_smoothing=0.1
        ), bits(m, c), sigmoid(real(m, c))
        yield K.CategoricalFocalCrossentropy, dict(gamma=gamma, alpha=alpha), one_hot(c, m), softmax(real(m, c))


def sparse():
    for q in (0.1, 0.5, 0.9):
        m, c = n(2, 6), n(2, 6)
        yield K.CategoricalGeneralizedCrossEntropy, dict(q=q), RANDOM.integers(0, c, m), softmax(real(m, c))
    for ignored in (0, 1, 255, -1):
        m, w, c = n(2, 4), n(2, 4), n(3, 5)
        labels = RANDOM.integers(0, c, (m, w))
        labels[0, 0] = ignored
        yield K.SparseCategoricalCrossentropy, dict(from_logits=True, ignore_class=ignored), labels, real(m, w, c)
    labels = np.full(3, 2)
    yield K.SparseCategoricalCrossentropy, dict(from_logits=True, ignore_class=2), labels, real(3, 4)


def areas():
    for axis in (None, [1, 2, 3], [1, 2], [-1]):
        shape = (n(2, 4), n(2, 5), n(2, 5), n(1, 3))
        yield K.Dice, dict(axis=axis), bits(*shape), sigmoid(real(*shape))
        alpha, beta = RANDOM.uniform(0, 1, 2)
        yield K.Tversky, dict(axis=axis, alpha=float(alpha), beta=float(beta)), bits(*shape), sigmoid(real(*shape))
    yield K.Dice, {}, one_hot(4, 3), softmax(real(3, 4))


def pairs():
    for options in ({}, dict(gamma=8.0, margin=0.25), dict(gamma=2.0, remove_diagonal=False)):
        for groups in (2, 3, 100):  # with 100 most have no partner
            x = real(n(4, 7), n(2, 4))
            x /= np.linalg.norm(x, axis=-1, keepdims=True)
            yield K.Circle, options, RANDOM.integers(0, groups, len(x)), x


def weights(values, examples, kind):
    """For each value; for each example where there is one value for all of them."""
    shape = values.shape or (examples,)
    return np.zeros(shape) if kind == "zeros" else RANDOM.uniform(0, 2, shape)


def put(key, value):
    TENSORS[key] = np.asarray(value, "<f4")
    return key


def plain(config, given):
    kept = {k: v for k, v in config.items() if k not in ("name", "dtype", "fn")}
    return {**kept, **given}


def add(name, cls, options, y_true, y_pred):
    y_true, y_pred = np.asarray(y_true, "f4"), tf.constant(y_pred, tf.float32)
    values = cls(reduction=None, **options)(y_true, y_pred).numpy()
    data = {"y_true": put(f"{name}/y_true", y_true), "y_pred": put(f"{name}/y_pred", y_pred)}
    ways = [(r, k) for r in REDUCTIONS for k in (None, "each", "zeros")]
    for reduction, kind in [(None, None)] + [ways[i] for i in RANDOM.choice(len(ways), 3, replace=False)]:
        loss = cls(reduction=reduction, **options)
        weight = weights(values, len(y_true), kind) if kind else None
        with tf.GradientTape() as tape:
            tape.watch(y_pred)
            value = loss(y_true, y_pred, sample_weight=weight)
        case = f"{name}/{reduction}/{kind}"
        CASES[case] = {
            "loss": cls.__name__,
            "config": plain(loss.get_config(), options),
            **data,
            **({"sample_weight": put(f"{case}/weight", weight)} if kind else {}),
            "value": put(f"{case}/value", value),
            "grad_y_pred": put(f"{case}/grad", tape.gradient(value, y_pred)),
        }


def after_sigmoid():
    z = tf.constant(np.where(bits(4, 3), 60.0, real(4, 3)), tf.float32)
    y_true = bits(4, 3)
    with tf.GradientTape() as tape:
        tape.watch(z)
        value = K.BinaryFocalCrossentropy()(y_true, keras.activations.sigmoid(z))
    CASES["BinaryFocalCrossentropy_after_sigmoid_layer"] = {
        "loss": "BinaryFocalCrossentropy",
        "config": {},
        "activation_before_loss": "sigmoid",
        "y_true": put("sigmoid/y_true", y_true),
        "logits": put("sigmoid/logits", z),
        "value": put("sigmoid/value", value),
        "grad_logits": put("sigmoid/grad", tape.gradient(value, z)),
    }


def save():
    header, at = {}, 0
    for key, value in TENSORS.items():
        header[key] = {"dtype": "F32", "shape": value.shape, "data_offsets": [at, at + value.nbytes]}
        at += value.nbytes
    text = json.dumps(header).encode()
    with open(FOLDER / "losses.safetensors", "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        file.write(b"".join(value.tobytes() for value in TENSORS.values()))
    (FOLDER / "losses.json").write_text(json.dumps({"cases": CASES}))


for family in (regressions, single_outputs, axes, focal, sparse, areas, pairs):
    for i, (cls, *case) in enumerate(family()):
        add(f"{family.__name__}/{i} {cls.__name__}", cls, *case)
after_sigmoid()
save()
print(len(CASES))
