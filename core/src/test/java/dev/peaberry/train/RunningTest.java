package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.data.Batch;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.metric.Accumulator;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.metric.Metric;
import dev.peaberry.metric.SparseCategoricalAccuracy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunningTest {
  private static final Node INPUT = Node.input("x", Shape.of(2));
  private static final Model ONE = Model.of("one", INPUT, INPUT.apply("y", Dense.of(2)));
  private static final Model TWO =
      Model.of(
          "two",
          List.of(INPUT),
          List.of(INPUT.apply("left", Dense.of(2)), INPUT.apply("right", Dense.of(2))));

  private static final FloatArray OUTPUTS =
      new FloatArray(Shape.of(2, 2), new float[] {0.9f, 0.1f, 0.8f, 0.2f});

  /** The sum of each column of the outputs. */
  private record Columns(String name) implements Metric {
    @Override
    public String className() {
      return "Columns";
    }

    @Override
    public Map<String, Object> configJson() {
      return Map.of();
    }

    @Override
    public Accumulator start() {
      return new Accumulator() {
        private List<Double> results = List.of(0.0);

        @Override
        public void update(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights) {
          results = List.of((double) yPred.data()[0], (double) yPred.data()[1]);
        }

        @Override
        public double result() {
          return results.get(0);
        }

        @Override
        public List<Double> results() {
          return results;
        }

        @Override
        public void reset() {}

        @Override
        public List<Double> sums() {
          return results;
        }

        @Override
        public void restore(List<Double> sums) {
          throw new IllegalArgumentException("Found " + sums.size() + " sums, expected none");
        }
      };
    }
  }

  @Test
  void weightsCountOnlyInWeightedMetrics() {
    List<Metric> accuracy = List.of(AutoAccuracy.of());
    Map<String, Double> logs = logs(ONE, accuracy, accuracy);
    assertThat(logs).containsEntry("accuracy", 0.5).containsEntry("weighted_accuracy", 0.75);
  }

  @Test
  void aWeightedMetricKeepsItsNameWhereItIsAlone() {
    assertThat(logs(ONE, List.of(), List.of(AutoAccuracy.of())).keySet())
        .containsExactly("loss", "accuracy");
  }

  @Test
  void numbersMetricsOfTheSameNameAsKerasDoes() {
    Metric accuracy = SparseCategoricalAccuracy.of().withName("acc");
    assertThat(logs(ONE, List.of(accuracy, accuracy, accuracy), List.of()).keySet())
        .containsExactly("loss", "acc", "acc_1", "acc_2");
  }

  @Test
  void namesTheOutputOfAModelWithSeveral() {
    List<Metric> accuracy = List.of(AutoAccuracy.of());
    assertThat(logs(TWO, accuracy, accuracy).keySet())
        .containsExactly(
            "loss",
            "left_loss",
            "right_loss",
            "left_accuracy",
            "right_accuracy",
            "left_weighted_accuracy",
            "right_weighted_accuracy");
  }

  @Test
  void logsSeveralResultsOneByOne() {
    assertThat(logs(ONE, List.of(new Columns("sum")), List.of()))
        .containsOnlyKeys("loss", "sum_0", "sum_1")
        .containsEntry("sum_1", (double) 0.1f);
  }

  @Test
  void refusesTwoResultsOfTheSameName() {
    List<Metric> metrics = List.of(new Columns("sum"), AutoAccuracy.of(), new Columns("sum_1"));
    Running running = running(ONE, metrics, List.of());
    running.add(batch(1), result(1));
    assertThat(running.logs("").keySet()).contains("sum_0", "sum_1_0");
    Running same = running(ONE, List.of(new Columns("a"), new AutoAccuracy("a_1")), List.of());
    same.add(batch(1), result(1));
    assertThatThrownBy(() -> same.logs("val_"))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "Found two metrics that are logged as 'a_1', expected one; give one of them another"
                + " name");
  }

  @Test
  void saysWhichMetricDoesNotFitTheLabels() {
    Running running = running(ONE, List.of(AutoAccuracy.of()), List.of());
    Batch threeClasses = batch(FloatArray.zeros(Shape.of(2, 3)));
    assertThatThrownBy(() -> running.add(threeClasses, result(1)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("Metric accuracy: Found yTrue of shape (2, 3)");
  }

  @Test
  void goesOnWithTheSumsOfBefore() {
    List<Metric> accuracy = List.of(AutoAccuracy.of());
    Running before = running(ONE, accuracy, accuracy);
    before.add(batch(1), result(1));
    Running after = running(ONE, accuracy, accuracy);
    after.restore(before.sums());
    assertThat(after.logs("")).isEqualTo(before.logs(""));
  }

  @Test
  void refusesTheSumsOfOtherMetrics() {
    Running before = running(ONE, List.of(AutoAccuracy.of()), List.of());
    Running other = running(ONE, List.of(new AutoAccuracy("acc")), List.of());
    Running columns = running(ONE, List.of(new Columns("accuracy")), List.of());
    assertThatThrownBy(() -> other.restore(before.sums()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("expected those of acc")
        .hasMessageContaining("resume with the metrics that the training began with");
    assertThatThrownBy(() -> columns.restore(before.sums()))
        .isInstanceOf(TrainingException.class)
        .hasMessage("Metric accuracy: Found 2 sums, expected none");
  }

  private static Running running(Model model, List<Metric> metrics, List<Metric> weightedMetrics) {
    int outputs = model.outputNames().size();
    return new Running(
        model,
        Collections.nCopies(outputs, metrics),
        Collections.nCopies(outputs, weightedMetrics));
  }

  private static Map<String, Double> logs(
      Model model, List<Metric> metrics, List<Metric> weightedMetrics) {
    Running running = running(model, metrics, weightedMetrics);
    int outputs = model.outputNames().size();
    running.add(batch(outputs), result(outputs));
    return running.logs("");
  }

  /** The first example is recognised and counts 3, the second is not and counts 1. */
  private static Batch batch(int outputs) {
    FloatArray[] labels = new FloatArray[outputs];
    Arrays.fill(labels, FloatArray.of(0, 1));
    return batch(labels);
  }

  private static Batch batch(FloatArray... targets) {
    return new Batch(
        List.of(FloatArray.zeros(Shape.of(2, 2))),
        List.of(targets),
        Optional.of(FloatArray.of(3, 1)));
  }

  private static TrainingProgram.Result result(int outputs) {
    List<Double> losses = outputs == 1 ? List.of() : Collections.nCopies(outputs, 0.25);
    return new TrainingProgram.Result(0.5, losses, Collections.nCopies(outputs, OUTPUTS));
  }
}
