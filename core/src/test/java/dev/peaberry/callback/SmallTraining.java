package dev.peaberry.callback;

import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.SGD;
import dev.peaberry.train.Callback;
import dev.peaberry.train.Trainer;
import dev.peaberry.train.TrainingResult;
import java.util.List;
import java.util.random.RandomGenerator;

/** Two epochs of two batches on random pictures. */
final class SmallTraining {
  static final Model MODEL =
      Sequential.named("small", Shape.of(8, 8, 3))
          .add("first", Conv2D.of(4, 3))
          .add("second", BatchNormalization.of())
          .add("third", Flatten.of())
          .add("fourth", Dense.of(2))
          .build();

  private SmallTraining() {}

  static Trainer trainer() {
    return Trainer.of(
            MODEL, SparseCategoricalCrossentropy.fromLogits(), SGD.of().withLearningRate(0.01))
        .withEpochs(2);
  }

  static TrainingResult run(Callback callback) {
    return trainer()
        .withCallbacks(List.of(callback))
        .fit(new RandomPictures(1), new RandomPictures(2));
  }

  /** Two batches of four pictures of noise, of two classes. */
  record RandomPictures(long seed) implements Dataset {
    private static final int BATCH = 4;

    @Override
    public long size() {
      return batches() * BATCH;
    }

    @Override
    public long batches() {
      return 2;
    }

    @Override
    public Batches open(int epoch) {
      RandomGenerator random = Seed.of(seed).generator();
      return new Batches() {
        private int taken;

        @Override
        public boolean hasNext() {
          return taken < batches();
        }

        @Override
        public Batch next() {
          taken++;
          FloatArray pictures = FloatArray.zeros(Shape.of(BATCH, 8, 8, 3));
          for (int i = 0; i < pictures.data().length; i++) {
            pictures.data()[i] = random.nextFloat();
          }
          return Batch.of(pictures, FloatArray.of(0, 1, 0, 1));
        }

        @Override
        public void close() {}
      };
    }
  }
}
