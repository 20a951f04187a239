package dev.peaberry.optimizer;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.op.Op;

/** The variables of a program in which an optimizer remembers. Confined to one thread. */
final class Slots {
  static final String AVERAGE = "average";
  static final String ACCUMULATOR = "gradient_accumulator";
  private static final String PREFIX = "optimizer/";

  private final Optimizer optimizer;
  private final Map<String, Place> places;
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Routine start;

  private interface Conversion {
    float of(Slot slot, float value);
  }

  private record Place(Slot slot, Shape shape) {}

  private Slots(ProgramBuilder builder, Optimizer optimizer, Map<String, Shape> trained) {
    this.optimizer = optimizer;
    this.places = places(optimizer, trained);
    Map<String, Place> all = new LinkedHashMap<>(places);
    trained.forEach(
        (variable, shape) ->
            optimizer
                .scratch()
                .forEach(name -> all.put(name(variable, name), new Place(Slot.of(name), shape))));
    List<Op> effects = new ArrayList<>();
    all.forEach((name, place) -> effects.add(add(builder, name, place)));
    this.start = new Routine(List.of(), List.of(), effects);
  }

  static Slots of(ProgramBuilder builder, Optimizer optimizer, List<Variable> trained) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    trained.forEach(variable -> shapes.put(variable.name(), variable.shape()));
    return new Slots(builder, optimizer, shapes);
  }

  /** The names of all slots in Keras's order. */
  static List<String> names(Optimizer optimizer, Map<String, Shape> trained) {
    return List.copyOf(places(optimizer, trained).keySet());
  }

  private static Map<String, Place> places(Optimizer optimizer, Map<String, Shape> trained) {
    List<List<Slot>> groups = new ArrayList<>();
    if (optimizer.useEma()) {
      groups.add(List.of(Slot.of(AVERAGE)));
    }
    if (optimizer.gradientAccumulationSteps() > 1) {
      groups.add(List.of(Slot.of(ACCUMULATOR)));
    }
    groups.addAll(optimizer.slots());
    Map<String, Place> places = new LinkedHashMap<>();
    for (List<Slot> group : groups) {
      trained.forEach(
          (variable, shape) ->
              group.forEach(
                  slot -> places.put(name(variable, slot.name()), new Place(slot, shape))));
    }
    for (Tracked tracked : optimizer.tracked()) {
      Slot slot = Slot.startingAt(tracked.name(), tracked.start());
      places.put(PREFIX + tracked.name(), new Place(slot, Shape.of()));
    }
    return places;
  }

  private static String name(String variable, String slot) {
    return PREFIX + variable + "/" + slot;
  }

  /** Makes a variable and the operation that gives it its first value. */
  private Op add(ProgramBuilder builder, String name, Place place) {
    Variable variable = builder.variable(name, place.shape());
    variables.put(name, variable);
    var tf = builder.tf();
    float first = place.slot().held((float) place.slot().start());
    return tf.assignVariableOp(
        variable.handle(), tf.fill(tf.constant(place.shape().toLongArray()), tf.constant(first)));
  }

  Variable get(Variable variable, String slot) {
    return variables.get(name(variable.name(), slot));
  }

  Variable get(Tracked tracked) {
    return variables.get(PREFIX + tracked.name());
  }

  /** What the optimizer's own update works with, by the names of slots. */
  Map<String, Variable> own(Variable variable) {
    Map<String, Variable> own = new LinkedHashMap<>();
    optimizer
        .slots()
        .forEach(group -> group.forEach(s -> own.put(s.name(), get(variable, s.name()))));
    optimizer.scratch().forEach(name -> own.put(name, get(variable, name)));
    return own;
  }

  List<String> names() {
    return List.copyOf(places.keySet());
  }

  void start(Program program) {
    if (!start.effects().isEmpty()) {
      program.run(start, List.of(), 0);
    }
  }

  Map<String, FloatArray> read(Program program) {
    return converted(program.read(names()), Slot::kept);
  }

  void assign(Program program, Map<String, FloatArray> values) {
    Map<String, FloatArray> ordered = new LinkedHashMap<>();
    names().forEach(name -> ordered.put(name, values.get(name)));
    program.assign(converted(ordered, Slot::held));
  }

  private Map<String, FloatArray> converted(Map<String, FloatArray> values, Conversion conversion) {
    Map<String, FloatArray> converted = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          Slot slot = places.get(name).slot();
          converted.put(name, slot.shift() == 0 ? value : each(value, slot, conversion));
        });
    return converted;
  }

  private static FloatArray each(FloatArray value, Slot slot, Conversion conversion) {
    float[] data = new float[value.data().length];
    for (int i = 0; i < data.length; i++) {
      data[i] = conversion.of(slot, value.data()[i]);
    }
    return new FloatArray(value.shape(), data);
  }
}
