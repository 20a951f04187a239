# What a network of keras.applications makes of a picture with weights of a file, which is written
# with random ones if it is not there:
# NAME JSON-ARGUMENTS WEIGHTS X SIDE OUT [MODULE]; arrays are files of little-endian float32. With a
# MODULE of keras.applications X are pixels from 0 to 255, for its preprocess_input.
import json
import os
import sys

import keras
import numpy as np

name, arguments, weights, x, side, out, *module = sys.argv[1:]
given = os.path.exists(weights)
model = getattr(keras.applications, name)(weights=weights if given else None, **json.loads(arguments))
if not given:
    model.save_weights(weights)
pictures = np.fromfile(x, "<f4").reshape(-1, int(side), int(side), 3)
for each in module:
    pictures = getattr(keras.applications, each).preprocess_input(pictures)
model.predict(pictures, verbose=0).astype("<f4").tofile(out)
