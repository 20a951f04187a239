"""Evaluates a compiled model file with the real Keras and prints what it logs.

MODEL DATA BATCH    DATA is a JSON file of x, y and sample weights
"""

import json
import sys

import keras
import numpy as np

model, data, batch = sys.argv[1:]
with open(data) as file:
    x, y, weights = (np.array(each, "float32") for each in json.load(file))
model = keras.models.load_model(model)
logs = model.evaluate(
    x, y, sample_weight=weights, batch_size=int(batch), verbose=0, return_dict=True
)
print(json.dumps({name: np.ravel(value).astype(float).tolist() for name, value in logs.items()}))
