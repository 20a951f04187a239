package dev.peaberry.bench;

import dev.peaberry.data.BrokenImageException;
import dev.peaberry.data.Cache;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.train.History;
import dev.peaberry.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The jobs about waiting for data: in an epoch, and before the first step. */
final class WaitingJobs {
  private static final int MANY_FILES = 200_000;
  private static final int CLASSES = 10;
  private static final int DIFFERENT = 50;
  private static final int STEPS = 60;

  private WaitingJobs() {}

  /** What share of an epoch the trainer waits for pictures that lie in the memory cache. */
  static void waiting(String job, Path data) {
    try (ImageFolder pictures = ImageFolder.open(data.resolve("cifar10-images.zip"))) {
      ImagePipeline pipeline = ImagePipeline.of(pictures.folder("test")).withImageSize(32, 32);
      showShare(job + ".cifar", epoch(Networks.cifarFromBytes(), pipeline));
    }
    try (ImageFolder pictures = ImageFolder.open(data.resolve("cats_dogs"), "validation")) {
      ImagePipeline pipeline = ImagePipeline.of(pictures).withImageSize(224, 224).withBatchSize(8);
      showShare(job + ".alexnet", epoch(Networks.alexnetFromBytes(), pipeline));
    }
  }

  /** The second of two epochs of some steps; the cache is full before. */
  private static History.Epoch epoch(Model model, ImagePipeline pictures) {
    ImagePipeline pipeline = pictures.withShuffle(1).withCache(Cache.memory());
    Jobs.fillCache(pipeline);
    History history = trainer(model).withEpochs(2).withStepsPerEpoch(STEPS).fit(pipeline).history();
    return history.epochs().get(1);
  }

  private static Trainer trainer(Model model) {
    return Trainer.of(model, SparseCategoricalCrossentropy.fromLogits(), Adam.of())
        .withMetrics(List.of());
  }

  private static void showShare(String job, History.Epoch epoch) {
    System.out.printf(
        Locale.ROOT,
        "{\"job\": \"%s\", \"peer\": \"peaberry\", \"waited_percent\": %.2f}%n",
        job,
        100 * epoch.waitingShare());
  }

  /** From opening a folder of 200,000 files to the end of the first step. */
  static void firstStep(String job, Path data) throws IOException {
    Path folder = Files.createTempDirectory("peaberry-many");
    try {
      fill(folder, data);
      long start = System.nanoTime();
      try (ImageFolder pictures = ImageFolder.open(folder)) {
        ImagePipeline pipeline = ImagePipeline.of(pictures).withImageSize(32, 32).withShuffle(1);
        trainer(Networks.cifarFromBytes()).withEpochs(1).withStepsPerEpoch(1).fit(pipeline);
      }
      System.out.printf(
          Locale.ROOT,
          "{\"job\": \"%s\", \"peer\": \"peaberry\", \"ms_per_step\": %.0f}%n",
          job,
          (System.nanoTime() - start) / 1e6);
    } finally {
      Everything.delete(folder);
    }
  }

  /** Class folders of links to a few different files, so that the disk need not hold them all. */
  private static void fill(Path folder, Path data) throws IOException {
    try (ImageFolder pictures = ImageFolder.open(data.resolve("cifar10-images.zip"))) {
      for (int i = 0; i < MANY_FILES; i++) {
        Path file = folder.resolve("class" + i % CLASSES).resolve(i + ".jpg");
        if (i < DIFFERENT) {
          Files.createDirectories(file.getParent());
          Files.write(file, pictures.file(i).orElseThrow());
        } else {
          int first = i % DIFFERENT;
          Files.createLink(file, folder.resolve("class" + first % CLASSES).resolve(first + ".jpg"));
        }
      }
    } catch (BrokenImageException e) {
      throw new IOException(e);
    }
  }
}
