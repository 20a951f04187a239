"""The networks of the jobs, in Keras. The same layers are in the other peers."""

import keras
from keras import layers


def cifar():
    """The small CNN of the CIFAR-10 tutorial: 122,570 weights, logits out."""
    return keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10),
        ]
    )


def cifar_from_bytes():
    """The same network behind a Rescaling layer, for uint8 pictures."""
    return keras.Sequential(
        [keras.Input((32, 32, 3)), layers.Rescaling(1 / 255), *cifar().layers]
    )


def alexnet():
    """One half of AlexNet's convolutions with smaller dense layers, without normalisation."""
    return keras.Sequential(
        [
            keras.Input((224, 224, 3)),
            layers.Conv2D(48, 11, strides=4, activation="relu"),
            layers.MaxPooling2D(3, 2),
            layers.Conv2D(128, 5, padding="same", activation="relu"),
            layers.MaxPooling2D(3, 2),
            layers.Conv2D(192, 3, padding="same", activation="relu"),
            layers.Conv2D(192, 3, padding="same", activation="relu"),
            layers.Conv2D(128, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(3, 2),
            layers.Flatten(),
            layers.Dense(1024, activation="relu"),
            layers.Dense(1024, activation="relu"),
            layers.Dense(10),
        ]
    )


def vgg16_base(side):
    """VGG16's thirteen convolutions with random weights."""
    return keras.applications.VGG16(
        include_top=False, weights=None, input_shape=(side, side, 3)
    )


def vgg16():
    """VGG16's convolutions under dense layers of 1024, 512 and 10."""
    return keras.Sequential(
        [
            vgg16_base(224),
            layers.Flatten(),
            layers.Dense(1024, activation="relu"),
            layers.Dense(512, activation="relu"),
            layers.Dense(10),
        ]
    )
