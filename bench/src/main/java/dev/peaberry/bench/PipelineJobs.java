package dev.peaberry.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.peaberry.augment.Augmentation;
import dev.peaberry.augment.FillMode;
import dev.peaberry.augment.ImageDataGenerator;
import dev.peaberry.augment.RandomContrast;
import dev.peaberry.augment.RandomFlip;
import dev.peaberry.augment.RandomRotation;
import dev.peaberry.augment.RandomTranslation;
import dev.peaberry.augment.RandomZoom;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Cache;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImagePipeline;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The jobs that only make batches of pictures. Each prints two lines: processor time, which the
 * share of the machine that others use hardly changes, and wall time; both for one batch.
 */
final class PipelineJobs {
  private static final int SIDE = 224;
  private static final int BATCH = 32;

  /** Java's compiler is at work for about as many. */
  private static final int WARM_UP = 5;

  private static final int PASSES = 5;
  private static final int LARGE_PHOTOS = 8;
  private static final long RANDOM_BATCHES = 16;

  private PipelineJobs() {}

  /** Photos of cats and dogs, changed as the usual walkthrough does, from files or a cache. */
  static void augment(String job, Path data, Cache cache) {
    ImageDataGenerator generator =
        ImageDataGenerator.of()
            .withRotationRange(40)
            .withShiftRange(0.2, 0.2)
            .withShearRange(0.2)
            .withZoomRange(0.2)
            .withHorizontalFlip()
            .withFillMode(FillMode.NEAREST);
    try (ImageFolder pictures = ImageFolder.open(data.resolve("cats_dogs"), "train")) {
      measure(
          job, pipeline(pictures).withCache(cache).withAugmentation(List.of(generator), 1), BATCH);
    }
  }

  /** The same photos as they are. */
  static void decode(String job, Path data) {
    try (ImageFolder pictures = ImageFolder.open(data.resolve("cats_dogs"), "train")) {
      measure(job, pipeline(pictures), BATCH);
    }
  }

  /** The same photos, changed by five of Keras's random layers. */
  static void randomLayers(String job, Path data) {
    List<Augmentation> layers =
        List.of(
            RandomFlip.of(RandomFlip.Mode.HORIZONTAL),
            RandomRotation.of(0.1),
            RandomZoom.of(0.2),
            RandomTranslation.of(0.1, 0.1),
            RandomContrast.of(0.2, 0.2));
    try (ImageFolder pictures = ImageFolder.open(data.resolve("cats_dogs"), "train")) {
      measure(job, pipeline(pictures).withAugmentation(layers, 1), BATCH, RANDOM_BATCHES);
    }
  }

  /** Photos of 12 megapixels, decoded at the smallest scale that the result allows. */
  static void large(String job, Path folder) {
    try (ImageFolder pictures = ImageFolder.open(folder)) {
      measure(job, pipeline(pictures).withReducedDecoding(true).withAntialias(true), LARGE_PHOTOS);
    }
  }

  private static ImagePipeline pipeline(ImageFolder pictures) {
    return ImagePipeline.of(pictures).withImageSize(SIDE, SIDE).withBatchSize(BATCH).withShuffle(1);
  }

  private static void measure(String job, ImagePipeline pipeline, int pictures) {
    measure(job, pipeline, pictures, pipeline.batches());
  }

  /**
   * The median pass of several, after others that warm up; a pass may end before the pictures do.
   */
  private static void measure(String job, ImagePipeline pipeline, int pictures, long most) {
    List<Double> wall = new ArrayList<>();
    List<Double> processor = new ArrayList<>();
    for (int pass = 0; pass < WARM_UP + PASSES; pass++) {
      long start = System.nanoTime();
      long used = processorNanos();
      long batches = pass(pipeline, pass, most);
      wall.add((System.nanoTime() - start) / 1e6 / batches);
      processor.add((processorNanos() - used) / 1e6 / batches);
    }
    show(job + ".cpu", Jobs.median(processor.subList(WARM_UP, processor.size())), pictures);
    show(job + ".wall", Jobs.median(wall.subList(WARM_UP, wall.size())), pictures);
  }

  private static long pass(ImagePipeline pipeline, int epoch, long most) {
    long count = 0;
    try (Batches batches = pipeline.open(epoch)) {
      for (; count < most && batches.hasNext(); count++) {
        batches.next();
      }
    }
    return count;
  }

  /** Processor time of all threads of this process, compilers and collectors included. */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void show(String job, double milliseconds, int pictures) {
    System.out.printf(
        Locale.ROOT,
        "{\"job\": \"%s\", \"peer\": \"peaberry\", \"ms_per_step\": %.3f, \"images_per_s\":"
            + " %.1f}%n",
        job,
        milliseconds,
        pictures * 1e3 / milliseconds);
  }
}
