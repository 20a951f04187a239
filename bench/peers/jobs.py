"""What every peer shares: the jobs' numbers, their pictures and how a result is printed."""

import argparse
import io
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("PEABERRY_DATA", ROOT.parent / "shared" / "data"))
WORK = ROOT / "bench" / "target" / "peers"


@dataclass(frozen=True)
class Step:
    """A job of equal steps on random pictures: `rounds` times `steps`, after one warm-up round."""

    batch: int
    side: int
    steps: int
    rounds: int


STEPS = {
    "cifar_step": Step(batch=32, side=32, steps=200, rounds=5),
    "alexnet_step": Step(batch=8, side=224, steps=60, rounds=5),
    "vgg16_step": Step(batch=8, side=224, steps=4, rounds=3),
    "vgg16_inference": Step(batch=20, side=150, steps=3, rounds=3),
}
BF16 = "_bf16"
STEPS |= {job + BF16: step for job, step in STEPS.items()}
EPOCH_BATCH = 32
WEIGHTS = [(2048, 2048), (2048, 1024), (3, 3, 512, 512), (3, 3, 256, 512), (1024,), (512,)]
UPDATES = 25
COLD_STARTS = 5
LARGE_PHOTOS = 8


def random_batch(step):
    """One batch of random pictures (N, H, W, 3) in 0..1 and labels (N,)."""
    random = np.random.default_rng(1)
    x = random.random((step.batch, step.side, step.side, 3), dtype=np.float32)
    return x, random.integers(0, 10, step.batch).astype(np.int32)


def numbers(shape):
    """Random numbers from -0.5 to 0.5."""
    return np.random.default_rng(1).random(shape, dtype=np.float32) - 0.5


def cifar10():
    """CIFAR-10's 50,000 training pictures (N, 32, 32, 3) as uint8, and their labels (N,)."""
    cached = WORK / "cifar10.npz"
    if not cached.exists():
        WORK.mkdir(parents=True, exist_ok=True)
        x, y = _decode(DATA / "cifar10-images.zip")
        part = cached.with_name(f"part-{os.getpid()}.npz")
        np.savez(part, x=x, y=y)
        part.replace(cached)
        # Decoding would count as this process's peak of memory, so start over.
        os.execv(sys.executable, [sys.executable, *sys.argv])
    with np.load(cached) as arrays:
        return arrays["x"], arrays["y"]


def _decode(archive):
    from PIL import Image

    with zipfile.ZipFile(archive) as pictures:
        names = sorted(n for n in pictures.namelist() if n.startswith("train/") and n.endswith(".jpg"))
        classes = sorted({n.split("/")[1] for n in names})
        x = np.stack([np.asarray(Image.open(io.BytesIO(pictures.read(n)))) for n in names])
        return x, np.array([classes.index(n.split("/")[1]) for n in names], np.int32)


def photo():
    """One JPEG photo to predict."""
    found = sorted((DATA / "trashnet").glob("*/*.jpg"))
    if not found:
        raise SystemExit(f"no photo in {DATA / 'trashnet'}; set PEABERRY_DATA to the folder of real pictures")
    return found[0]


def large_photos():
    """A folder of some JPEG photos of 12 megapixels: small photos enlarged, with grain."""
    from PIL import Image

    folder = WORK / "large"
    small = sorted((DATA / "cats_dogs" / "train").glob("*/*.jpg"))[:: 2000 // LARGE_PHOTOS]
    random = np.random.default_rng(1)
    grain = random.normal(0, 5, (3000, 4000, 1)).astype(np.float32)
    for index, photo in enumerate(small):
        large = folder / photo.parent.name / f"{index:02d}.jpg"
        if not large.exists():
            large.parent.mkdir(parents=True, exist_ok=True)
            enlarged = np.asarray(Image.open(photo).convert("RGB").resize((4000, 3000), Image.Resampling.BICUBIC))
            part = large.with_suffix(".part")
            Image.fromarray(np.clip(enlarged + grain, 0, 255).astype(np.uint8)).save(part, "JPEG", quality=85)
            part.replace(large)
    return folder


def time_processes(command):
    """The median wall time of a whole process in seconds, after one run that warms the disk."""
    times = []
    for _ in range(1 + COLD_STARTS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def show(job, peer, seconds, pictures, of_children=False):
    """Prints a result: `seconds` for one step (or epoch, or process) over `pictures` pictures."""
    who = resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    result = {
        "job": job,
        "peer": peer,
        "ms_per_step": round(seconds * 1e3, 3),
        "images_per_s": round(pictures / seconds, 1),
        "max_rss_mb": round(resource.getrusage(who).ru_maxrss / unit, 1),
    }
    print(json.dumps(result), flush=True)


def argument(names):
    """The job named on the command line."""
    parser = argparse.ArgumentParser(description="Runs one job and prints one line of JSON.")
    parser.add_argument("job", choices=names)
    return parser.parse_args().job


if __name__ == "__main__":
    large_photos()  # before either side is measured
