"""Goes on with a compiled model of several outputs, a batch a step.

    MODEL FOLDER STEPS SAVED

FOLDER holds x, and for each output its labels y0, y1, ... and weights of examples w0, w1, ...: files of
little-endian float32 numbers whose first axis is the steps. Prints the logs of each step as JSON, a
line, and saves the model.
"""

import json
import sys

import numpy as np
import keras

MODEL, FOLDER, STEPS, SAVED = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
model = keras.models.load_model(MODEL)
outputs = range(len(model.outputs))


def read(name, *shape):
    return np.fromfile(f"{FOLDER}/{name}", "<f4").reshape((STEPS,) + shape)


weights = [read(f"w{i}", -1) for i in outputs]
batch = weights[0].shape[1]
x = read("x", batch, *model.input_shape[1:])
labels = [read(f"y{i}", batch, -1) for i in outputs]
for step in range(STEPS):
    model.reset_metrics()
    logs = model.train_on_batch(
        x[step], [y[step] for y in labels], [w[step] for w in weights], return_dict=True
    )
    print(json.dumps({name: float(value) for name, value in logs.items()}))
model.save(SAVED)
