package dev.peaberry.evaluate;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Labels and logits of a mediocre classifier, drawn from a seed. Some classes may not occur.
 *
 * @param labels {@code (N)}
 * @param logits {@code (N, classes)}
 */
record RandomOutputs(List<String> classNames, FloatArray labels, FloatArray logits) {
  static RandomOutputs draw(long seed, int examples, int classes) {
    SplittableRandom random = Seed.of(seed).generator();
    FloatArray labels = FloatArray.zeros(Shape.of(examples));
    FloatArray logits = FloatArray.zeros(Shape.of(examples, classes));
    for (int i = 0; i < examples; i++) {
      int label = random.nextInt(1 + random.nextInt(classes));
      labels.data()[i] = label;
      for (int j = 0; j < classes; j++) {
        logits.data()[i * classes + j] = (float) (random.nextGaussian() * 2 + (j == label ? 2 : 0));
      }
    }
    return new RandomOutputs(
        IntStream.range(0, classes).mapToObj(i -> "class " + i).toList(), labels, logits);
  }

  Evaluation evaluate() {
    Evaluator evaluator = new Evaluator(classNames, Outputs.LOGITS);
    evaluator.add(labels, logits);
    return evaluator.result();
  }
}
