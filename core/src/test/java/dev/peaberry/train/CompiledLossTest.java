package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.ConfigException;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.loss.BinaryCrossentropy;
import dev.peaberry.loss.CategoricalCrossentropy;
import dev.peaberry.loss.Dice;
import dev.peaberry.loss.Huber;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.MeanAbsoluteError;
import dev.peaberry.loss.MeanSquaredError;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import dev.peaberry.model.Sequential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Keras's {@code compile} was given, as model files have it. */
class CompiledLossTest {
  private static final Model ONE = Sequential.withInput(Shape.of(2)).add("a", Dense.of(3)).build();
  private static final Model TWO = two();

  private static Model two() {
    Node x = Node.input("x", Shape.of(2));
    return Model.of(
        "two", List.of(x), List.of(x.apply("a", Dense.of(3)), x.apply("b", Dense.of(1))));
  }

  private static Optional<CompiledLoss> read(Model model, String json) {
    try {
      Map<?, ?> map = new ObjectMapper().readValue(json.replace('\'', '"'), Map.class);
      @SuppressWarnings("unchecked") // JSON's maps have text for keys
      Map<String, ?> config = (Map<String, ?>) map;
      return CompiledLoss.read(model, config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each as Keras 2 or 3 has written it. */
  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("'mse'", MeanSquaredError.of()),
        Arguments.of("'binary_crossentropy'", BinaryCrossentropy.of()),
        Arguments.of(
            "{'module': 'builtins', 'class_name': 'function', 'config': 'mean_absolute_error',"
                + " 'registered_name': 'function'}",
            MeanAbsoluteError.of()),
        Arguments.of(
            "{'module': 'keras.losses', 'class_name': 'Huber', 'config': {'name': 'huber_loss',"
                + " 'reduction': 'sum_over_batch_size'}, 'registered_name': null}",
            Huber.of()),
        Arguments.of(
            "{'class_name': 'Dice', 'config': {'name': 'dice', 'reduction':"
                + " 'sum_over_batch_size', 'axis': [1]}}",
            Dice.of().withAxes(1)),
        Arguments.of(
            "{'class_name': 'SparseCategoricalCrossentropy', 'config': {'reduction': 'auto',"
                + " 'name': 'sparse_categorical_crossentropy', 'from_logits': true,"
                + " 'ignore_class': null, 'fn': 'sparse_categorical_crossentropy'}}",
            SparseCategoricalCrossentropy.fromLogits()),
        Arguments.of("['mse']", MeanSquaredError.of()),
        Arguments.of("{'a': 'mse'}", MeanSquaredError.of()));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsALossInAllItsForms(String json, Loss loss) {
    assertThat(read(ONE, "{'loss': %s}".formatted(json))).contains(CompiledLoss.of(List.of(loss)));
  }

  @Test
  void readsTheWeightOfASingleLoss() {
    assertThat(read(ONE, "{'loss': 'mse', 'loss_weights': 0.5}").orElseThrow().weights())
        .containsExactly(0.5);
  }

  @Test
  void readsLossesAndWeightsInTheOrderOfTheOutputs() {
    assertThat(read(TWO, "{'loss': ['mse', 'mae'], 'loss_weights': [1, 0.5]}"))
        .contains(
            new CompiledLoss(
                List.of(MeanSquaredError.of(), MeanAbsoluteError.of()), List.of(1.0, 0.5)));
  }

  @Test
  void readsLossesAndWeightsByTheNamesOfTheOutputs() {
    assertThat(read(TWO, "{'loss': {'b': 'mse', 'a': 'mae'}, 'loss_weights': {'b': 2, 'a': 1}}"))
        .contains(
            new CompiledLoss(
                List.of(MeanAbsoluteError.of(), MeanSquaredError.of()), List.of(1.0, 2.0)));
  }

  @Test
  void takesOneLossForAllOutputs() {
    assertThat(read(TWO, "{'loss': 'mse'}").orElseThrow().losses())
        .containsExactly(MeanSquaredError.of(), MeanSquaredError.of());
  }

  @Test
  void findsNoneInAModelThatWasCompiledWithout() {
    assertThat(read(ONE, "{'loss': null}")).isEmpty();
  }

  @Test
  void saysWhichOutputHasNoLoss() {
    assertThatThrownBy(() -> read(TWO, "{'loss': ['mse', null]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Found [mse, null], expected a loss for each of the outputs [a, b]");
  }

  @Test
  void saysWhichLossIsUnknown() {
    assertThatThrownBy(() -> read(ONE, "{'loss': 'my_loss'}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("Found the class 'my_loss' of keras.losses, expected one of");
  }

  @Test
  void sayWhatTheyAreInWords() {
    CompiledLoss loss =
        CompiledLoss.of(
                List.of(
                    CategoricalCrossentropy.of().withLabelSmoothing(0.1), Huber.of().withDelta(2)))
            .withWeights(List.of(1.0, 0.5));
    assertThat(loss)
        .hasToString("CategoricalCrossentropy(label_smoothing=0.1) + 0.5 * Huber(delta=2.0)");
  }
}
