package dev.peaberry.format;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The layout of {@code model.weights.h5} and {@code .weights.h5}: groups by class and counter, so
 * that the order of the layers decides. Confined to one thread.
 */
final class Keras3Layers implements StoredLayers {
  private static final String FURTHER = "further";
  private static final String NAME = "name";

  private final Hdf5File file;

  Keras3Layers(Hdf5File file) {
    this.file = file;
  }

  @Override
  public Map<String, FloatArray> inOrder(Model model) {
    List<LayerVars> layers = LayerVars.of(model);
    refuseOthers(layers);
    Map<String, FloatArray> values = new LinkedHashMap<>();
    layers.forEach(layer -> read(layer, values));
    return values;
  }

  /** A file with more layers is another model's, even where the first ones fit. */
  private void refuseOthers(List<LayerVars> layers) {
    Set<String> known = new HashSet<>();
    layers.forEach(layer -> known.add(layer.group()));
    for (String name : file.children("layers")) {
      String group = "layers/" + name;
      if (!known.contains(group) && !file.children(group + "/vars").isEmpty()) {
        throw new Malformed(
            "found weights of " + group + ", expected none there; is it another model's?");
      }
    }
  }

  private void read(LayerVars layer, Map<String, FloatArray> values) {
    List<WeightSpec> weights = layer.weights();
    if (weights.isEmpty()) {
      return;
    }
    int found = file.children(layer.vars()).size();
    if (found != weights.size()) {
      throw new Malformed(
          "layer "
              + layer.name()
              + ": found "
              + found
              + " weights in "
              + layer.vars()
              + ", expected "
              + weights.size()
              + "; is it another model's?");
    }
    for (int i = 0; i < weights.size(); i++) {
      WeightSpec spec = weights.get(i);
      values.put(spec.name(), file.floats(layer.vars() + "/" + i, spec.shape()));
    }
  }

  @Override
  public Optional<Map<String, FloatArray>> named(Target target) {
    return groupOf(target.name())
        .map(
            group -> {
              Map<String, FloatArray> values = new LinkedHashMap<>();
              List<LayerVars> layers =
                  target.member().layer() instanceof Model nested
                      ? LayerVars.ofNested(nested.withName(target.name()), group, target.weights())
                      : List.of(new LayerVars(group, target.name(), target.weights()));
              layers.forEach(layer -> read(layer, values));
              return values;
            });
  }

  private Optional<String> groupOf(String layer) {
    return file.children("layers").stream()
        .map(name -> "layers/" + name)
        .filter(group -> name(group + "/vars").equals(Optional.of(layer)))
        .findFirst();
  }

  private Optional<String> name(String vars) {
    return file.strings(vars, NAME).filter(names -> names.size() == 1).map(names -> names.get(0));
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (String name : file.children("layers")) {
      String group = "layers/" + name;
      if (file.has(group + "/layers") || !file.children(group + "/vars").isEmpty()) {
        name(group + "/vars").ifPresent(names::add);
      }
    }
    return names;
  }

  /** What the optimizer remembered; empty if the file holds none. */
  Optional<OptimizerState> optimizer() {
    return OptimizerVars.read(file, name(OptimizerVars.GROUP).orElse("optimizer"));
  }

  /** Other weights of the same model, by name, which Keras does not look for. */
  Map<String, Weights> further(Model model) {
    Map<String, Weights> found = new LinkedHashMap<>();
    for (String name : file.children(FURTHER)) {
      Map<String, FloatArray> values = new LinkedHashMap<>();
      for (WeightSpec spec : model.weights()) {
        String path = FURTHER + "/" + name + "/" + values.size();
        values.put(spec.name(), file.floats(path, spec.shape()));
      }
      found.put(name, Weights.of(values));
    }
    return found;
  }

  /**
   * The file of a model.
   *
   * @param further other weights of the model, by names without {@code /}
   */
  static Hdf5Writer writer(
      Model model,
      Weights weights,
      Optional<OptimizerState> optimizer,
      Map<String, Weights> further) {
    Hdf5Writer writer = new Hdf5Writer();
    for (LayerVars layer : LayerVars.of(model)) {
      Hdf5Writer.Group vars = writer.root().group(layer.vars());
      vars.attribute(NAME, layer.name());
      for (int i = 0; i < layer.weights().size(); i++) {
        vars.dataset(String.valueOf(i), weights.get(layer.weights().get(i).name()));
      }
    }
    optimizer.ifPresent(
        state -> {
          writer.root().group(OptimizerVars.GROUP).attribute(NAME, state.name());
          OptimizerVars.write(state, writer.root());
        });
    further.forEach(
        (name, others) -> {
          Hdf5Writer.Group group = writer.root().group(FURTHER + "/" + name);
          List<WeightSpec> specs = model.weights();
          for (int i = 0; i < specs.size(); i++) {
            group.dataset(String.valueOf(i), others.get(specs.get(i).name()));
          }
        });
    return writer;
  }
}
