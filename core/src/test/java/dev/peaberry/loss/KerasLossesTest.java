package dev.peaberry.loss;

import dev.peaberry.golden.GoldenFamily;
import dev.peaberry.interop.RealKeras;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The losses and options that the golden values leave out, compared with the real Keras. */
@Tag("interop")
final class KerasLossesTest {
  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> computeWhatKerasDoes() {
    RealKeras.run(RealKeras.script("loss_cases.py"), 5, folder);
    return new LossCases(GoldenFamily.in(folder, "losses")).compute();
  }
}
