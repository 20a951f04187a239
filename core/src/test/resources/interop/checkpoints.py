"""Goes on with trainings whose checkpoints the real Keras opens.

python - X Y [CHECKPOINT SAVED]...   trains each checkpoint one batch further and saves it again; fails
                                     where Keras would skip what the optimizer remembers
X and Y are files of little-endian float32 numbers.
"""

import sys
import warnings

import keras
import numpy as np
import tensorflow as tf

tf.get_logger().setLevel("ERROR")  # it counts how often functions are compiled
warnings.filterwarnings("error", message="Skipping variable loading")


def main(x, y, *files):
    y = np.fromfile(y, "<f4")
    for checkpoint, saved in zip(files[::2], files[1::2]):
        model = keras.models.load_model(checkpoint)
        model.train_on_batch(np.fromfile(x, "<f4").reshape((len(y),) + model.input_shape[1:]), y)
        model.save(saved)


main(*sys.argv[1:])
