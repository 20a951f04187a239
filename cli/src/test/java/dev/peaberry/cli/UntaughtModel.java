package dev.peaberry.cli;

import dev.peaberry.config.Seed;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Softmax;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import java.util.List;

/** A model of the four classes of {@link SamplePictures} that has learnt nothing. */
final class UntaughtModel {
  private UntaughtModel() {}

  /** It takes pictures of 8 x 8, has two layers with weights, and is very sure of what it says. */
  static KerasFile file() {
    Model model =
        Sequential.withInput(Shape.of(8, 8, 3))
            .add(Flatten.of())
            .add(Dense.of(5))
            .add(Dense.of(4))
            .add(Softmax.of())
            .build();
    return KerasFile.of(model, model.initialWeights(Seed.of(1)))
        .withAssets(
            Assets.NONE.withClassNames(
                new ClassNames(List.of("Dark", "Green", "Light", "Medium"))));
  }
}
