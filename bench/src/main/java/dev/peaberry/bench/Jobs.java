package dev.peaberry.bench;

import dev.peaberry.config.Seed;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Cache;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Precision;
import dev.peaberry.format.KerasFile;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.train.History;
import dev.peaberry.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Peaberry's side of each job: prints one line of JSON, as the peers do. */
public final class Jobs {
  private static final int EPOCH_BATCH = 32;
  private static final int COLD_STARTS = 5;
  private static final String BF16 = "_bf16";
  private static final Path ROOT = Path.of(System.getProperty("peaberry.root", "."));
  private static final Path DATA =
      Path.of(System.getProperty("peaberry.data", ROOT.resolve("../shared/data").toString()));

  private Jobs() {}

  /**
   * Runs one job.
   *
   * @param args the job's name
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    String job = args.length == 1 ? args[0] : "";
    switch (job.endsWith(BF16) ? job.substring(0, job.length() - BF16.length()) : job) {
      case "cifar_step" -> step(job, Networks.cifar(), SameBatch.of(32, 32, 200), 5);
      case "alexnet_step" -> step(job, Networks.alexnet(), SameBatch.of(8, 224, 60), 5);
      case "vgg16_step" -> step(job, Networks.vgg16(), SameBatch.of(8, 224, 4), 3);
      case "vgg16_inference" -> inference(job, SameBatch.of(20, 150, 3), 3);
      case "cifar_epoch", "peak_memory" -> epoch(job);
      case "optimizer_step" -> OptimizerSteps.run(job);
      case "callbacks" -> callbacks(job);
      case "predict_cold" -> predictCold(job);
      case "augment_files" -> PipelineJobs.augment(job, DATA, Cache.none());
      case "augment_cached" -> PipelineJobs.augment(job, DATA, Cache.memory());
      case "large_photos" -> PipelineJobs.large(job, ROOT.resolve("bench/target/peers/large"));
      case "random_layers" -> PipelineJobs.randomLayers(job, DATA);
      case "waiting" -> WaitingJobs.waiting(job, DATA);
      case "first_step" -> WaitingJobs.firstStep(job, DATA);
      case "evaluation" -> EvaluationJobs.evaluation(job, DATA);
      case "decode_files" -> PipelineJobs.decode(job, DATA);
      default -> throw new IllegalArgumentException("Found the job '" + job + "', see --list");
    }
  }

  private static EngineOptions engine(String job) {
    return EngineOptions.DEFAULT.withPrecision(
        job.endsWith(BF16) ? Precision.BF16 : Precision.FP32);
  }

  private static Trainer trainer(Model model) {
    return Trainer.of(model, SparseCategoricalCrossentropy.fromLogits(), Adam.of())
        .withMetrics(List.of());
  }

  /** As the peer: the median epoch of several, after one that warms up. */
  private static void step(String job, Model model, SameBatch data, int rounds) {
    History history =
        trainer(model).withEngine(engine(job)).withEpochs(1 + rounds).fit(data).history();
    double seconds =
        median(
            history.epochs().stream()
                .skip(1)
                .map(epoch -> epoch.training().toNanos() / 1e9)
                .toList());
    show(job, seconds / data.batches(), data.batch().size());
  }

  private static void inference(String job, SameBatch data, int rounds) {
    Model model = Networks.vgg16Base(150);
    List<Double> seconds = new ArrayList<>();
    try (Inference inference =
        Inference.compile(model, model.initialWeights(Seed.of(1)), engine(job))) {
      FloatArray pictures = (FloatArray) data.batch().inputs().get(0);
      inference.run(pictures);
      for (int i = 0; i < rounds * data.batches(); i++) {
        long start = System.nanoTime();
        inference.run(pictures);
        seconds.add((System.nanoTime() - start) / 1e9);
      }
    }
    show(job, median(seconds), data.batch().size());
  }

  private static void epoch(String job) {
    try (ImageFolder pictures = cifar()) {
      ImagePipeline pipeline = pipeline(pictures);
      History history = trainer(Networks.cifarFromBytes()).withEpochs(2).fit(pipeline).history();
      show(job, history.epochs().get(1).training().toNanos() / 1e9, pictures.size());
    }
  }

  /** From the start of an epoch to that of the next: with all that is done in between. */
  private static void callbacks(String job) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("peaberry-bench");
    Trainer without = trainer(Networks.cifarFromBytes());
    try (ImageFolder pictures = cifar()) {
      List<Double> seconds =
          Turns.epochs(without.withCallbacks(Everything.into(folder)), without, pipeline(pictures));
      System.out.printf(
          Locale.ROOT,
          "{\"job\": \"%s\", \"peer\": \"peaberry\", \"ms_per_step\": %.3f, \"none_ms\": %.3f}%n",
          job,
          seconds.get(0) * 1e3,
          seconds.get(1) * 1e3);
    } finally {
      Everything.delete(folder);
    }
  }

  private static ImageFolder cifar() {
    return ImageFolder.open(DATA.resolve("cifar10-images.zip")).folder("train");
  }

  private static ImagePipeline pipeline(ImageFolder pictures) {
    ImagePipeline pipeline =
        ImagePipeline.of(pictures)
            .withImageSize(32, 32)
            .withBatchSize(EPOCH_BATCH)
            .withShuffle(1)
            .withCache(Cache.memory());
    fillCache(pipeline);
    return pipeline;
  }

  static void fillCache(ImagePipeline pipeline) {
    try (Batches batches = pipeline.open(0)) {
      while (batches.hasNext()) {
        batches.next();
      }
    }
  }

  private static void predictCold(String job) throws IOException, InterruptedException {
    Model model = Networks.cifarFromBytes();
    Path file = ROOT.resolve("bench/target/ours.keras");
    KerasFile.of(model, model.initialWeights(Seed.of(1))).write(file);
    Path photo;
    try (Stream<Path> photos = Files.walk(DATA.resolve("trashnet"))) {
      photo =
          photos
              .filter(path -> path.toString().endsWith(".jpg"))
              .sorted()
              .findFirst()
              .orElseThrow();
    }
    String launcher = ROOT.resolve("peaberry").toString();
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i <= COLD_STARTS; i++) {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(launcher, "predict", file.toString(), photo.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("peaberry predict ended with " + process.exitValue());
      }
      seconds.add((System.nanoTime() - start) / 1e9);
    }
    show(job, median(seconds.subList(1, seconds.size())), 1);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static void show(String job, double seconds, int pictures) {
    System.out.printf(
        Locale.ROOT,
        "{\"job\": \"%s\", \"peer\": \"peaberry\", \"ms_per_step\": %.3f, \"images_per_s\": %.1f,"
            + " \"max_rss_mb\": %.1f}%n",
        job,
        seconds * 1e3,
        pictures / seconds,
        peakMegabytes());
  }

  /** The most memory that this process has held, where Linux tells it. */
  private static double peakMegabytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
