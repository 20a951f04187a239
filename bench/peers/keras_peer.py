"""The jobs in Keras on TensorFlow: python keras_peer.py JOB prints one line of JSON.

Keras gets what a careful user gives it: fit() over a tf.data pipeline that repeats one batch and
prefetches, no progress bar and no metrics. XLA, which jit_compile="auto" would choose, is off: it made
the small network slower. PEER_XLA=1 and PEER_STEPS_PER_EXECUTION=N try it and longer executions.
"""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import pathlib
import statistics
import sys
import time

import keras
import tensorflow as tf

import jobs
import keras_models
import keras_pipelines

NETWORKS = {
    "cifar_step": keras_models.cifar,
    "alexnet_step": keras_models.alexnet,
    "vgg16_step": keras_models.vgg16,
}
NETWORKS |= {job + jobs.BF16: network for job, network in NETWORKS.items()}
XLA = os.environ.get("PEER_XLA") == "1"
STEPS_PER_EXECUTION = int(os.environ.get("PEER_STEPS_PER_EXECUTION", "1"))


class EpochTimes(keras.callbacks.Callback):
    """Seconds of each epoch of fit()."""

    def __init__(self):
        super().__init__()
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.start)


def compiled(model):
    model.compile(
        optimizer=keras.optimizers.Adam(1e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        jit_compile=XLA,
        steps_per_execution=STEPS_PER_EXECUTION,
    )
    return model


def training_step(job):
    step = jobs.STEPS[job]
    batch = tf.data.Dataset.from_tensors(jobs.random_batch(step)).repeat(step.steps).prefetch(2)
    times = EpochTimes()
    compiled(NETWORKS[job]()).fit(batch, epochs=1 + step.rounds, verbose=0, callbacks=[times])
    jobs.show(job, "keras", statistics.median(times.seconds[1:]) / step.steps, step.batch)


def inference(job):
    step = jobs.STEPS[job]
    x, _ = jobs.random_batch(step)
    model = keras_models.vgg16_base(step.side)
    predict = tf.function(lambda pictures: model(pictures, training=False), jit_compile=XLA)
    pictures = tf.constant(x)
    predict(pictures)
    seconds = []
    for _ in range(step.rounds * step.steps):
        start = time.perf_counter()
        predict(pictures).numpy()
        seconds.append(time.perf_counter() - start)
    jobs.show(job, "keras", statistics.median(seconds), step.batch)


def epoch(job):
    x, y = jobs.cifar10()
    model = compiled(keras_models.cifar_from_bytes())
    warm = 20 * jobs.EPOCH_BATCH + len(x) % jobs.EPOCH_BATCH
    model.fit(x[:warm], y[:warm], batch_size=jobs.EPOCH_BATCH, verbose=0)
    times = EpochTimes()
    model.fit(x, y, batch_size=jobs.EPOCH_BATCH, shuffle=True, verbose=0, callbacks=[times])
    jobs.show(job, "keras", times.seconds[0], len(x))


def optimizer_step(job):
    optimizers = keras.optimizers
    for name, optimizer in {
        "sgd": optimizers.SGD(),
        "sgd_momentum": optimizers.SGD(momentum=0.9),
        "adam": optimizers.Adam(),
        "adam_amsgrad": optimizers.Adam(amsgrad=True),
        "adamw": optimizers.AdamW(),
        "nadam": optimizers.Nadam(),
        "adamax": optimizers.Adamax(),
        "rmsprop": optimizers.RMSprop(),
        "adagrad": optimizers.Adagrad(),
        "adadelta": optimizers.Adadelta(),
        "ftrl": optimizers.Ftrl(),
        "lion": optimizers.Lion(),
    }.items():
        weights = [keras.Variable(jobs.numbers(shape)) for shape in jobs.WEIGHTS]
        gradients = [tf.constant(jobs.numbers(shape)) for shape in jobs.WEIGHTS]
        optimizer.build(weights)
        step = tf.function(lambda optimizer=optimizer, gradients=gradients: optimizer.apply(gradients), jit_compile=XLA)
        seconds = []
        for _ in range(1 + jobs.UPDATES):
            start = time.perf_counter()
            step()
            seconds.append(time.perf_counter() - start)
        jobs.show(f"{job}.{name}", "keras", statistics.median(seconds[1:]), 1)


def predict_cold(job):
    model = jobs.WORK / "cifar.keras"
    model.parent.mkdir(parents=True, exist_ok=True)
    keras_models.cifar_from_bytes().save(model)
    script = pathlib.Path(__file__).with_name("keras_predict.py")
    command = [sys.executable, str(script), str(model), str(jobs.photo())]
    jobs.show(job, "keras", jobs.time_processes(command), 1, of_children=True)


JOBS = {
    "cifar_step": training_step,
    "alexnet_step": training_step,
    "vgg16_step": training_step,
    "vgg16_inference": inference,
    "cifar_step_bf16": training_step,
    "alexnet_step_bf16": training_step,
    "vgg16_step_bf16": training_step,
    "vgg16_inference_bf16": inference,
    "cifar_epoch": epoch,
    "optimizer_step": optimizer_step,
    "predict_cold": predict_cold,
    "peak_memory": epoch,
    "augment_files": keras_pipelines.generator,
    "augment_cached": keras_pipelines.generator,
    "decode_files": keras_pipelines.files,
    "random_layers": keras_pipelines.random_layers,
    "large_photos": keras_pipelines.large_photos,
}

if __name__ == "__main__":
    chosen = jobs.argument(JOBS)
    if chosen.endswith(jobs.BF16):
        keras.config.set_dtype_policy("mixed_bfloat16")
    JOBS[chosen](chosen)
