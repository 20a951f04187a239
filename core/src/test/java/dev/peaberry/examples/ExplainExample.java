package dev.peaberry.examples;

import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.explain.Explainer;
import dev.peaberry.explain.GradCam;
import dev.peaberry.explain.Heatmap;
import dev.peaberry.format.KerasFile;
import dev.peaberry.image.Image;
import dev.peaberry.predict.Classifier;
import dev.peaberry.predict.PictureLoader;
import dev.peaberry.report.ExplanationSheet;
import java.nio.file.Path;
import java.util.List;

/** The example of the page about explanations, as it stands there. */
final class ExplainExample {
  private ExplainExample() {}

  static Heatmap run(Path model, Path photo, Path sheet) throws Exception {
    // EXAMPLE
    KerasFile file = KerasFile.readWithoutOptimizer(model);
    PictureLoader loader = PictureLoader.of(file);
    Image picture = loader.read(photo);
    UInt8Array seen = loader.seen(List.of(picture)); // (1, H, W, C), as the model takes it
    int dog = Classifier.labelsOf(file).indexOf("dog");
    try (Explainer explainer =
        Explainer.compile(file.model(), file.weights(), EngineOptions.DEFAULT)) {
      Heatmap map = GradCam.of().explain(explainer, seen, dog).get(0);
      ExplanationSheet.of("photo.jpg", "where the dog is")
          .withHeat("Grad-CAM", "", picture, map)
          .writePng(sheet);
      return map;
    }
    // EXAMPLE
  }
}
