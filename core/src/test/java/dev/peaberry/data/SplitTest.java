package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.RandomState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
  @Test
  void keepsEveryPictureOnceWithItsLabel() {
    ImageSource source = new ListedSource(List.of("a", "b", "c"), 0, 0, 1, 2, 2, 2, 1, 0, 2, 1);
    Split split = Split.shuffled(source, 0.3, 7);
    assertThat(
            IntStream.concat(
                IntStream.range(0, 7).mapToObj(split.training()::name).mapToInt(Integer::parseInt),
                IntStream.range(0, 3)
                    .mapToObj(split.validation()::name)
                    .mapToInt(Integer::parseInt)))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    for (int i = 0; i < 7; i++) {
      int original = Integer.parseInt(split.training().name(i));
      assertThat(split.training().label(i)).isEqualTo(source.label(original));
    }
  }

  @Test
  void refusesASplitWithoutValidationPictures() {
    ImageSource source = new ListedSource(List.of("a"), 0, 0, 0);
    assertThatThrownBy(() -> Split.shuffled(source, 0.1, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("leaves 3 of 3 pictures for training and 0 for validation");
  }

  @Test
  void refusesASplitWithoutTrainingPictures() {
    ImageSource empty = new ListedSource(List.of("a"));
    assertThatThrownBy(() -> Split.unshuffled(empty, 0.5))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("leaves 0 of 0 pictures for training");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void refusesAShareThatIsNone(double share) {
    ImageSource source = new ListedSource(List.of("a"), 0, 0, 0);
    assertThatThrownBy(() -> Split.perClass(source, share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 0 and below 1, found " + share);
  }

  @Test
  void refusesASeedThatNumPyRefuses() {
    assertThatThrownBy(() -> RandomState.ofSeed(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RandomState.ofSeed(1L << 32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void encodesLabelsForEachKindOfLoss() {
    int[] labels = {1, 0};
    assertThat(Labels.encode(labels, LabelMode.INT, 2).shape()).hasToString("(2,)");
    assertThat(Labels.encode(labels, LabelMode.INT, 2).data()).containsExactly(1, 0);
    assertThat(Labels.encode(labels, LabelMode.BINARY, 2).shape()).hasToString("(2, 1)");
    assertThat(Labels.encode(labels, LabelMode.BINARY, 2).data()).containsExactly(1, 0);
    assertThat(Labels.encode(labels, LabelMode.CATEGORICAL, 3).shape()).hasToString("(2, 3)");
    assertThat(Labels.encode(labels, LabelMode.CATEGORICAL, 3).data())
        .containsExactly(0, 1, 0, 1, 0, 0);
  }

  @Test
  void refusesBinaryLabelsForOtherThanTwoClasses() {
    assertThatThrownBy(() -> Labels.encode(new int[] {0}, LabelMode.BINARY, 3))
        .isInstanceOf(DataException.class)
        .hasMessage("Binary labels need exactly 2 classes, found 3: use categorical labels");
  }
}
