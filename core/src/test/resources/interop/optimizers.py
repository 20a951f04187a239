"""Updates two variables with the real Keras's optimizers.

python - CASES ARRAYS RESULTS
CASES is a JSON list of objects: optimizer (Keras's serialised form), excluded (from weight decay) and
stream, the number of the gradients to use. ARRAYS is a file of little-endian float32 numbers: the two
variables, then the streams, each a number of steps of two gradients. RESULTS becomes, for each case,
the variables after each step, those after the end of the training, and all the optimizer remembers.
"""

import json
import sys

import keras
import numpy as np
import tensorflow as tf

SHAPES = {"kernel": (3, 4), "bias": (5,)}
SIZE = 17
STEPS = 8


def split(numbers):
    return [numbers[:12].reshape(3, 4), numbers[12:]]


def run(case, start, streams):
    variables = [keras.Variable(value, name=name) for name, value in zip(SHAPES, split(start))]
    optimizer = keras.optimizers.deserialize(case["optimizer"])
    if case["excluded"]:
        optimizer.exclude_from_weight_decay(var_names=case["excluded"])
    for step in range(STEPS):
        gradients = split(streams[case["stream"]][step])
        optimizer.apply([tf.constant(each) for each in gradients], variables)
        yield from variables
    optimizer.finalize_variable_values(variables)
    yield from variables
    yield from optimizer.variables


def main(cases, arrays, results):
    numbers = np.fromfile(arrays, "<f4")
    start, streams = numbers[:SIZE], numbers[SIZE:].reshape(-1, STEPS, SIZE)
    with open(results, "wb") as file:
        for case in json.load(open(cases)):
            for value in run(case, start, streams):
                keras.ops.convert_to_numpy(value).astype("<f4").tofile(file)


main(*sys.argv[1:])
