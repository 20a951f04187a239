"""Changes pictures with the real Keras by the numbers that were drawn elsewhere.

argv: a file with one JSON object a line (class_name, config, shape, drawn, from), a file with all
inputs and one with all outputs as float32. Prints for each line the share of the values that differ
by more than 1e-3 and 1e-5 of the value, and the largest difference; or the error as a JSON text.
"""

import json
import sys

import keras
import numpy as np

pictures = np.fromfile(sys.argv[2], "<f4")
expected = np.fromfile(sys.argv[3], "<f4")


def number(value, *shape):
    return np.full(shape, value, "float32")


def flag(value, *shape):
    return np.full(shape, value, bool)


def box_mask(layer, drawn, images, key):
    corners = [number(v, 1) for v in drawn[key]]
    mask = layer._generate_batch_mask(images.shape, corners)
    return mask


def rotation(layer, d, images):
    zero, one = np.zeros(1, "float32"), np.ones(1, "float32")
    matrix = layer._compute_affine_matrix(
        center_x=0.5, center_y=0.5, angle=number(d["angle"], 1), translate_x=zero, translate_y=zero,
        scale=one, shear_x=zero, shear_y=zero, height=images.shape[1], width=images.shape[2],
    )
    return {"rotation_matrix": matrix}


def erasing(layer, d, images):
    return {
        "apply_erasing": flag(d["apply_erasing"], 1),
        "batch_masks": box_mask(layer, d, images, "box"),
        "fill_value": layer._get_fill_value(images, images.shape, layer.generator),
    }


def perspective(layer, d, images):
    h, w = images.shape[1] - 1, images.shape[2] - 1
    return {
        "apply_perspective": flag(d["apply_perspective"], 1),
        "start_points": np.array([[[0, 0], [w, 0], [0, h], [w, h]]], "float32"),
        "end_points": np.array([d["end_points"]], "float32"),
    }


def chosen(layer, d, images):
    transforms = {}
    for name in layer._AUGMENT_LAYERS:
        inner = getattr(layer, name)
        transforms[name] = (
            of(inner, d["transforms"][name], images)
            if name in d["transforms"]
            else inner.get_random_transformation(images, training=True)
        )
    return {"layer_idxes": np.array(d["layer_idxes"]), "transforms": transforms}


def chains(layer, d, images):
    return {
        "chain_mixing_weights": np.array(d["chain_mixing_weights"], "float32"),
        "weight_sample": np.float32(d["weight_sample"]),
        "chain_transforms": [
            [
                {
                    "layer_name": step["layer_name"],
                    "transformation": of(
                        getattr(layer, step["layer_name"]), step["transformation"], images
                    ),
                }
                for step in chain
            ]
            for chain in d["chain_transforms"]
        ],
    }


def jitter(layer, d, images):
    for name, drawn in d.items():
        inner = getattr(layer, name)
        given = of(inner, drawn, images)
        inner.get_random_transformation = lambda *a, given=given, **k: dict(given)
    return None


OF = {
    "RandomFlip": lambda l, d, x: {"flips": flag(d["flips"], 1, 1, 1, 1)},
    "RandomRotation": rotation,
    "RandomZoom": lambda l, d, x: {k: number(d[k], 1, 1) for k in d},
    "RandomTranslation": lambda l, d, x: {"translations": np.array([d["translations"]], "float32")},
    "RandomShear": lambda l, d, x: {"shear_factor": np.array([d["shear_factor"]], "float32")},
    "RandomCrop": lambda l, d, x: (d["h_start"], d["w_start"]),
    "RandomContrast": lambda l, d, x: {k: number(d[k], 1, 1, 1, 1) for k in d},
    "RandomBrightness": lambda l, d, x: {k: number(d[k], 1, 1, 1, 1) for k in d},
    "RandomHue": lambda l, d, x: {"factor": number(d["factor"], 1)},
    "RandomSaturation": lambda l, d, x: {"factor": number(d["factor"], 1)},
    "RandomColorDegeneration": lambda l, d, x: {"factor": number(d["factor"], 1, 1, 1, 1)},
    "RandomGrayscale": lambda l, d, x: flag(d["should_apply"], 1, 1, 1, 1),
    "RandomInvert": lambda l, d, x: {"apply_inversion": flag(d["apply_inversion"], 1)},
    "RandomSharpness": lambda l, d, x: {"factor": number(d["factor"], 1)},
    "RandomGaussianBlur": lambda l, d, x: {
        "should_apply_blur": flag(d["should_apply_blur"], 1),
        "blur_factor": np.array(d["blur_factor"], "float32"),
    },
    "RandomErasing": erasing,
    "RandomPerspective": perspective,
    "RandomPosterization": lambda l, d, x: {
        "shift_factor": np.full((1,), d["shift_factor"], "uint8")
    },
    "Solarization": lambda l, d, x: {k: number(d[k], 1, 1, 1, 1) for k in d},
    "RandomColorJitter": jitter,
    "RandAugment": chosen,
    "AugMix": chains,
}


def of(layer, drawn, images):
    make = OF.get(type(layer).__name__)
    return make(layer, drawn, images) if make else None


def mixed(layer, case, images):
    d = case["drawn"]
    order = np.array(d["permutation_order"])
    given = {"permutation_order": order, "mix_weight": np.array(d["mix_weight"], "float32")}
    if d["boxes"]:
        corners = [np.array(c, "float32") for c in zip(*d["boxes"])]
        given["batch_masks"], given["mix_weight"] = layer._generate_batch_mask(images.shape, corners)
    labels = np.array(case["targets"], "float32")
    pictures = np.array(layer.transform_images(images, given))
    return np.concatenate([pictures.ravel(), np.array(layer.transform_labels(labels, given)).ravel()])


def changed(case):
    layer = getattr(keras.layers, case["class_name"]).from_config(case["config"])
    shape = case["shape"]
    images = pictures[case["from"] :][: int(np.prod(shape))].reshape(shape)
    if "targets" in case:
        return mixed(layer, case, images)
    if case["class_name"] == "CenterCrop":
        return np.array(layer(images))
    images = keras.ops.convert_to_tensor(images)
    return np.array(layer.transform_images(images, of(layer, case["drawn"], images)))


at = 0
for line in open(sys.argv[1]):
    case = json.loads(line)
    try:
        theirs = changed(case).ravel()
        ours = expected[at : at + case["length"]]
        difference = np.abs(theirs - ours) if theirs.size == ours.size else np.full(1, np.inf)
        off = difference > 1e-3 + 1e-5 * np.abs(theirs) if theirs.size == ours.size else difference > 0
        print(json.dumps([float(off.mean()), float(difference.max())]).replace("Infinity", "1e30"))
    except Exception as e:
        print(json.dumps(f"{type(e).__name__}: {e}"[:500]))
    at += case["length"]
