"""Predicts one photo with a saved model: python keras_predict.py MODEL PHOTO."""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

model = keras.models.load_model(sys.argv[1], compile=False)
height, width = model.input_shape[1:3]
picture = keras.utils.load_img(sys.argv[2], target_size=(height, width), interpolation="bilinear")
logits = model(np.asarray(picture)[np.newaxis].astype("float32"), training=False).numpy()[0]
best = int(logits.argmax())
print(best, float(np.exp(logits[best]) / np.exp(logits).sum()))
