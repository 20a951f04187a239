"""Makes objects of serialised ones with the real Keras, one JSON object a line of a file.

Prints a line for each: the JSON of the object's get_config(), or the error in a JSON text.
"""

import json
import sys

import keras


def make(each):
    cls = getattr(sys.modules[each["module"]], each["class_name"])
    if issubclass(cls, keras.callbacks.Callback):
        settings = each["config"].items()
        cls(**{key: keras.saving.deserialize_keras_object(value) for key, value in settings})
        return each["config"]  # callbacks do not tell theirs
    made = keras.saving.deserialize_keras_object(each)
    return keras.saving.serialize_keras_object(made)["config"]


for line in open(sys.argv[1]):
    try:
        print(json.dumps(make(json.loads(line)), allow_nan=False))
    except Exception as e:
        print(json.dumps(f"{type(e).__name__}: {e}"))
