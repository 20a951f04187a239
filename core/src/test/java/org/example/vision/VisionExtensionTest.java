package org.example.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Notation;
import dev.peaberry.config.Schema;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.golden.Near;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Layers;
import dev.peaberry.layer.UnaryLayer;
import dev.peaberry.loss.Losses;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Member;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import dev.peaberry.train.Checkpoints;
import dev.peaberry.train.GivenBatches;
import dev.peaberry.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Classes that live outside Peaberry, with nothing but its public API. */
class VisionExtensionTest {
  private static final Shape INPUT = Shape.of(4, 4, 3);

  @TempDir Path folder;

  private static Model model() {
    return Sequential.withInput(INPUT)
        .add(LayerScale.of(0.5))
        .add(Flatten.of())
        .add(Dense.of(2).withActivation(Activation.SOFTMAX))
        .build();
  }

  private static Weights random(Model model) {
    RandomGenerator random = Seed.of(1).generator();
    Map<String, FloatArray> values = new LinkedHashMap<>();
    model
        .weights()
        .forEach(
            spec -> {
              FloatArray value = FloatArray.zeros(spec.shape());
              for (int i = 0; i < value.data().length; i++) {
                value.data()[i] = random.nextFloat();
              }
              values.put(spec.name(), value);
            });
    return Weights.of(values);
  }

  private static FloatArray outputs(KerasFile file, FloatArray input) {
    try (Inference inference =
        Inference.compile(file.model(), file.weights(), EngineOptions.DEFAULT)) {
      return inference.run(input);
    }
  }

  private static FloatArray batch(FloatArray flat) {
    return new FloatArray(INPUT.prepend(2), flat.data());
  }

  @Test
  void aModelFileWithSuchALayerOpensAgain() throws IOException {
    KerasFile file = KerasFile.of(model(), random(model()));
    file.write(folder.resolve("model.keras"));
    assertThat(KerasFile.read(folder.resolve("model.keras"))).isEqualTo(file);
  }

  @Test
  void theLayerComputes() {
    FloatArray pixels = FloatArray.zeros(INPUT.prepend(1));
    pixels.data()[0] = 2;
    pixels.data()[2] = 3;
    Model alone = Sequential.withInput(INPUT).add(LayerScale.of(0.5)).build();
    Weights weights = Weights.of(Map.of("layer_scale/gamma", FloatArray.of(4, 5, 6)));
    assertThat(outputs(KerasFile.of(alone, weights), pixels).data()).startsWith(8, 0, 18, 0);
  }

  @Test
  void itsNamesAreThoseOfKerassRegistration() {
    assertThat(model().members().stream().map(Member::name)).contains("layer_scale");
    assertThat(Layers.REGISTRY.toJson(LayerScale.of(0.5)))
        .containsEntry("module", null)
        .containsEntry("class_name", "LayerScale")
        .containsEntry("registered_name", "vision>LayerScale");
  }

  @Test
  void aLossIsFoundByItsNames() {
    GeneralizedCrossEntropy loss =
        new GeneralizedCrossEntropy(GeneralizedCrossEntropy.SCHEMA.defaults());
    assertThat(Losses.REGISTRY.fromJson(Losses.REGISTRY.toJson(loss))).isEqualTo(loss);
    assertThat(Losses.REGISTRY.create(Notation.object("generalized_cross_entropy(q=0.7)")))
        .isEqualTo(loss);
  }

  @Test
  void aTrainingTakesLossesAndOptimizersFromOutside() {
    Model model = model();
    Weights before = random(model);
    FloatArray pixels = batch(FloatArray.of(new float[96]));
    Arrays.fill(pixels.data(), 1);
    Batch batch = Batch.of(pixels, new FloatArray(Shape.of(2, 2), new float[] {1, 0, 1, 0}));
    Optimizer optimizer = Optimizers.REGISTRY.create(Notation.object("sign_descent"));
    Checkpoints checkpoints = Checkpoints.in(folder);
    Weights after =
        Trainer.of(
                model,
                Losses.REGISTRY.create("vision>GeneralizedCrossEntropy", Map.of("q", 0.5)),
                optimizer)
            .withInitialWeights(before)
            .withCheckpoints(checkpoints)
            .fit(new GivenBatches(batch))
            .weights();
    String bias = "dense/bias";
    for (int i = 0; i < 2; i++) {
      float step = after.get(bias).data()[i] - before.get(bias).data()[i];
      assertThat(step).isCloseTo(i == 0 ? 0.001f : -0.001f, within(1e-6f));
    }
    assertThat(KerasFile.read(checkpoints.last()).compileConfig().orElseThrow().toString())
        .contains("registered_name=vision>SignDescent")
        .contains("registered_name=vision>GeneralizedCrossEntropy");
  }

  /** In a package that no extension registers. */
  private record Stranger(Config config) implements UnaryLayer {
    static final Schema<Stranger> SCHEMA =
        Schema.of("Stranger", Stranger::new).inPackage("elsewhere");

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
      return x;
    }
  }

  @Test
  void aModelFileWithAnUnknownLayerSaysWhatIsMissing() throws IOException {
    Path path = folder.resolve("model.keras");
    Model unknown =
        Sequential.withInput(INPUT).add(new Stranger(Stranger.SCHEMA.defaults())).build();
    KerasFile.of(unknown, Weights.of(Map.of())).write(path);
    assertThatThrownBy(() -> KerasFile.read(path))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            path
                + ": Found the class 'elsewhere>Stranger' of keras.layers, expected an extension on"
                + " the class path that registers it (see dev.peaberry.config.Extension)");
  }

  @Test
  void aLayerWithoutAPackageIsNotWritten() {
    Schema<Stranger> nameless = Schema.of("Stranger", Stranger::new);
    Stranger layer = new Stranger(nameless.defaults());
    assertThatThrownBy(() -> Layers.REGISTRY.toJson(layer))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Found the class 'Stranger', which is not of keras.layers, expected"
                + " SCHEMA.inPackage(\"...\")");
  }

  @Test
  @Tag("interop")
  void kerasOpensTheFileWhereTheClassIsRegisteredToo() throws IOException {
    Path path = folder.resolve("ours.keras");
    KerasFile file = KerasFile.of(model(), random(model()));
    file.write(path);
    FloatArray input = batch(FloatArray.of(new float[96]));
    for (int i = 0; i < input.data().length; i++) {
      input.data()[i] = (float) Math.sin(i);
    }
    Path x = FloatFile.write(folder.resolve("x"), input.data());
    Path y = folder.resolve("y");
    RealKeras.run(RealKeras.script("extension.py"), "open", path, x, y);
    FloatArray found = outputs(file, input);
    Near.assertNear("outputs", FloatFile.read(y), FloatArray.of(found.data()), 1e-5);
  }

  @Test
  @Tag("interop")
  void opensWhatPythonHasSaved() throws IOException {
    Path path = folder.resolve("theirs.keras");
    Path x = folder.resolve("x");
    Path y = folder.resolve("y");
    RealKeras.run(RealKeras.script("extension.py"), "save", path, x, y);
    FloatArray found = outputs(KerasFile.read(path), batch(FloatFile.read(x)));
    Near.assertNear("outputs", FloatArray.of(found.data()), FloatFile.read(y), 1e-5);
  }
}
