package dev.peaberry.model;

import dev.peaberry.engine.Shape;
import dev.peaberry.layer.InputLayer;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.ShapeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A model that is a chain of layers, put together one by one. Confined to one thread; {@link
 * #build} gives the immutable model.
 *
 * <pre>{@code
 * Model model =
 *     Sequential.withInput(Shape.of(32, 32, 3))
 *         .add(Rescaling.of(1.0 / 255))
 *         .add(Conv2D.of(32, 3).withActivation(Activation.RELU))
 *         .add(Flatten.of())
 *         .add("logits", Dense.of(10))
 *         .build();
 * }</pre>
 */
public final class Sequential {
  private final String name;
  private final List<Member> members = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private Shape shape;

  private Sequential(String name, Shape input) {
    this.name = name;
    this.shape = input;
  }

  /** A chain that takes examples of the given shape, without the batch axis. */
  public static Sequential withInput(Shape example) {
    return named("sequential", example);
  }

  /** A chain with a name. */
  public static Sequential named(String name, Shape example) {
    return named(name, "input_layer", InputLayer.of(example));
  }

  static Sequential named(String name, String inputName, InputLayer input) {
    Sequential chain = new Sequential(name, input.shape());
    return chain.append(new Member(inputName, input, true));
  }

  /**
   * Adds a layer, which gets its name from its class as in Keras.
   *
   * @throws ShapeException if the layer cannot take what the one before gives
   */
  public Sequential add(Layer layer) {
    return add(Model.freeName(layer, names), layer);
  }

  /**
   * Adds a layer with a name.
   *
   * @throws ShapeException if the layer cannot take what the one before gives
   */
  public Sequential add(String layerName, Layer layer) {
    return append(Model.member(layerName, layer));
  }

  Sequential append(Member member) {
    try {
      List<Shape> outputs = member.layer().outputShapes(List.of(shape));
      if (outputs.size() != 1) {
        throw new ShapeException("found " + outputs.size() + " outputs, expected one");
      }
      shape = outputs.get(0);
    } catch (ShapeException e) {
      throw ModelErrors.inLayer(member.name(), member.layer(), e);
    }
    members.add(member);
    names.add(member.name());
    return this;
  }

  /** The model. */
  public Model build() {
    return new Model(name, Model.Form.SEQUENTIAL, members, Wiring.chain(members.size()));
  }
}
