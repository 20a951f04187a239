package dev.peaberry.model;

import dev.peaberry.config.Registry;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.InputLayer;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.ShapeException;
import dev.peaberry.layer.WeightSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Layers with names and how they are connected: an architecture, without weights' values and
 * without native state. A model is a layer, too, and can be used in another model. Immutable and
 * thread-safe.
 */
public final class Model implements Layer {
  private final String name;
  private final Form form;
  private final List<Member> members;
  private final Wiring wiring;

  /** The two of Keras's model classes that are plain data. */
  enum Form {
    SEQUENTIAL("Sequential"),
    FUNCTIONAL("Functional");

    final String className;

    Form(String className) {
      this.className = className;
    }
  }

  Model(String name, Form form, List<Member> members, Wiring wiring) {
    this.name = name;
    this.form = form;
    this.members = List.copyOf(members);
    this.wiring = wiring;
    requireUniqueNames();
  }

  /** A functional model with one input and one output. */
  public static Model of(String name, Node input, Node output) {
    return of(name, List.of(input), List.of(output));
  }

  /**
   * A functional model.
   *
   * @throws IllegalArgumentException if an output depends on an input that is not given
   */
  public static Model of(String name, List<Node> inputs, List<Node> outputs) {
    return FunctionalBuilder.build(name, inputs, outputs);
  }

  /** The model's name. */
  public String name() {
    return name;
  }

  /** The layers with their names, in Keras's order. */
  public List<Member> members() {
    return members;
  }

  /** The shapes of one example of each input. */
  public List<Shape> inputShapes() {
    return wiring.inputs().stream()
        .map(use -> ((InputLayer) memberOf(use).layer()).shape())
        .toList();
  }

  /** The shapes of one example of each output. */
  public List<Shape> outputShapes() {
    return outputShapes(inputShapes());
  }

  /** The names of the input layers. */
  public List<String> inputNames() {
    return wiring.inputs().stream().map(use -> memberOf(use).name()).toList();
  }

  /** The names of the layers that give the outputs. */
  public List<String> outputNames() {
    return wiring.outputs().stream().map(value -> memberOf(value.use()).name()).toList();
  }

  /** All weights by path, such as {@code conv1/kernel}, in Keras's order. */
  public List<WeightSpec> weights() {
    return weights(inputShapes());
  }

  /** First values for all weights; each depends on the seed and its path alone. */
  public Weights initialWeights(Seed seed) {
    List<WeightSpec> specs = weights();
    Seed purpose = seed.split("weights");
    List<FloatArray> drawn =
        specs.parallelStream()
            .map(
                spec ->
                    spec.initializer().draw(spec.shape(), purpose.split(spec.name()).generator()))
            .toList();
    Map<String, FloatArray> values = new LinkedHashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      values.put(specs.get(i).name(), drawn.get(i));
    }
    return Weights.of(values);
  }

  /**
   * A functional model of the same layers and more after them.
   *
   * @param newName of that model
   * @param more from this model's output to the new one
   * @throws IllegalArgumentException if this has several outputs, or a name is there twice
   */
  public Model extended(String newName, UnaryOperator<Node> more) {
    return Extension.of(this, newName, more);
  }

  /**
   * The layers up to what goes into the last one with weights, which names the classes: what is
   * left of a model when it shall learn other classes.
   *
   * @throws IllegalArgumentException if this has several outputs, or no layer with weights at its
   *     end
   */
  public Model withoutClassifier() {
    return Extension.withoutClassifier(this);
  }

  /**
   * The same model with a second output: the features, what goes into its last layer with weights,
   * which names the classes. Empty if there is no such layer at its end, or it takes the input
   * itself.
   *
   * @throws IllegalArgumentException if this has several outputs
   */
  public Optional<Model> withFeatures() {
    return Extension.withFeatures(this);
  }

  /**
   * The same model with those layers frozen whose names are chosen, and no others. Inputs have
   * nothing to freeze.
   */
  public Model withFrozen(Predicate<String> layers) {
    List<Member> changed = members.stream().map(each -> frozen(each, layers)).toList();
    return new Model(name, form, changed, wiring);
  }

  private static Member frozen(Member member, Predicate<String> layers) {
    boolean free = member.layer() instanceof InputLayer || !layers.test(member.name());
    return new Member(member.name(), member.layer(), free);
  }

  /** The same model under another name. */
  public Model withName(String newName) {
    return new Model(newName, form, members, wiring);
  }

  /** Keras's table of the layers. */
  public Summary summary() {
    return Summary.of(this);
  }

  Form form() {
    return form;
  }

  Wiring wiring() {
    return wiring;
  }

  private Member memberOf(int use) {
    return members.get(wiring.uses().get(use).member());
  }

  @Override
  public String className() {
    return form.className;
  }

  @Override
  public Map<String, Object> configJson() {
    return ModelJson.config(this);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    List<List<Shape>> shapes = shapes(inputs);
    return wiring.outputs().stream()
        .map(value -> shapes.get(value.use()).get(value.index()))
        .toList();
  }

  /** The output shapes of every use of a layer. */
  List<List<Shape>> shapes(List<Shape> inputs) {
    if (inputs.size() != wiring.inputs().size()) {
      throw new ShapeException(
          "found " + inputs.size() + " inputs, expected " + wiring.inputs().size());
    }
    List<List<Shape>> shapes = new ArrayList<>();
    for (int use = 0; use < wiring.uses().size(); use++) {
      Member member = memberOf(use);
      try {
        shapes.add(member.layer().outputShapes(inputShapes(use, inputs, shapes)));
      } catch (ShapeException e) {
        throw ModelErrors.inLayer(member.name(), member.layer(), e);
      }
    }
    return shapes;
  }

  /** The shapes that go into a use of a layer, those of the uses before it being known. */
  List<Shape> inputShapes(int use, List<Shape> inputs, List<List<Shape>> before) {
    int input = wiring.inputs().indexOf(use);
    return input >= 0
        ? List.of(inputs.get(input))
        : wiring.uses().get(use).inputs().stream()
            .map(value -> before.get(value.use()).get(value.index()))
            .toList();
  }

  @Override
  public List<WeightSpec> weights(List<Shape> inputs) {
    Map<Integer, List<WeightSpec>> ofMembers = new HashMap<>();
    List<List<Shape>> shapes = shapes(inputs);
    for (int use = 0; use < wiring.uses().size(); use++) {
      int index = wiring.uses().get(use).member();
      Member member = members.get(index);
      List<WeightSpec> specs = member.layer().weights(inputShapes(use, inputs, shapes));
      List<WeightSpec> known = ofMembers.putIfAbsent(index, named(member, specs));
      if (known != null && !known.equals(named(member, specs))) {
        throw new ShapeException(
            "Layer "
                + member.name()
                + ": found inputs of different shapes, expected the same in"
                + " every use of a shared layer");
      }
    }
    List<WeightSpec> all = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      all.addAll(ofMembers.getOrDefault(i, List.of()));
    }
    return all;
  }

  private static List<WeightSpec> named(Member member, List<WeightSpec> specs) {
    return specs.stream()
        .map(spec -> spec.withName(member.name() + "/" + spec.name()))
        .map(spec -> member.trainable() ? spec : spec.frozen())
        .toList();
  }

  @Override
  public List<Operand<TFloat32>> call(
      GraphScope scope, List<Operand<TFloat32>> inputs, List<Shape> inputShapes) {
    List<List<Shape>> shapes = shapes(inputShapes);
    List<List<Operand<TFloat32>>> values = new ArrayList<>();
    for (int use = 0; use < wiring.uses().size(); use++) {
      Member member = memberOf(use);
      int input = wiring.inputs().indexOf(use);
      values.add(
          input >= 0
              ? List.of(inputs.get(input))
              : MemberGraph.apply(
                  member,
                  scope,
                  wiring.uses().get(use).inputs().stream()
                      .<Operand<TFloat32>>map(v -> values.get(v.use()).get(v.index()))
                      .toList(),
                  inputShapes(use, inputShapes, shapes)));
    }
    return wiring.outputs().stream()
        .<Operand<TFloat32>>map(v -> values.get(v.use()).get(v.index()))
        .toList();
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    List<List<Shape>> shapes = shapes(inputs);
    return IntStream.range(0, wiring.uses().size())
        .mapToLong(use -> memberOf(use).layer().multiplyAdds(inputShapes(use, inputs, shapes)))
        .sum();
  }

  private void requireUniqueNames() {
    Set<String> seen = new HashSet<>();
    for (Member member : members) {
      if (member.name().isEmpty() || member.name().contains("/") || !seen.add(member.name())) {
        throw new IllegalArgumentException(
            "Found the layer name '"
                + member.name()
                + "' in "
                + members.stream().map(Member::name).collect(Collectors.joining(", "))
                + ", expected different names without '/'");
      }
    }
  }

  /** A name that no layer has yet: conv2d, conv2d_1, conv2d_2, as Keras counts. */
  static String freeName(Layer layer, Set<String> taken) {
    String base = layer instanceof Model model ? model.name : Registry.shortName(layer.className());
    String free = base;
    for (int i = 1; taken.contains(free); i++) {
      free = base + "_" + i;
    }
    return free;
  }

  /** A layer with a name; a model that becomes a layer is called as the layer is, as in Keras. */
  static Member member(String name, Layer layer) {
    return new Member(name, layer instanceof Model model ? model.withName(name) : layer, true);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Model model
        && form == model.form
        && members.equals(model.members)
        && configJson().equals(model.configJson());
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + members.hashCode();
  }

  @Override
  public String toString() {
    return className() + " " + name + " " + inputShapes() + " -> " + outputShapes();
  }
}
