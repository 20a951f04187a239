"""Prints the public names of the modules of the real Keras that build and train models, one a line.

A second name of the same thing is printed with the first: keras.layers.AvgPool2D = keras.layers.AveragePooling2D.
"""

import inspect

import keras

MODULES = {
    "keras.layers": keras.layers,
    "keras.losses": keras.losses,
    "keras.metrics": keras.metrics,
    "keras.optimizers": keras.optimizers,
    "keras.optimizers.schedules": keras.optimizers.schedules,
    "keras.initializers": keras.initializers,
    "keras.regularizers": keras.regularizers,
    "keras.constraints": keras.constraints,
    "keras.activations": keras.activations,
    "keras.callbacks": keras.callbacks,
}

first_names = {}
found = []
for path, module in MODULES.items():
    for name in dir(module):
        thing = getattr(module, name)
        if not name.startswith("_") and not inspect.ismodule(thing):
            found.append((path, name, thing))
for path, name, thing in found:
    if thing.__name__ == name:
        first_names.setdefault(thing, f"{path}.{name}")
for path, name, thing in found:
    first = first_names.setdefault(thing, f"{path}.{name}")
    full = f"{path}.{name}"
    print(full if first == full else f"{full} = {first}")
