package dev.peaberry.layer;

import dev.peaberry.golden.GoldenFamily;
import dev.peaberry.interop.RealKeras;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every option of the layers, compared with the real Keras. */
@Tag("interop")
final class KerasLayersTest {
  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> computeAndWriteWhatKerasDoes() {
    RealKeras.run(RealKeras.script("layer_cases.py"), 3, folder);
    LayerCases cases = new LayerCases(GoldenFamily.in(folder, "layers"));
    return Stream.concat(cases.compute(), cases.writeConfigs());
  }
}
