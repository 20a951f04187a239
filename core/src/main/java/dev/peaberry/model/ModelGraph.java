package dev.peaberry.model;

import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Variable;
import dev.peaberry.layer.WeightSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A model's part in a program: its variables and its operations. Confined to one thread. */
public final class ModelGraph {
  private final ProgramBuilder builder;
  private final Model model;
  private final Map<String, Variable> variables;

  private ModelGraph(ProgramBuilder builder, Model model, Map<String, Variable> variables) {
    this.builder = builder;
    this.model = model;
    this.variables = variables;
  }

  /** Adds a model's weights to a program, as variables named by their paths. */
  public static ModelGraph of(ProgramBuilder builder, Model model) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    for (WeightSpec spec : model.weights()) {
      variables.put(spec.name(), builder.variable(spec.name(), spec.shape()));
    }
    return new ModelGraph(builder, model, variables);
  }

  /** A model's operations in inference, as TensorFlow's protocol buffer GraphDef. */
  public static byte[] draw(Model model) {
    return Program.draw(builder -> of(builder, model).inference(ElementType.FLOAT32));
  }

  /** The weights' variables by path. */
  public Map<String, Variable> variables() {
    return variables;
  }

  /** Places to feed a batch for each of the model's inputs. */
  public List<Input> inputs(ElementType type) {
    return model.inputShapes().stream().map(shape -> builder.batchInput(type, shape)).toList();
  }

  /**
   * The model's operations.
   *
   * @param scope from {@link #scope}
   */
  public List<Operand<TFloat32>> call(GraphScope scope, List<Input> inputs) {
    return model.call(
        scope, inputs.stream().<Operand<TFloat32>>map(Input::value).toList(), model.inputShapes());
  }

  /** What the model's layers see: whether the program trains, and the weights. */
  public GraphScope scope(boolean training) {
    return GraphScope.root(builder, variables, training);
  }

  /** The model from its inputs to its outputs. */
  public Routine inference(ElementType type) {
    List<Input> inputs = inputs(type);
    return new Routine(inputs, call(scope(false), inputs), List.of());
  }
}
