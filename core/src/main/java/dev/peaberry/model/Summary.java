package dev.peaberry.model;

import dev.peaberry.engine.Shape;
import dev.peaberry.layer.WeightSpec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The layers of a model with their shapes and parameters: Keras's {@code model.summary()}.
 * Immutable.
 *
 * @param model the model's name
 * @param functional whether connections are worth a column
 * @param rows one for each layer
 * @param trainable the number of parameters that gradients change
 * @param nonTrainable the number of the others
 */
public record Summary(
    String model, boolean functional, List<Row> rows, long trainable, long nonTrainable) {
  /** Copies the rows. */
  public Summary {
    rows = List.copyOf(rows);
  }

  /**
   * One layer.
   *
   * @param name its name
   * @param className its class
   * @param outputs the shapes of one example of each output
   * @param parameters the number of its parameters
   * @param trainable whether it is not frozen
   * @param connectedTo the layers whose values it takes
   * @param multiplyAdds {@link dev.peaberry.layer.Layer#multiplyAdds}, in all its uses
   */
  public record Row(
      String name,
      String className,
      List<Shape> outputs,
      long parameters,
      boolean trainable,
      List<String> connectedTo,
      long multiplyAdds) {
    /** Copies the lists. */
    public Row {
      outputs = List.copyOf(outputs);
      connectedTo = List.copyOf(connectedTo);
    }
  }

  /** The number of all parameters. */
  public long total() {
    return trainable + nonTrainable;
  }

  /** The multiplications, each with an addition, that kernels cost for one example. */
  public long multiplyAdds() {
    return rows.stream().mapToLong(Row::multiplyAdds).sum();
  }

  static Summary of(Model model) {
    List<List<Shape>> shapes = model.shapes(model.inputShapes());
    List<WeightSpec> weights = model.weights();
    List<Row> rows =
        IntStream.range(0, model.members().size())
            .mapToObj(i -> row(model, i, shapes, weights))
            .toList();
    long trainable = count(weights.stream().filter(WeightSpec::trainable).toList());
    return new Summary(
        model.name(),
        model.form() == Model.Form.FUNCTIONAL,
        rows,
        trainable,
        count(weights) - trainable);
  }

  private static Row row(
      Model model, int member, List<List<Shape>> shapes, List<WeightSpec> weights) {
    Member layer = model.members().get(member);
    List<Wiring.Use> uses = model.wiring().uses();
    int first = 0;
    while (uses.get(first).member() != member) {
      first++;
    }
    List<WeightSpec> own =
        weights.stream().filter(spec -> spec.name().startsWith(layer.name() + "/")).toList();
    List<String> connectedTo =
        uses.stream()
            .filter(use -> use.member() == member)
            .flatMap(use -> use.inputs().stream())
            .map(value -> model.members().get(uses.get(value.use()).member()).name())
            .toList();
    return new Row(
        layer.name(),
        layer.layer().className(),
        shapes.get(first),
        count(own),
        layer.trainable(),
        connectedTo,
        IntStream.range(0, uses.size())
            .filter(use -> uses.get(use).member() == member)
            .mapToLong(
                use ->
                    layer.layer().multiplyAdds(model.inputShapes(use, model.inputShapes(), shapes)))
            .sum());
  }

  private static long count(List<WeightSpec> weights) {
    return weights.stream().mapToLong(spec -> spec.shape().size()).sum();
  }

  /** Keras's table, aligned, without colours. */
  @Override
  public String toString() {
    return SummaryTable.print(this);
  }
}
