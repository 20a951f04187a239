"""What TensorBoard reads in a folder of events, or what Keras writes there.

read FOLDER    prints, for each run, what it finds as JSON
keras FOLDER   trains a small model with keras.callbacks.TensorBoard
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"


def read(folder):
    from tensorboard.backend.event_processing import event_multiplexer
    from tensorboard.util import tensor_util

    everything = event_multiplexer.EventMultiplexer(size_guidance={"tensors": 0})
    everything.AddRunsFromDirectory(folder).Reload()
    found = {}
    for run in everything.Runs():
        accumulator = everything.GetAccumulator(run)
        tensors = {}
        for tag in accumulator.Tags()["tensors"]:
            metadata = accumulator.SummaryMetadata(tag)
            points = []
            for event in accumulator.Tensors(tag):
                array = tensor_util.make_ndarray(event.tensor_proto)
                if array.dtype == object:
                    value = [each.decode("latin-1") for each in array.ravel()]
                else:
                    value = array.ravel().astype(float).tolist()
                points.append({"step": event.step, "shape": array.shape, "value": value})
            tensors[tag] = {
                "plugin": metadata.plugin_data.plugin_name,
                "dtype": int(accumulator.Tensors(tag)[0].tensor_proto.dtype),
                "points": points,
            }
        graph = [n.name for n in accumulator.Graph().node] if accumulator.Tags()["graph"] else []
        found[run] = {"tensors": tensors, "graph": graph}
    print(json.dumps(found))


def keras(folder):
    import keras
    import numpy as np

    model = keras.Sequential(
        [
            keras.Input((8, 8, 3)),
            keras.layers.Conv2D(4, 3, name="first"),
            keras.layers.BatchNormalization(name="second"),
            keras.layers.Flatten(name="third"),
            keras.layers.Dense(2, name="fourth"),
        ],
        name="small",
    )
    model.compile(
        "sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
    )
    x, y = np.random.rand(8, 8, 8, 3), np.arange(8) % 2
    board = keras.callbacks.TensorBoard(
        folder,
        histogram_freq=1,
        write_images=True,
        write_steps_per_second=True,
        update_freq="batch",
    )
    model.fit(
        x, y, batch_size=4, epochs=2, validation_data=(x, y), callbacks=[board], verbose=0
    )


{"read": read, "keras": keras}[sys.argv[1]](sys.argv[2])
