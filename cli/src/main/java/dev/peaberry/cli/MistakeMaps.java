package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.BrokenImageException;
import dev.peaberry.data.ImageSource;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.explain.Explainer;
import dev.peaberry.explain.GradCam;
import dev.peaberry.explain.HeatOverlay;
import dev.peaberry.explain.Heatmap;
import dev.peaberry.format.KerasFile;
import dev.peaberry.image.Image;
import dev.peaberry.predict.PictureLoader;
import dev.peaberry.predict.Preprocessing;
import dev.peaberry.report.EvaluationPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws with Grad-CAM what in mistaken pictures spoke for the wrong class. A model without
 * convolutions has nothing to draw. Immutable.
 *
 * @param file the model
 * @param source the pictures
 * @param engine what computes
 * @param progress hears how it goes on
 */
record MistakeMaps(KerasFile file, ImageSource source, EngineOptions engine, Progress progress)
    implements EvaluationPage.Explanations {
  private static final int SIDE = 160;
  private static final int AT_ONCE = 8;

  @Override
  public List<Image> draw(List<Integer> places, List<Integer> classes) {
    List<Image> drawn = new ArrayList<>();
    try (Explainer explainer = Explainer.compile(file.model(), file.weights(), engine)) {
      if (explainer.lastLayer().isEmpty()) {
        return List.of();
      }
      progress.start("Explaining mistakes", places.size(), "pictures");
      for (int from = 0; from < places.size(); from += AT_ONCE) {
        int to = Math.min(from + AT_ONCE, places.size());
        drawn.addAll(draw(explainer, places.subList(from, to), classes.subList(from, to)));
        progress.advance(to);
      }
    } catch (BrokenImageException e) {
      return drawn; // it was read a moment ago: somebody changes the files
    } finally {
      progress.finish();
    }
    return drawn;
  }

  private List<Image> draw(Explainer explainer, List<Integer> places, List<Integer> classes)
      throws BrokenImageException {
    PictureLoader loader = PictureLoader.of(file);
    List<Image> pictures = new ArrayList<>();
    for (int place : places) {
      pictures.add(source.read(place, Preprocessing.colorMode(explainer.inputShape())));
    }
    UInt8Array seen = loader.seen(pictures);
    int[] wanted = classes.stream().mapToInt(Integer::intValue).toArray();
    List<Heatmap> maps = GradCam.of().explain(explainer, seen, wanted);
    List<Image> drawn = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      Image shown = loader.seesWhole() ? pictures.get(i) : picture(seen, i);
      drawn.add(HeatOverlay.of(shown, maps.get(i), SIDE));
    }
    return drawn;
  }

  private static Image picture(UInt8Array batch, int index) {
    Shape shape = batch.shape().dropFirst();
    int length = Math.toIntExact(shape.size());
    return new Image(
        shape.get(0),
        shape.get(1),
        shape.get(2),
        Arrays.copyOfRange(batch.data(), index * length, (index + 1) * length));
  }
}
