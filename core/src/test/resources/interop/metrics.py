"""Measures with the real Keras: reads cases from a JSON file and prints what each metric gives."""

import json
import sys

import keras
import numpy as np


def array(given):
    return None if given is None else np.array(given["data"], "float32").reshape(given["shape"])


def measure(case):
    metric = keras.metrics.deserialize({"class_name": case["metric"], "config": case["config"]})
    results = []
    for batch in case["batches"]:
        y_true, y_pred, weights = (array(batch[key]) for key in ("y_true", "y_pred", "weights"))
        if case["integers"]:
            y_true = y_true.astype("int32")
        metric.update_state(y_true, y_pred, sample_weight=weights)
        result = np.array(keras.ops.convert_to_numpy(metric.result()), "float64").reshape(-1)
        results.append([str(value) for value in result])
    config = metric.get_config()
    if config.get("label_weights") is not None:
        config["label_weights"] = [float(value) for value in config["label_weights"]]
    return {"results": results, "config": config}


with open(sys.argv[1]) as file:
    cases = json.load(file)
answers = []
for case in cases:
    try:
        answers.append(measure(case))
    except Exception as error:
        answers.append({"error": str(error)})
print(json.dumps(answers))
