package dev.peaberry.model;

import dev.peaberry.engine.Shape;
import dev.peaberry.layer.InputLayer;
import dev.peaberry.layer.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model in two parts: what training never changes, from the pictures to their features, and what
 * learns, from the features to the outputs. Features can be computed once and kept. Layers keep
 * their names, so the weights of both parts are the whole model's under the same paths. Immutable.
 *
 * @param base from the input to the features; all its weights are frozen, and it gives the same in
 *     training as in inference
 * @param head from the features to the outputs
 */
public record FeatureSplit(Model base, Model head) {
  private static final String FEATURES = "features";

  /**
   * Divides a model behind its last frozen layer; empty if there is no single place that all ways
   * through the model pass, as with several inputs, or if nothing is frozen that has weights.
   * Layers behind it that are not frozen belong to the head even if they have nothing to learn, if
   * that leaves such a place, so that features serve heads of all kinds.
   */
  public static Optional<FeatureSplit> of(Model model) {
    if (model.wiring().inputs().size() != 1) {
      return Optional.empty();
    }
    boolean[] constant = constant(model);
    return of(model, beforeFrozen(model, constant)).or(() -> of(model, constant));
  }

  private static Optional<FeatureSplit> of(Model model, boolean[] constant) {
    Set<Wiring.Value> borders = borders(model.wiring(), constant);
    if (borders.size() != 1 || isShared(model.wiring(), constant)) {
      return Optional.empty();
    }
    Wiring.Value border = borders.iterator().next();
    if (model.wiring().inputs().contains(border.use()) || border.index() != 0) {
      return Optional.empty();
    }
    Model base = base(model, constant, border);
    return base.weights().isEmpty()
        ? Optional.empty()
        : Optional.of(new FeatureSplit(base, head(model, constant, border)));
  }

  /** The shape of one picture's features. */
  public Shape features() {
    return base.outputShapes().get(0);
  }

  /** Which uses of layers give the same for a picture in every step of a training. */
  private static boolean[] constant(Model model) {
    Wiring wiring = model.wiring();
    boolean[] constant = new boolean[wiring.uses().size()];
    List<List<Shape>> shapes = model.shapes(model.inputShapes());
    for (int use = 0; use < constant.length; use++) {
      Wiring.Use each = wiring.uses().get(use);
      Member member = model.members().get(each.member());
      List<Shape> in = model.inputShapes(use, model.inputShapes(), shapes);
      constant[use] =
          each.inputs().stream().allMatch(value -> constant[value.use()])
              && isConstant(member.layer(), member.trainable(), in);
    }
    return constant;
  }

  /** Of these uses those that are frozen, or go into others of them that are. */
  private static boolean[] beforeFrozen(Model model, boolean[] constant) {
    boolean[] kept = new boolean[constant.length];
    for (int use = constant.length - 1; use >= 0; use--) {
      kept[use] |= constant[use] && !member(model, use).trainable();
      if (kept[use]) {
        model.wiring().uses().get(use).inputs().forEach(value -> kept[value.use()] = true);
      }
    }
    return kept;
  }

  private static boolean isConstant(Layer layer, boolean trainable, List<Shape> in) {
    if (layer instanceof Model nested) {
      boolean frozen = !trainable || nested.weights().stream().noneMatch(spec -> spec.trainable());
      return frozen && isQuiet(nested);
    }
    return isQuiet(layer) && (!trainable || layer.weights(in).isEmpty());
  }

  private static boolean isQuiet(Layer layer) {
    return layer instanceof Model nested
        ? nested.members().stream().allMatch(each -> isQuiet(each.layer()))
        : !layer.isNoisy() && layer.activityRegularizer().isEmpty();
  }

  /** What changing layers, or nobody, take of constant ones. */
  private static Set<Wiring.Value> borders(Wiring wiring, boolean[] constant) {
    Set<Wiring.Value> borders = new LinkedHashSet<>();
    for (int use = 0; use < constant.length; use++) {
      if (!constant[use]) {
        wiring.uses().get(use).inputs().stream()
            .filter(value -> constant[value.use()])
            .forEach(borders::add);
      }
    }
    wiring.outputs().stream().filter(value -> constant[value.use()]).forEach(borders::add);
    return borders;
  }

  /** Whether a layer is used on both sides. */
  private static boolean isShared(Wiring wiring, boolean[] constant) {
    Set<Integer> before = new HashSet<>();
    Set<Integer> after = new HashSet<>();
    for (int use = 0; use < constant.length; use++) {
      (constant[use] ? before : after).add(wiring.uses().get(use).member());
    }
    before.retainAll(after);
    return !before.isEmpty();
  }

  private static Model base(Model model, boolean[] constant, Wiring.Value border) {
    List<Integer> uses =
        IntStream.range(0, constant.length).filter(use -> constant[use]).boxed().toList();
    List<Member> members = new ArrayList<>();
    List<Wiring.Use> wired = rewired(model, uses, members, new HashMap<>());
    Wiring wiring =
        new Wiring(
            wired,
            List.of(uses.indexOf(model.wiring().inputs().get(0))),
            List.of(new Wiring.Value(uses.indexOf(border.use()), 0)));
    return new Model(model.name() + "_base", Model.Form.FUNCTIONAL, members, wiring);
  }

  private static Model head(Model model, boolean[] constant, Wiring.Value border) {
    List<Integer> uses =
        IntStream.range(0, constant.length).filter(use -> !constant[use]).boxed().toList();
    Set<String> taken = new HashSet<>();
    uses.forEach(use -> taken.add(member(model, use).name()));
    String name = FEATURES;
    for (int i = 1; taken.contains(name); i++) {
      name = FEATURES + "_" + i;
    }
    Shape shape = model.shapes(model.inputShapes()).get(border.use()).get(0);
    List<Member> members = new ArrayList<>(List.of(new Member(name, InputLayer.of(shape), true)));
    Map<Integer, Integer> places = new HashMap<>(Map.of(border.use(), 0));
    List<Wiring.Use> wired = new ArrayList<>(List.of(new Wiring.Use(0, List.of())));
    wired.addAll(rewired(model, uses, members, places));
    List<Wiring.Value> outputs =
        model.wiring().outputs().stream()
            .map(value -> new Wiring.Value(places.get(value.use()), value.index()))
            .toList();
    Wiring wiring = new Wiring(wired, List.of(0), outputs);
    return new Model(model.name() + "_head", Model.Form.FUNCTIONAL, members, wiring);
  }

  /**
   * Some uses with their own numbers, after those that {@code places} has already; adds their
   * layers to the members and themselves to the places.
   */
  private static List<Wiring.Use> rewired(
      Model model, List<Integer> uses, List<Member> members, Map<Integer, Integer> places) {
    Map<Integer, Integer> numbers = new HashMap<>();
    List<Wiring.Use> wired = new ArrayList<>();
    int before = places.size();
    for (int use : uses) {
      Wiring.Use each = model.wiring().uses().get(use);
      int number =
          numbers.computeIfAbsent(
              each.member(),
              index -> {
                members.add(model.members().get(index));
                return members.size() - 1;
              });
      wired.add(
          new Wiring.Use(
              number,
              each.inputs().stream()
                  .map(value -> new Wiring.Value(places.get(value.use()), value.index()))
                  .toList()));
      places.put(use, before + wired.size() - 1);
    }
    return wired;
  }

  private static Member member(Model model, int use) {
    return model.members().get(model.wiring().uses().get(use).member());
  }
}
