"""The jobs that only make batches of pictures, in Keras: see PipelineJobs.java for ours."""

import contextlib
import io
import statistics
import time

import keras
import tensorflow as tf
from keras.src.legacy.preprocessing.image import ImageDataGenerator

import jobs

SIDE = 224
BATCH = 32
PASSES = 3
RANDOM_BATCHES = 16


def measure(job, batches, passes=PASSES, pictures=BATCH):
    """Prints the median pass, after one that warms up: processor time and wall time of one batch."""
    wall, processor = [], []
    for _ in range(1 + passes):
        start, used = time.perf_counter(), time.process_time()
        count = sum(1 for _ in batches())
        wall.append((time.perf_counter() - start) / count)
        processor.append((time.process_time() - used) / count)
    jobs.show(f"{job}.cpu", "keras", statistics.median(processor[1:]), pictures)
    jobs.show(f"{job}.wall", "keras", statistics.median(wall[1:]), pictures)


def generator(job):
    """ImageDataGenerator as the usual walkthrough sets it; it has no cache, so both jobs are the same."""
    settings = ImageDataGenerator(
        rescale=1 / 255,
        rotation_range=40,
        width_shift_range=0.2,
        height_shift_range=0.2,
        shear_range=0.2,
        zoom_range=0.2,
        horizontal_flip=True,
        fill_mode="nearest",
    )
    with contextlib.redirect_stdout(io.StringIO()):
        batches = settings.flow_from_directory(
            jobs.DATA / "cats_dogs" / "train", target_size=(SIDE, SIDE), batch_size=BATCH, class_mode="binary", seed=1
        )
    measure(job, lambda: (next(batches) for _ in range(len(batches) // 3)), passes=3)


def photos():
    """image_dataset_from_directory decodes and resizes in a parallel map and prefetches."""
    with contextlib.redirect_stdout(io.StringIO()):
        return keras.utils.image_dataset_from_directory(
            jobs.DATA / "cats_dogs" / "train", image_size=(SIDE, SIDE), batch_size=BATCH, seed=1, verbose=False
        )


def files(job):
    dataset = photos()
    measure(job, lambda: iter(dataset), passes=5)


def random_layers(job):
    """Keras's layers in a parallel map over the batches, which its guides recommend for augmenting on the CPU."""
    layers = keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal"),
            keras.layers.RandomRotation(0.1),
            keras.layers.RandomZoom(0.2),
            keras.layers.RandomTranslation(0.1, 0.1),
            keras.layers.RandomContrast((0.2, 0.2)),
        ]
    )
    dataset = photos().map(lambda x, y: (layers(x, training=True), y), num_parallel_calls=tf.data.AUTOTUNE)
    dataset = dataset.take(RANDOM_BATCHES).prefetch(tf.data.AUTOTUNE)
    measure(job, lambda: iter(dataset))


def large_photos(job):
    """load_img: Pillow decodes the whole photo, then resizes it."""
    large = sorted(jobs.large_photos().glob("*/*.jpg"))

    def batches():
        for photo in large:
            keras.utils.img_to_array(keras.utils.load_img(photo, target_size=(SIDE, SIDE), interpolation="bilinear"))
        yield len(large)

    measure(job, batches, pictures=len(large))
