package dev.peaberry.bench;

import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Cache;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.evaluate.Bootstrap;
import dev.peaberry.evaluate.Calibration;
import dev.peaberry.evaluate.Evaluation;
import dev.peaberry.evaluate.FeatureSample;
import dev.peaberry.evaluate.Outputs;
import dev.peaberry.evaluate.RocCurve;
import dev.peaberry.evaluate.Temperature;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import dev.peaberry.train.CompiledLoss;
import dev.peaberry.train.EvaluationProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What judging costs beside predicting, on the same pictures in turn in one process. */
final class EvaluationJobs {
  private static final int PASSES = 7;

  private EvaluationJobs() {}

  /**
   * CIFAR-10's 10,000 test pictures, from the archive and from memory, through the small network.
   */
  static void evaluation(String job, Path data) {
    Model model = Networks.cifarFromBytes();
    Weights weights = model.initialWeights(Seed.of(1));
    CompiledLoss loss = CompiledLoss.of(List.of(SparseCategoricalCrossentropy.fromLogits()));
    try (ImageFolder pictures = ImageFolder.open(data.resolve("cifar10-images.zip"));
        Inference inference = Inference.compile(model, weights, EngineOptions.DEFAULT);
        EvaluationProgram plain =
            EvaluationProgram.of(model, weights, loss, EngineOptions.DEFAULT);
        EvaluationProgram program = plain.observing(model.withFeatures().orElseThrow())) {
      ImageFolder test = pictures.folder("test");
      ImagePipeline pipeline = ImagePipeline.of(test).withImageSize(32, 32);
      compare(job + ".files", pipeline, program, inference, test.classNames());
      ImagePipeline cached = pipeline.withCache(Cache.memory());
      Jobs.fillCache(cached);
      compare(job + ".cached", cached, program, inference, test.classNames());
    }
  }

  private static void compare(
      String job,
      ImagePipeline pipeline,
      EvaluationProgram program,
      Inference inference,
      List<String> classNames) {
    List<Double> judging = new ArrayList<>();
    List<Double> predicting = new ArrayList<>();
    for (int pass = 0; pass <= PASSES; pass++) {
      double first = seconds(() -> judge(pipeline, program, classNames));
      double second = seconds(() -> predict(pipeline, inference));
      if (pass > 0) {
        judging.add(first);
        predicting.add(second);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "{\"job\": \"%s\", \"peer\": \"peaberry\", \"ms_per_step\": %.3f, \"none_ms\": %.3f}%n",
        job,
        Jobs.median(judging) * 1e3,
        Jobs.median(predicting) * 1e3);
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void predict(ImagePipeline pipeline, Inference inference) {
    try (Batches batches = pipeline.open(0)) {
      while (batches.hasNext()) {
        inference.run(batches.next().inputs());
      }
    }
  }

  /** The pass with all that is counted in it, and the statistics that follow. */
  private static void judge(
      ImagePipeline pipeline, EvaluationProgram program, List<String> classNames) {
    FeatureSample sample = new FeatureSample(pipeline.size());
    Evaluation evaluation =
        Evaluation.of(
            batch -> {
              List<FloatArray> outputs = program.run(batch).outputs();
              sample.add(outputs.get(1));
              return outputs.subList(0, 1);
            },
            pipeline,
            classNames,
            Outputs.LOGITS,
            Progress.none());
    Bootstrap.of(evaluation.confusion());
    Calibration.of(Temperature.fit(evaluation.predictions()).apply(evaluation.predictions()));
    IntStream.range(0, classNames.size())
        .parallel()
        .forEach(i -> RocCurve.of(evaluation.predictions(), i));
  }
}
