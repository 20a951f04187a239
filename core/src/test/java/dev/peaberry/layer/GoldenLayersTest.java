package dev.peaberry.layer;

import dev.peaberry.golden.GoldenFamily;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
class GoldenLayersTest {
  private final LayerCases cases = new LayerCases(GoldenFamily.open("layers"));

  @TestFactory
  Stream<DynamicTest> computesWhatKerasComputes() {
    return cases.compute();
  }

  @TestFactory
  Stream<DynamicTest> writesTheConfigThatItRead() {
    return cases.writeConfigs();
  }
}
