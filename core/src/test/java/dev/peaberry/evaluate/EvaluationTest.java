package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.DataException;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.ActivationLayer;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Softmax;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvaluationTest {
  private static final List<String> CLASSES = List.of("city", "dark", "light");
  private static final List<String> TWO = List.of("cat", "dog");

  /** Labels 0 0 0 1 2, predictions 0 0 1 1 0. */
  private static Evaluation five() {
    Evaluator evaluator = new Evaluator(CLASSES, Outputs.PROBABILITIES);
    evaluator.add(
        FloatArray.of(0, 0, 0),
        rows(3, 0.5f, 0.25f, 0.25f, 0.5f, 0.25f, 0.25f, 0.25f, 0.5f, 0.25f));
    evaluator.add(FloatArray.of(1, 2), rows(3, 0.25f, 0.5f, 0.25f, 0.625f, 0.25f, 0.125f));
    return evaluator.result();
  }

  @Test
  void countsWhatWasTakenForWhat() {
    assertThat(five().confusion().counts())
        .isDeepEqualTo(new long[][] {{2, 1, 0}, {0, 1, 0}, {1, 0, 0}});
    assertThat(five().examples()).isEqualTo(5);
    assertThat(five().accuracy()).isEqualTo(0.6);
  }

  @Test
  void theLossIsTheMeanCrossEntropy() {
    double sum = 3 * Math.log(2) + Math.log(4) + Math.log(8);
    assertThat(five().loss()).isCloseTo(sum / 5, within(1e-12));
    assertThat(five().withLoss(7, "hinge").loss()).isEqualTo(7);
  }

  @Test
  void scoresEachClass() {
    assertThat(five().confusion().scores())
        .containsExactly(
            new Scores("city", 2.0 / 3, 2.0 / 3, 2.0 / 3, 3),
            new Scores("dark", 0.5, 1, 2.0 / 3, 1),
            new Scores("light", 0, 0, 0, 1));
  }

  @Test
  void averagesByClassAndByExample() {
    Scores macro = five().confusion().macroAverage();
    assertThat(macro.precision()).isCloseTo((2.0 / 3 + 0.5) / 3, within(1e-12));
    assertThat(macro.recall()).isCloseTo((2.0 / 3 + 1) / 3, within(1e-12));
    Scores weighted = five().confusion().weightedAverage();
    assertThat(weighted.precision()).isCloseTo((3 * 2.0 / 3 + 0.5) / 5, within(1e-12));
    assertThat(weighted.support()).isEqualTo(5);
  }

  @Test
  void leavesClassesThatDoNotOccurOutOfTheMacroAverage() {
    ConfusionMatrix matrix =
        new ConfusionMatrix(CLASSES, new long[][] {{3, 1, 0}, {0, 4, 0}, {0, 0, 0}});
    assertThat(matrix.macroAverage().recall()).isEqualTo((0.75 + 1) / 2);
  }

  @Test
  void aModelHasToBeatTheMostFrequentClass() {
    assertThat(five().confusion().majorityClass()).isZero();
    assertThat(five().confusion().baselineAccuracy()).isEqualTo(0.6);
  }

  @Test
  void tiesFavourTheModelAmongTheBestKAndTheFirstClassElse() {
    assertThat(five().topKAccuracy(1)).isEqualTo(0.6);
    assertThat(five().topKAccuracy(2)).isEqualTo(0.8);
    assertThat(five().topKAccuracy(9)).isEqualTo(1);
    Evaluator tie = new Evaluator(CLASSES, Outputs.LOGITS);
    tie.add(FloatArray.of(2), rows(3, 0, 7, 7));
    assertThat(tie.result().accuracy()).isZero();
    assertThat(tie.result().topKAccuracy(1)).isEqualTo(1);
  }

  @Test
  void listsTheMostConfidentMistakesFirst() {
    assertThat(five().predictions().wrong())
        .containsExactly(new Prediction(4, 2, 0, 0.625f), new Prediction(2, 0, 1, 0.5f));
    assertThat(five().predictions().get(3)).isEqualTo(new Prediction(3, 1, 1, 0.5f));
    assertThat(five().predictions().get(3).isRight()).isTrue();
  }

  @Test
  void keepsMoreThanAFewThousandPredictions() {
    Evaluator evaluator = new Evaluator(TWO, Outputs.PROBABILITIES);
    FloatArray outputs = rows(1, new float[5000]);
    outputs.data()[4999] = 1;
    evaluator.add(rows(1, new float[5000]), outputs);
    Predictions predictions = evaluator.result().predictions();
    assertThat(predictions.size()).isEqualTo(5000);
    assertThat(predictions.wrong()).containsExactly(new Prediction(4999, 0, 1, 1));
  }

  @Test
  void wilsonsIntervalIsThatOfTheTextbook() {
    assertThat(Interval.wilson(8, 10).low()).isCloseTo(0.4901624715, within(1e-9));
    assertThat(Interval.wilson(8, 10).high()).isCloseTo(0.9433178485, within(1e-9));
    assertThat(Interval.wilson(0, 10).low()).isCloseTo(0, within(1e-12));
    assertThat(Interval.wilson(10, 10).high()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aSingleOutputIsTheProbabilityOfTheSecondClass() {
    Evaluator evaluator = new Evaluator(TWO, Outputs.PROBABILITIES);
    evaluator.add(rows(1, 0, 1, 1), rows(1, 0.5f, 0.75f, 0.25f));
    Evaluation evaluation = evaluator.result();
    assertThat(evaluation.confusion().counts()).isDeepEqualTo(new long[][] {{1, 0}, {1, 1}});
    assertThat(evaluation.loss())
        .isCloseTo(-(Math.log(0.5) + Math.log(0.75) + Math.log(0.25)) / 3, within(1e-12));
    assertThat(evaluation.predictions().get(2).probability()).isEqualTo(0.75f);
  }

  @Test
  void theThresholdOfASingleLogitIsZero() {
    Evaluator evaluator = new Evaluator(TWO, Outputs.LOGITS);
    evaluator.add(FloatArray.of(0, 1), rows(1, 0, 1e-3f));
    assertThat(evaluator.result().accuracy()).isEqualTo(1);
  }

  @Test
  void hugeLogitsGiveAFiniteLoss() {
    Evaluator one = new Evaluator(TWO, Outputs.LOGITS);
    one.add(FloatArray.of(0, 1), rows(1, 1000, 1000));
    assertThat(one.result().loss()).isEqualTo(500);
    Evaluator two = new Evaluator(TWO, Outputs.LOGITS);
    two.add(rows(2, 1, 0), rows(2, -3e38f, 0));
    assertThat(two.result().loss()).isCloseTo(3e38, within(1e32));
  }

  @Test
  void certaintyInTheWrongClassGivesAFiniteLoss() {
    Evaluator one = new Evaluator(TWO, Outputs.PROBABILITIES);
    one.add(FloatArray.of(0), rows(1, 1));
    assertThat(one.result().loss()).isBetween(17.0, 18.0);
    Evaluator two = new Evaluator(TWO, Outputs.PROBABILITIES);
    two.add(FloatArray.of(0), rows(2, 0, 1));
    assertThat(two.result().loss()).isBetween(80.0, 100.0);
  }

  @Test
  void saysWhichOutputIsNotANumber() {
    Evaluator evaluator = new Evaluator(TWO, Outputs.LOGITS);
    evaluator.add(FloatArray.of(0), rows(2, 1, 2));
    assertThatThrownBy(() -> evaluator.add(FloatArray.of(0), rows(2, 1, Float.NaN)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("Found NaN in the model's output for example 1, class dog");
  }

  @Test
  void noticesLogitsThatWereSaidToBeProbabilities() {
    Evaluator evaluator = new Evaluator(TWO, Outputs.PROBABILITIES);
    assertThatThrownBy(() -> evaluator.add(FloatArray.of(0), rows(2, 0, 2.5f)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("Found 2.5")
        .hasMessageContaining("expected a probability");
    assertThatThrownBy(() -> evaluator.add(FloatArray.of(0), rows(2, 0, 0)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("all 0");
  }

  @Test
  void refusesShapesAndLabelsThatDoNotFitTheClasses() {
    Evaluator evaluator = new Evaluator(CLASSES, Outputs.LOGITS);
    assertRefused(evaluator, FloatArray.of(0), rows(2, 1, 2), "outputs of shape (1, 2)", "(N, 3)");
    assertRefused(evaluator, FloatArray.of(0), rows(1, 1), "outputs of shape (1, 1)", "(N, 3)");
    assertRefused(evaluator, rows(2, 1, 0), rows(3, 1, 2, 3), "targets of shape (1, 2)");
    assertRefused(evaluator, FloatArray.of(0, 1), rows(3, 1, 2, 3), "(2,)", "(1, 3)");
    assertRefused(evaluator, FloatArray.of(3), rows(3, 1, 2, 3), "label 3.0", "0 to 2");
    assertRefused(evaluator, FloatArray.of(0.5f), rows(3, 1, 2, 3), "label 0.5");
    assertThatThrownBy(() -> new Evaluator(List.of("one"), Outputs.LOGITS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[one]");
  }

  @Test
  void anEmptyDataSetHasNoResult() {
    assertThatThrownBy(() -> new Evaluator(TWO, Outputs.LOGITS).result())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no examples");
  }

  @Test
  void aModelIsEvaluatedInOnePassOverTheData() {
    FloatArray logits = rows(3, 3, 1, 0, 0, 2, 1);
    Dataset dataset =
        dataset(
            Batch.of(logits, rows(3, 1, 0, 0, 0, 0, 1)),
            Batch.of(rows(3, 0, 0, 5), rows(3, 0, 0, 1)));
    Evaluation found = evaluate(ActivationLayer.of(Activation.SOFTMAX), dataset);
    assertThat(found.confusion().counts())
        .isDeepEqualTo(new long[][] {{1, 0, 0}, {0, 0, 0}, {0, 1, 1}});
    Evaluation ofLogits = evaluate(ActivationLayer.of(Activation.LINEAR), dataset);
    assertThat(found.loss()).isCloseTo(ofLogits.loss(), within(1e-6));
    assertThat(ofLogits.confusion()).isEqualTo(found.confusion());
  }

  @Test
  void theLastLayerSaysWhatTheOutputsAre() {
    Model nested = model(Dense.of(3).withActivation(Activation.SOFTMAX));
    assertThat(Outputs.of(model(Dense.of(3)))).isEqualTo(Outputs.LOGITS);
    assertThat(Outputs.of(model(Softmax.of()))).isEqualTo(Outputs.PROBABILITIES);
    assertThat(Outputs.of(model(Dense.of(1).withActivation(Activation.SIGMOID))))
        .isEqualTo(Outputs.PROBABILITIES);
    assertThat(Outputs.of(model(nested))).isEqualTo(Outputs.PROBABILITIES);
  }

  @Test
  void theReportIsPlainJson() throws Exception {
    String json = new ObjectMapper().writeValueAsString(five().toJson());
    assertThat(json)
        .contains("\"examples\":5", "\"accuracy\":0.6", "\"baseline_class\":\"city\"")
        .contains("\"confusion_matrix\":[[2,1,0],[0,1,0],[1,0,0]]");
  }

  private static void assertRefused(
      Evaluator evaluator, FloatArray targets, FloatArray outputs, String... words) {
    assertThatThrownBy(() -> evaluator.add(targets, outputs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  private static Model model(dev.peaberry.layer.Layer last) {
    return Sequential.withInput(Shape.of(3)).add(last).build();
  }

  private static Evaluation evaluate(ActivationLayer last, Dataset dataset) {
    Model model = model(last);
    try (Inference inference =
        Inference.compile(model, model.initialWeights(Seed.of(1)), EngineOptions.DEFAULT)) {
      return Evaluation.of(inference, dataset, CLASSES, Outputs.of(model));
    }
  }

  private static Dataset dataset(Batch... batches) {
    return new Dataset() {
      @Override
      public long size() {
        return List.of(batches).stream().mapToLong(Batch::size).sum();
      }

      @Override
      public long batches() {
        return batches.length;
      }

      @Override
      public Batches open(int epoch) {
        Iterator<Batch> all = List.of(batches).iterator();
        return new Batches() {
          @Override
          public boolean hasNext() {
            return all.hasNext();
          }

          @Override
          public Batch next() {
            return all.next();
          }

          @Override
          public void close() {}
        };
      }
    };
  }

  private static FloatArray rows(int length, float... data) {
    return new FloatArray(Shape.of(data.length / length, length), data);
  }
}
