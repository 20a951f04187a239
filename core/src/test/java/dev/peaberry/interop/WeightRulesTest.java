package dev.peaberry.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.Seed;
import dev.peaberry.constraint.Constraint;
import dev.peaberry.constraint.Constraints;
import dev.peaberry.constraint.MaxNorm;
import dev.peaberry.constraint.MinMaxNorm;
import dev.peaberry.constraint.NonNeg;
import dev.peaberry.constraint.UnitNorm;
import dev.peaberry.engine.Computed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.golden.Near;
import dev.peaberry.regularizer.L1L2;
import dev.peaberry.regularizer.OrthogonalRegularizer;
import dev.peaberry.regularizer.Regularizer;
import dev.peaberry.regularizer.Regularizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regularizers and constraints against the real Keras: values and gradients. */
@Tag("interop")
final class WeightRulesTest {
  private static final Shape MATRIX = Shape.of(5, 4);
  private static final List<Constraint> CONSTRAINTS =
      List.of(
          MaxNorm.of(1.1),
          MaxNorm.of(0.7).withAxis(1),
          MinMaxNorm.of(1.4, 1.5),
          MinMaxNorm.of(0.2, 0.8).withRate(0.3).withAxis(-1),
          NonNeg.of(),
          UnitNorm.of(),
          UnitNorm.of().withAxis(0, 1));
  private static final List<Regularizer> REGULARIZERS =
      List.of(
          L1L2.l1(0.3),
          L1L2.l2(0.2),
          L1L2.of(0.1, 0.7),
          OrthogonalRegularizer.of(0.4),
          OrthogonalRegularizer.of(0.9).withMode(OrthogonalRegularizer.Mode.COLUMNS));

  @TempDir Path folder;

  @Test
  void makeOfAWeightWhatKerasMakesOfIt() throws IOException {
    FloatArray weight = FloatArray.zeros(MATRIX);
    RandomGenerator random = Seed.of(11).generator();
    for (int i = 0; i < weight.data().length; i++) {
      weight.data()[i] = 2 * random.nextFloat() - 1;
    }
    List<Map<String, Object>> cases = new ArrayList<>();
    List<FloatArray> found = new ArrayList<>();
    for (Constraint each : CONSTRAINTS) {
      cases.add(Constraints.REGISTRY.toJson(each));
      found.add(Computed.value(weight, each::project));
    }
    for (Regularizer each : REGULARIZERS) {
      cases.add(Regularizers.REGISTRY.toJson(each));
      found.addAll(Computed.withGradient(weight, each::penalty));
    }
    Path file = folder.resolve("values");
    RealKeras.run(
        RealKeras.script("training.py"),
        "values",
        new ObjectMapper().writeValueAsString(cases),
        FloatFile.write(folder.resolve("weight"), weight.data()),
        file);
    Near.assertNear(cases.toString(), joined(found), FloatFile.read(file), 1e-5);
  }

  private static FloatArray joined(List<FloatArray> arrays) {
    FloatArray all =
        FloatArray.zeros(Shape.of(arrays.stream().mapToInt(each -> each.data().length).sum()));
    int at = 0;
    for (FloatArray each : arrays) {
      System.arraycopy(each.data(), 0, all.data(), at, each.data().length);
      at += each.data().length;
    }
    return all;
  }
}
