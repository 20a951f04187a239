"""Trains a model file with the real Keras, a batch a step, and saves it again.

train MODEL OPTIMIZER X Y STEPS SAVED   prints the loss of every step and, after it, the loss of the
                                        first batch in inference mode; OPTIMIZER is Keras's JSON
values CASES ARRAY FILE                 writes what each object of CASES, a JSON list of Keras's
                                        serialised ones, makes of a matrix and, where that is a
                                        number, its gradient after it
Arrays are files of little-endian float32 numbers, the first axis of X and Y being the steps.
"""

import json
import sys

import numpy as np
import tensorflow as tf
import keras


def train(model, optimizer, x, y, steps, saved):
    model = keras.models.load_model(model, compile=False)
    optimizer = keras.optimizers.deserialize(json.loads(optimizer))
    model.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    steps = int(steps)
    y = np.fromfile(y, "<f4").reshape(steps, -1)
    x = np.fromfile(x, "<f4").reshape((steps, y.shape[1]) + model.input_shape[1:])
    for step in range(steps):
        model.reset_metrics()
        loss = model.train_on_batch(x[step], y[step])
        model.reset_metrics()
        print(f"{float(loss):.9g} {float(model.test_on_batch(x[0], y[0])):.9g}")
    optimizer.finalize_variable_values(model.trainable_variables)
    model.save(saved)


def values(cases, array, file):
    x = tf.Variable(np.fromfile(array, "<f4").reshape(5, -1))
    results = []
    for case in json.loads(cases):
        made = keras.saving.deserialize_keras_object(case)
        with tf.GradientTape() as tape:
            y = made(x)
        results += [y] if y.shape.rank else [y, tape.gradient(y, x)]
    np.concatenate([np.ravel(each) for each in results]).astype("<f4").tofile(file)


def main(command, *args):
    {"train": train, "values": values}[command](*args)


main(*sys.argv[1:])
