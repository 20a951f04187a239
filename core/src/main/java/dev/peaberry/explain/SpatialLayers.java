package dev.peaberry.explain;

import dev.peaberry.config.Spelling;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.AveragePooling2D;
import dev.peaberry.layer.InputLayer;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.model.Model;
import dev.peaberry.model.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The layers of a model that give maps, and which of them tell most. Immutable. */
final class SpatialLayers {
  private static final int KERNEL_RANK = 4;

  private final Map<String, Shape> all;
  private final Map<String, Place> places;

  /**
   * A layer in its place.
   *
   * @param occurrence which of the uses of its layer it is
   * @param convolved whether a convolution is in it or before it
   * @param passing whether it only makes maps smaller, or gives in inference what it was given
   * @param before the layer before it, if there is one alone and it gives maps, too
   */
  record Place(
      SpatialLayer layer,
      int occurrence,
      boolean convolved,
      boolean passing,
      Optional<String> before) {}

  private SpatialLayers(Map<String, Shape> all, Map<String, Place> places) {
    this.all = all;
    this.places = places;
  }

  /** Those of a model with one output on whose outputs that depends; of a shared layer the last. */
  static SpatialLayers of(Model model) {
    Trace trace = Trace.of(model);
    boolean[] matters = matters(trace);
    boolean[] convolved = new boolean[matters.length];
    Map<String, Shape> all = new LinkedHashMap<>();
    Map<String, Integer> occurrences = new HashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    for (int i = 0; i < matters.length; i++) {
      Trace.Use use = trace.uses().get(i);
      convolved[i] = isConvolution(use) || use.from().stream().anyMatch(from -> convolved[from]);
      all.put(use.path(), use.outputs().get(0));
      int occurrence = occurrences.merge(use.path(), 1, Integer::sum) - 1;
      if (matters[i] && givesMaps(use)) {
        Optional<String> before =
            Optional.of(use.from())
                .filter(from -> from.size() == 1)
                .map(from -> trace.uses().get(from.get(0)).path())
                .filter(places::containsKey);
        SpatialLayer layer = new SpatialLayer(use.path(), use.outputs().get(0));
        places.remove(use.path()); // the order is that of the last uses
        places.put(use.path(), new Place(layer, occurrence, convolved[i], isPassing(use), before));
      }
    }
    return new SpatialLayers(all, places);
  }

  /** Which uses the output depends on. */
  private static boolean[] matters(Trace trace) {
    boolean[] matters = new boolean[trace.uses().size()];
    matters[trace.outputs().get(0)] = true;
    for (int i = matters.length - 1; i >= 0; i--) {
      if (matters[i]) {
        trace.uses().get(i).from().forEach(from -> matters[from] = true);
      }
    }
    return matters;
  }

  private static boolean isConvolution(Trace.Use use) {
    return use.layer().weights(use.inputs()).stream()
        .anyMatch(weight -> weight.shape().rank() == KERNEL_RANK);
  }

  private static boolean givesMaps(Trace.Use use) {
    Shape output = use.outputs().get(0);
    return !(use.layer() instanceof InputLayer)
        && output.rank() == 3
        && output.get(0) * output.get(1) > 1;
  }

  private static boolean isPassing(Trace.Use use) {
    return use.layer() instanceof MaxPooling2D
        || use.layer() instanceof AveragePooling2D
        || use.layer().isNoisy();
  }

  /** All of them by path, in the order of the way through the model. */
  Map<String, Place> places() {
    return places;
  }

  /**
   * The layer that Grad-CAM looks at: the last before the maps become a vector, and before a
   * pooling or a dropout there; none in a model without convolutions.
   */
  Optional<SpatialLayer> last() {
    List<Place> convolved = places.values().stream().filter(Place::convolved).toList();
    if (convolved.isEmpty()) {
      return Optional.empty();
    }
    Place last = convolved.get(convolved.size() - 1);
    while (last.passing() && last.before().isPresent()) {
      Place before = places.get(last.before().get());
      if (!before.convolved()) {
        break;
      }
      last = before;
    }
    return Optional.of(last.layer());
  }

  /** Of the convolved layers of each size the last that does more than to make maps smaller. */
  List<SpatialLayer> stages() {
    Map<List<Integer>, SpatialLayer> bySize = new LinkedHashMap<>();
    places.values().stream()
        .filter(place -> place.convolved() && !place.passing())
        .map(Place::layer)
        .forEach(layer -> bySize.put(List.of(layer.height(), layer.width()), layer));
    return List.copyOf(bySize.values());
  }

  /**
   * The layer of a name: its path, the last part of its path if no other ends so, or the name of a
   * model inside the model, whose last layer with maps it then is.
   *
   * @throws IllegalArgumentException if there is none, or it gives no maps
   */
  SpatialLayer require(String name) {
    if (places.containsKey(name)) {
      return places.get(name).layer();
    }
    List<String> ending = endingIn(name, all);
    List<String> fitting = endingIn(name, places);
    if (fitting.size() == 1) {
      return places.get(fitting.get(0)).layer();
    }
    if (fitting.size() > 1) {
      throw new IllegalArgumentException(
          "Found several layers %s: %s; give one's whole name".formatted(name, fitting));
    }
    List<SpatialLayer> inside =
        places.values().stream()
            .map(Place::layer)
            .filter(layer -> layer.path().startsWith(name + "/"))
            .toList();
    if (!inside.isEmpty()) {
      return inside.get(inside.size() - 1);
    }
    throw all.containsKey(name) || !ending.isEmpty() ? notMaps(name, ending) : unknown(name);
  }

  private static List<String> endingIn(String name, Map<String, ?> paths) {
    return paths.keySet().stream().filter(path -> path.endsWith("/" + name)).toList();
  }

  private IllegalArgumentException notMaps(String name, List<String> ending) {
    Shape found = all.containsKey(name) ? all.get(name) : all.get(ending.get(0));
    return new IllegalArgumentException(
        "Layer %s: found the output %s, expected maps (H, W, C) of several places on the way to the model's output%s"
            .formatted(name, found, last().map(layer -> ", such as " + layer.path()).orElse("")));
  }

  private IllegalArgumentException unknown(String name) {
    List<String> known = new ArrayList<>(places.keySet());
    places.keySet().forEach(path -> known.add(path.substring(path.lastIndexOf('/') + 1)));
    return new IllegalArgumentException(
        "Found no layer '%s' in the model, expected one that gives maps (H, W, C)%s"
            .formatted(
                name,
                Spelling.question(name, known).orElse("; peaberry summary lists all layers")));
  }
}
