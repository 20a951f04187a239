# The architectures of keras.applications as JSON, one line each: name, tab, model. No weights.
import sys

import keras

for name in sys.argv[1:]:
    keras.utils.clear_session()
    side = 299 if name in ("InceptionV3", "Xception") else 224
    model = getattr(keras.applications, name)(weights=None, input_shape=(side, side, 3))
    print(name + "\t" + model.to_json())
