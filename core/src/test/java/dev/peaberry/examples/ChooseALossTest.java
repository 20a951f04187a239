package dev.peaberry.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Notation;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.LabelMode;
import dev.peaberry.data.Labels;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.loss.CategoricalCrossentropy;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Losses;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.train.GivenBatches;
import dev.peaberry.train.Trainer;
import dev.peaberry.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/how-to/choose-a-loss.md says is true. */
class ChooseALossTest {
  private static final Path PAGE =
      Path.of(System.getProperty("peaberry.root", ".."), "docs/how-to/choose-a-loss.md");
  private static final Pattern ROW =
      Pattern.compile("\\| (.+) \\| (.+) \\| `Dense\\((classes|1)(?:, (\\w+))?\\)` \\| `(.+)` \\|");
  private static final int CLASSES = 3;
  private static final int EXAMPLES = 120;

  /** A row of the table. */
  record Choice(String task, String labels, boolean single, Activation activation, Loss loss) {
    static Choice of(Matcher row) {
      return new Choice(
          row.group(1),
          row.group(2).replace("`", ""),
          row.group(3).equals("1"),
          row.group(4) == null
              ? Activation.LINEAR
              : Activation.valueOf(row.group(4).toUpperCase(Locale.ROOT)),
          Losses.REGISTRY.create(Notation.object(row.group(5))));
    }

    boolean showsSeveral() {
      return labels.startsWith("rows");
    }

    int classes() {
      return single ? 2 : CLASSES;
    }

    FloatArray encode(int[] classes) {
      if (showsSeveral()) { // the class and all before it
        FloatArray rows = FloatArray.zeros(Shape.of(classes.length, CLASSES));
        for (int i = 0; i < rows.data().length; i++) {
          rows.data()[i] = i % CLASSES <= classes[i / CLASSES] ? 1 : 0;
        }
        return rows;
      }
      return Labels.encode(classes, LabelMode.valueOf(labels.toUpperCase(Locale.ROOT)), classes());
    }

    /** The class that outputs stand for. */
    int decode(float[] row) {
      boolean probabilities = activation == Activation.SIGMOID;
      if (single) {
        return row[0] > (probabilities ? 0.5 : 0) ? 1 : 0;
      }
      int best = 0;
      for (int i = 1; i < row.length; i++) {
        best = showsSeveral() ? (row[i] > 0.5 ? i : best) : row[i] > row[best] ? i : best;
      }
      return best;
    }

    @Override
    public String toString() {
      return task;
    }
  }

  static Stream<Choice> table() throws IOException {
    List<Choice> rows =
        Files.readAllLines(PAGE).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(Choice::of)
            .toList();
    assertThat(rows).hasSizeGreaterThan(10);
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void trains(Choice choice) {
    int[] classes = new int[EXAMPLES];
    FloatArray points = FloatArray.zeros(Shape.of(EXAMPLES, 2));
    RandomGenerator random = Seed.of(2).generator();
    for (int i = 0; i < EXAMPLES; i++) {
      classes[i] = i % choice.classes();
      double angle = 2 * Math.PI * classes[i] / choice.classes();
      points.data()[2 * i] = (float) (Math.cos(angle) + 0.2 * random.nextGaussian());
      points.data()[2 * i + 1] = (float) (Math.sin(angle) + 0.2 * random.nextGaussian());
    }
    Model model =
        Sequential.withInput(Shape.of(2))
            .add(Dense.of(16).withActivation(Activation.TANH))
            .add(Dense.of(choice.single() ? 1 : CLASSES).withActivation(choice.activation()))
            .build();
    TrainingResult trained =
        Trainer.of(model, choice.loss(), Adam.of().withLearningRate(0.05))
            .withEpochs(60)
            .fit(new GivenBatches(Batch.of(points, choice.encode(classes))));
    try (Inference inference = Inference.compile(model, trained.weights(), EngineOptions.DEFAULT)) {
      assertThat(right(choice, classes, inference.run(points))).isGreaterThan(EXAMPLES * 95 / 100);
    }
  }

  private static int right(Choice choice, int[] classes, FloatArray outputs) {
    int width = outputs.shape().last();
    int right = 0;
    for (int i = 0; i < classes.length; i++) {
      float[] row = Arrays.copyOfRange(outputs.data(), i * width, (i + 1) * width);
      right += choice.decode(row) == classes[i] ? 1 : 0;
    }
    return right;
  }

  @Test
  void quotesTheErrorAsItIs() throws IOException {
    Model model = Sequential.withInput(Shape.of(2)).add("scores", Dense.of(5)).build();
    Trainer trainer = Trainer.of(model, CategoricalCrossentropy.fromLogits(), Adam.of());
    Batch batch = Batch.of(FloatArray.zeros(Shape.of(2, 2)), FloatArray.of(0, 4));
    String quoted =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("Output scores:"))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> trainer.fit(new GivenBatches(batch))).hasMessage(quoted);
  }
}
