"""What the real Keras's callbacks do.

csv FILE LOGS SEPARATOR           writes the rows of LOGS, a JSON list of epochs
names TEMPLATE LOGS               prints ModelCheckpoint's file for each epoch
swap MODEL OPTIMIZER X Y EPOCHS TEMPLATE
                                  trains on one batch with SwapEMAWeights on every epoch, saves the
                                  model after each and prints its validation losses
load MODEL WEIGHTS                opens a checkpoint, then the weights of the same model
X and Y are files of little-endian float32 numbers.
"""

import json
import sys
import warnings

import keras
import numpy as np

warnings.filterwarnings("error", message="Skipping variable loading")


def csv(file, logs, separator):
    logger = keras.callbacks.CSVLogger(file, separator)
    logger.on_train_begin()
    for epoch, each in enumerate(json.loads(logs)):
        logger.on_epoch_end(epoch, each)
    logger.on_train_end()


def names(template, logs):
    checkpoint = keras.callbacks.ModelCheckpoint(template)
    for epoch, each in enumerate(json.loads(logs)):
        print(checkpoint._get_file_path(epoch, None, each))


def swap(model, optimizer, x, y, epochs, template):
    model = keras.models.load_model(model, compile=False)
    optimizer = keras.optimizers.deserialize(json.loads(optimizer))
    model.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    y = np.fromfile(y, "<f4")
    x = np.fromfile(x, "<f4").reshape((len(y),) + model.input_shape[1:])
    callbacks = [
        keras.callbacks.SwapEMAWeights(swap_on_epoch=True),
        keras.callbacks.ModelCheckpoint(template),
    ]
    history = model.fit(
        x, y, batch_size=len(y), epochs=int(epochs), validation_data=(x, y), callbacks=callbacks, verbose=0
    )
    print(*history.history["val_loss"], sep="\n")


def load(model, weights):
    model = keras.models.load_model(model)
    model.load_weights(weights)
    print(model.optimizer.iterations.numpy())


def main(command, *args):
    {"csv": csv, "names": names, "swap": swap, "load": load}[command](*args)


main(*sys.argv[1:])
