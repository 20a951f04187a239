package dev.peaberry.cli;

import dev.peaberry.engine.Array;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.explain.ActivationSheet;
import dev.peaberry.explain.Explainer;
import dev.peaberry.explain.FilterSheet;
import dev.peaberry.explain.GradCam;
import dev.peaberry.explain.GradCamPlusPlus;
import dev.peaberry.explain.Heatmap;
import dev.peaberry.explain.IntegratedGradients;
import dev.peaberry.explain.Method;
import dev.peaberry.explain.Occlusion;
import dev.peaberry.explain.SmoothGrad;
import dev.peaberry.explain.SpatialLayer;
import dev.peaberry.format.KerasFile;
import dev.peaberry.image.Image;
import dev.peaberry.report.ExplanationSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is drawn on each picture's sheet, in its order. Confined to one thread like its explainer.
 */
final class ExplainPlan {
  private static final int MAPS_SHOWN = 16;

  private final Explainer explainer;
  private final List<Step> steps = new ArrayList<>();
  private final List<ExplainMethod> leftOut = new ArrayList<>();

  /**
   * What somebody wants to see.
   *
   * @param all whether methods are there because all were asked for: those that do not suit the
   *     model are left out then
   * @param layers names; none for the usual ones
   */
  record Wanted(
      Set<ExplainMethod> methods,
      boolean all,
      List<String> layers,
      Occlusion occlusion,
      IntegratedGradients integratedGradients,
      SmoothGrad smoothGrad) {}

  /**
   * A picture as the model sees it.
   *
   * @param pixels {@code (1, H, W, C)}
   * @param image what maps are drawn over: the picture, or what the model sees of it
   * @param ofClass the class to be explained
   */
  record Seen(Array pixels, Image image, int ofClass) {}

  /** Adds a picture to a sheet. */
  private interface Panel {
    ExplanationSheet addTo(ExplanationSheet sheet, Seen seen);
  }

  private record Step(int passes, Panel panel) {}

  private ExplainPlan(Explainer explainer) {
    this.explainer = explainer;
  }

  /**
   * Makes a plan.
   *
   * @throws IllegalArgumentException if there is no such layer, or a method does not suit the model
   */
  static ExplainPlan of(Wanted wanted, Explainer explainer, KerasFile file) {
    ExplainPlan plan = new ExplainPlan(explainer);
    List<SpatialLayer> chosen = wanted.layers().stream().map(explainer::requireLayer).toList();
    for (ExplainMethod method : wanted.methods()) {
      if (wanted.all() && !suits(method, explainer, file)) {
        plan.leftOut.add(method);
      } else {
        plan.add(method, wanted, chosen, file);
      }
    }
    return plan;
  }

  private static boolean suits(ExplainMethod method, Explainer explainer, KerasFile file) {
    return switch (method) {
      case GRAD_CAM, GRAD_CAM_PLUS_PLUS, ACTIVATIONS -> explainer.lastLayer().isPresent();
      case FILTERS -> FilterSheet.first(file.model()).isPresent();
      case OCCLUSION, INTEGRATED_GRADIENTS, SMOOTH_GRAD -> true;
    };
  }

  private void add(ExplainMethod method, Wanted wanted, List<SpatialLayer> layers, KerasFile file) {
    switch (method) {
      case GRAD_CAM -> camLayers(layers).forEach(this::addGradCam);
      case GRAD_CAM_PLUS_PLUS -> camLayers(layers).forEach(this::addGradCamPlusPlus);
      case OCCLUSION -> addOcclusion(wanted.occlusion());
      case INTEGRATED_GRADIENTS ->
          addHeat(
              "Integrated gradients",
              wanted.integratedGradients().steps() + " steps from black",
              wanted.integratedGradients());
      case SMOOTH_GRAD ->
          addHeat(
              "SmoothGrad",
              wanted.smoothGrad().samples() + " noisy copies; for or against",
              wanted.smoothGrad());
      case ACTIVATIONS -> stages(layers).forEach(this::addActivations);
      case FILTERS -> addFilters(file);
    }
  }

  private List<SpatialLayer> camLayers(List<SpatialLayer> layers) {
    return layers.isEmpty() ? List.of(last()) : layers;
  }

  private List<SpatialLayer> stages(List<SpatialLayer> layers) {
    last();
    return layers.isEmpty() ? explainer.stages() : layers;
  }

  private SpatialLayer last() {
    return explainer
        .lastLayer()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Found no convolution in the model, which Grad-CAM and activations are of; use"
                        + " --method occlusion, integrated-gradients or smooth-grad"));
  }

  private void addGradCam(SpatialLayer layer) {
    addHeat("Grad-CAM", words(layer), GradCam.of().withLayer(layer.path()));
  }

  private void addGradCamPlusPlus(SpatialLayer layer) {
    addHeat("Grad-CAM++", words(layer), GradCamPlusPlus.of().withLayer(layer.path()));
  }

  private static String words(SpatialLayer layer) {
    return "%s, %d x %d".formatted(layer.path(), layer.height(), layer.width());
  }

  private void addOcclusion(Occlusion occlusion) {
    String note = "%d places covered in turn".formatted(occlusion.passes(explainer) - 1);
    addHeat("Occlusion", note, occlusion);
  }

  private void addHeat(String title, String note, Method method) {
    Panel panel =
        (sheet, seen) -> {
          Heatmap map = method.explain(explainer, seen.pixels(), seen.ofClass()).get(0);
          return sheet.withHeat(title, isEmpty(map) ? "found nothing" : note, seen.image(), map);
        };
    steps.add(new Step(method.passes(explainer), panel));
  }

  private static boolean isEmpty(Heatmap map) {
    return IntStream.range(0, map.values().length).noneMatch(i -> map.values()[i] > 0);
  }

  private void addActivations(SpatialLayer layer) {
    int shown = Math.min(MAPS_SHOWN, layer.channels());
    String note = "%s, %d of %d maps".formatted(words(layer), shown, layer.channels());
    steps.add(
        new Step(
            1,
            (sheet, seen) -> {
              FloatArray maps = explainer.activations(layer.path(), seen.pixels());
              return sheet.withPicture("Activations", note, ActivationSheet.of(maps, shown));
            }));
  }

  private void addFilters(KerasFile file) {
    String path =
        FilterSheet.first(file.model())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Found no first convolution that looks at 1 or 3 channels, whose filters"
                            + " could be shown; leave out --method filters"));
    FloatArray kernel = file.weights().get(path);
    Image filters = FilterSheet.of(kernel);
    String note =
        "%s, %d of %d x %d"
            .formatted(
                path.substring(0, path.lastIndexOf('/')),
                kernel.shape().last(),
                kernel.shape().get(0),
                kernel.shape().get(1));
    steps.add(new Step(0, (sheet, seen) -> sheet.withPicture("Filters", note, filters)));
  }

  /** The methods that do not suit the model. */
  List<ExplainMethod> leftOut() {
    return leftOut;
  }

  /** How often the model looks at something for one sheet. */
  long passes() {
    return steps.stream().mapToLong(Step::passes).sum();
  }

  /** The sheet with everything drawn. */
  ExplanationSheet draw(ExplanationSheet sheet, Seen seen) {
    ExplanationSheet drawn = sheet;
    for (Step step : steps) {
      drawn = step.panel().addTo(drawn, seen);
    }
    return drawn;
  }
}
