# What a network of keras.applications makes of a picture with weights of a file, which is written
# with random ones if it is not there:
# NAME JSON-ARGUMENTS WEIGHTS X SIDE OUT; arrays are files of little-endian float32.
import json
import os
import sys

import keras
import numpy as np

name, arguments, weights, x, side, out = sys.argv[1:]
given = os.path.exists(weights)
model = getattr(keras.applications, name)(weights=weights if given else None, **json.loads(arguments))
if not given:
    model.save_weights(weights)
pictures = np.fromfile(x, "<f4").reshape(-1, int(side), int(side), 3)
model.predict(pictures, verbose=0).astype("<f4").tofile(out)
