package dev.peaberry.metric;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random targets and outputs of several kinds, in batches of which the last one is small. */
record DrawnOutputs(Kind kind, List<DrawnOutputs.Part> parts) {
  private static final int[] SIZES = {9, 9, 4};
  private static final int CLASSES = 5;
  private static final int SIDE = 2;

  /** One batch. */
  record Part(FloatArray yTrue, FloatArray yPred, FloatArray weights) {}

  /** What targets and outputs look like, and which metrics are for such. */
  enum Kind {
    /** One probability and the label 0 or 1; many on Keras's thresholds. */
    BINARY {
      @Override
      List<Metric> metrics() {
        return DrawnMetrics.ofProbabilities(1);
      }
    },
    /** Several independent probabilities. */
    MULTI_LABEL {
      @Override
      List<Metric> metrics() {
        return DrawnMetrics.ofProbabilities(3);
      }
    },
    /** One-hot targets and probabilities with a sum of 1 and ties. */
    ONE_HOT {
      @Override
      List<Metric> metrics() {
        return DrawnMetrics.ofClassProbabilities();
      }
    },
    /** One-hot targets and logits. */
    ONE_HOT_LOGITS {
      @Override
      List<Metric> metrics() {
        return DrawnMetrics.ofClassLogits();
      }
    },
    /** Class indices and probabilities. */
    SPARSE {
      @Override
      List<Metric> metrics() {
        return DrawnMetrics.ofClassIndices();
      }
    },
    /** Class indices on both sides, some of which do not exist. */
    CLASSES_BOTH {
      @Override
      List<Metric> metrics() {
        return DrawnMetrics.ofPredictedClasses();
      }
    },
    /** Any numbers. */
    REAL {
      @Override
      List<Metric> metrics() {
        return DrawnMetrics.ofNumbers();
      }
    },
    /** Any numbers at each position of a map. */
    REAL_MAP {
      @Override
      List<Metric> metrics() {
        return DrawnMetrics.ofMaps();
      }
    },
    /** Any numbers, each position of a map having its weight. */
    REAL_MAP_WEIGHED {
      @Override
      List<Metric> metrics() {
        return DrawnMetrics.ofMaps();
      }
    },
    /** Labels of -1 and 1 and any numbers. */
    SIGNS {
      @Override
      List<Metric> metrics() {
        return List.of(Hinge.of(), SquaredHinge.of());
      }
    };

    /** The metrics that are tried on it. */
    abstract List<Metric> metrics();

    /** Whether targets are integers for Keras. */
    boolean integers() {
      return this == SPARSE || this == CLASSES_BOTH;
    }

    private int outputs() {
      return switch (this) {
        case BINARY -> 1;
        case ONE_HOT, ONE_HOT_LOGITS, SPARSE -> CLASSES;
        default -> 3;
      };
    }
  }

  static DrawnOutputs of(Kind kind, long seed) {
    Random random = new Random(seed);
    List<Part> parts = new ArrayList<>();
    for (int size : SIZES) {
      parts.add(part(kind, size, random));
    }
    return new DrawnOutputs(kind, parts);
  }

  private static Part part(Kind kind, int size, Random random) {
    int outputs = kind.outputs();
    boolean isMap = kind == Kind.REAL_MAP || kind == Kind.REAL_MAP_WEIGHED;
    int rows = isMap ? size * SIDE * SIDE : size;
    float[] yTrue = new float[rows * outputs];
    float[] yPred = new float[rows * outputs];
    for (int row = 0; row < rows; row++) {
      fill(kind, yTrue, yPred, row, random);
    }
    float[] weights = new float[kind == Kind.REAL_MAP_WEIGHED ? rows : size];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 2 * random.nextFloat();
    }
    Shape map = Shape.of(size, SIDE, SIDE, outputs);
    Shape shape = isMap ? map : Shape.of(size, outputs);
    FloatArray weightArray =
        kind == Kind.REAL_MAP_WEIGHED
            ? new FloatArray(Shape.of(size, SIDE, SIDE), weights)
            : FloatArray.of(weights);
    if (kind.integers()) {
      FloatArray predicted =
          kind == Kind.SPARSE ? new FloatArray(shape, yPred) : firsts(yPred, outputs);
      return new Part(firsts(yTrue, outputs), predicted, weightArray);
    }
    return new Part(new FloatArray(shape, yTrue), new FloatArray(shape, yPred), weightArray);
  }

  private static void fill(Kind kind, float[] yTrue, float[] yPred, int row, Random random) {
    int outputs = kind.outputs();
    int trueClass = random.nextInt(outputs);
    float sum = 0;
    for (int i = 0; i < outputs; i++) {
      int at = row * outputs + i;
      switch (kind) {
        case BINARY, MULTI_LABEL -> {
          yTrue[at] = random.nextInt(2);
          yPred[at] = random.nextBoolean() ? random.nextInt(200) / 199f : random.nextFloat();
        }
        case ONE_HOT, ONE_HOT_LOGITS, SPARSE -> {
          yTrue[at] = kind == Kind.SPARSE ? trueClass : i == trueClass ? 1 : 0;
          yPred[at] = kind == Kind.ONE_HOT_LOGITS ? gauss(random) : 0.1f + random.nextInt(4);
        }
        case CLASSES_BOTH -> {
          yTrue[at] = random.nextInt(6) - 1;
          yPred[at] = random.nextInt(6);
        }
        case SIGNS -> {
          yTrue[at] = 2 * random.nextInt(2) - 1;
          yPred[at] = gauss(random);
        }
        default -> {
          yTrue[at] = gauss(random);
          yPred[at] = gauss(random);
        }
      }
      sum += yPred[at];
    }
    for (int i = 0; i < outputs && (kind == Kind.ONE_HOT || kind == Kind.SPARSE); i++) {
      yPred[row * outputs + i] /= sum;
    }
  }

  private static float gauss(Random random) {
    return (float) (1.5 * random.nextGaussian());
  }

  private static FloatArray firsts(float[] rows, int length) {
    float[] firsts = new float[rows.length / length];
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = rows[i * length];
    }
    return FloatArray.of(firsts);
  }
}
