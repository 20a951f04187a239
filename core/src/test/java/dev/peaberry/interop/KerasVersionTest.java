package dev.peaberry.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.golden.GoldenFamily;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("interop")
final class KerasVersionTest {
  @Test
  void theRealKerasIsTheOneThatMadeTheGoldenValues() {
    assertThat(RealKeras.run("import keras; print(keras.__version__)"))
        .isEqualTo(GoldenFamily.open("layers").extra("versions").get("keras").asText());
  }
}
