"""The jobs in PyTorch on the processor: python torch_peer.py JOB prints one line of JSON.

PyTorch gets what its tuning guide advises: channels_last, no gradients at inference, gradients set
to None. Where PyTorch is not installed this ends with exit code 3 and says so.
"""

import statistics
import sys
import time

import jobs

try:
    import torch
    from torch import nn
except ImportError:
    print("PyTorch is not installed (pip install torch); its jobs are left out", file=sys.stderr)
    sys.exit(3)

VGG16_BLOCKS = [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]


def conv(channels, out, size, **options):
    return [nn.Conv2d(channels, out, size, **options), nn.ReLU()]


def cifar():
    return nn.Sequential(
        *conv(3, 32, 3), nn.MaxPool2d(2),
        *conv(32, 64, 3), nn.MaxPool2d(2),
        *conv(64, 64, 3), nn.Flatten(),
        nn.Linear(1024, 64), nn.ReLU(), nn.Linear(64, 10),
    )  # fmt: skip


def alexnet():
    return nn.Sequential(
        *conv(3, 48, 11, stride=4), nn.MaxPool2d(3, 2),
        *conv(48, 128, 5, padding=2), nn.MaxPool2d(3, 2),
        *conv(128, 192, 3, padding=1), *conv(192, 192, 3, padding=1),
        *conv(192, 128, 3, padding=1), nn.MaxPool2d(3, 2), nn.Flatten(),
        nn.Linear(3200, 1024), nn.ReLU(), nn.Linear(1024, 1024), nn.ReLU(), nn.Linear(1024, 10),
    )  # fmt: skip


def vgg16_base():
    parts, channels = [], 3
    for out, repeats in VGG16_BLOCKS:
        for _ in range(repeats):
            parts += conv(channels, out, 3, padding=1)
            channels = out
        parts.append(nn.MaxPool2d(2))
    return nn.Sequential(*parts)


def vgg16():
    return nn.Sequential(
        vgg16_base(), nn.Flatten(),
        nn.Linear(25088, 1024), nn.ReLU(), nn.Linear(1024, 512), nn.ReLU(), nn.Linear(512, 10),
    )  # fmt: skip


NETWORKS = {"cifar_step": cifar, "alexnet_step": alexnet, "vgg16_step": vgg16}


def channels_last(pictures):
    """Pictures (N, H, W, 3) as (N, 3, H, W) with the channels last in memory."""
    return torch.from_numpy(pictures).permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last)


class Training:
    """One network with its optimizer."""

    def __init__(self, network):
        self.network = network.to(memory_format=torch.channels_last)
        self.optimizer = torch.optim.Adam(network.parameters(), 1e-3, eps=1e-7, fused=True)
        self.loss = nn.CrossEntropyLoss()

    def step(self, x, y):
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(self.network(x), y).backward()
        self.optimizer.step()


def training_step(job):
    step = jobs.STEPS[job]
    pictures, labels = jobs.random_batch(step)
    x, y = channels_last(pictures), torch.from_numpy(labels).long()
    training = Training(NETWORKS[job]())
    seconds = []
    for _ in range(1 + step.rounds):
        start = time.perf_counter()
        for _ in range(step.steps):
            training.step(x, y)
        seconds.append(time.perf_counter() - start)
    jobs.show(job, "torch", statistics.median(seconds[1:]) / step.steps, step.batch)


@torch.inference_mode()
def inference(job):
    step = jobs.STEPS[job]
    x = channels_last(jobs.random_batch(step)[0])
    network = vgg16_base().eval().to(memory_format=torch.channels_last)
    network(x)
    seconds = []
    for _ in range(step.rounds * step.steps):
        start = time.perf_counter()
        network(x)
        seconds.append(time.perf_counter() - start)
    jobs.show(job, "torch", statistics.median(seconds), step.batch)


def epoch(job):
    pictures, labels = jobs.cifar10()
    x, y = torch.from_numpy(pictures), torch.from_numpy(labels).long()
    training = Training(cifar())
    start = time.perf_counter()
    for batch in torch.randperm(len(x)).split(jobs.EPOCH_BATCH):
        training.step(x[batch].permute(0, 3, 1, 2).float().div_(255), y[batch])
    jobs.show(job, "torch", time.perf_counter() - start, len(x))


JOBS = {
    "cifar_step": training_step,
    "alexnet_step": training_step,
    "vgg16_step": training_step,
    "vgg16_inference": inference,
    "cifar_epoch": epoch,
    "peak_memory": epoch,
}

if __name__ == "__main__":
    chosen = jobs.argument(JOBS)
    JOBS[chosen](chosen)
