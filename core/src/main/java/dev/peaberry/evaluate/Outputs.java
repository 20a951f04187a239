package dev.peaberry.evaluate;

import dev.peaberry.layer.Layer;
import dev.peaberry.model.Model;
import java.util.Set;

/** What the numbers mean that a classifier gives. */
public enum Outputs {
  /** Probabilities, 0 to 1: the model ends in softmax or, with one output, in sigmoid. */
  PROBABILITIES,
  /** Any numbers, which softmax or, for one output, sigmoid would make probabilities. */
  LOGITS;

  private static final Set<Object> TO_PROBABILITIES = Set.of("softmax", "sigmoid");

  /**
   * What a model with one output gives: probabilities if its last layer is a softmax or has softmax
   * or sigmoid as its activation, else logits.
   */
  public static Outputs of(Model model) {
    Layer last = model.members().get(model.members().size() - 1).layer();
    if (last instanceof Model nested) {
      return of(nested);
    }
    Object activation = last.configJson().getOrDefault("activation", "linear");
    return last.className().equals("Softmax") || TO_PROBABILITIES.contains(activation)
        ? PROBABILITIES
        : LOGITS;
  }
}
