package dev.peaberry.cli;

import dev.peaberry.config.Notation;
import dev.peaberry.model.Member;
import dev.peaberry.model.Model;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A part of a training in which more layers learn than before, usually at a low rate: fine-tuning.
 * It begins with the best weights so far and an optimizer that remembers nothing. Immutable.
 *
 * @param layers patterns of the names of those that learn from now on
 * @param epochs at least 1
 * @param learningRate a number, or a schedule as JSON; empty for the first phase's
 */
record Phase(List<String> layers, int epochs, Optional<Object> learningRate) {
  private static final String LAYERS = "layers";
  private static final String EPOCHS = "epochs";
  private static final String LEARNING_RATE = "learning_rate";
  private static final Set<String> OPTIONS = Set.of(LAYERS, EPOCHS, LEARNING_RATE);
  private static final String EXAMPLE = "layers=block5*, epochs=10, learning_rate=1e-5";

  Phase {
    layers = List.copyOf(layers);
  }

  /**
   * The phase that a text describes.
   *
   * @throws InputException if it describes none
   */
  static Phase parse(String text) {
    Map<String, Object> options =
        NamedObjects.readable("phase(" + text + ")", Notation::object).config();
    for (String option : options.keySet()) {
      if (!OPTIONS.contains(option)) {
        throw new InputException(
            "Found '%s' in --fine-tune, expected layers, epochs and learning_rate, as in \"%s\""
                .formatted(option, EXAMPLE));
      }
    }
    try {
      return fromJson(options);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "Cannot read --fine-tune \"%s\": %s; write it as in \"%s\""
              .formatted(text, e.getMessage(), EXAMPLE),
          e);
    }
  }

  /** A model with these layers learning, too. */
  Model thaw(Model model) {
    LayerPatterns learning = LayerPatterns.of("--fine-tune", layers, model);
    Set<String> frozen =
        model.members().stream()
            .filter(member -> !member.trainable() && !learning.matches(member.name()))
            .map(Member::name)
            .collect(Collectors.toSet());
    return model.withFrozen(frozen::contains);
  }

  /**
   * The optimizer of this phase.
   *
   * @param first the one of the first phase
   */
  Optimizer optimizer(Optimizer first) {
    if (learningRate.isEmpty()) {
      return first;
    }
    Map<String, Object> config = new LinkedHashMap<>(first.configJson());
    config.put(LEARNING_RATE, learningRate.get());
    return NamedObjects.create(
        "optimizer", Optimizers.REGISTRY, new Notation.Written(first.className(), config));
  }

  /** As a manifest has it. */
  Map<String, Object> toJson() {
    return Json.map(LAYERS, layers, EPOCHS, epochs, LEARNING_RATE, learningRate.orElse(null));
  }

  /**
   * What a manifest has.
   *
   * @throws IllegalArgumentException if something is missing or is not what it should be
   */
  static Phase fromJson(Map<String, ?> json) {
    Object layers = json.get(LAYERS);
    List<?> names = layers instanceof List<?> list ? list : List.of(String.valueOf(layers));
    if (layers == null || names.isEmpty()) {
      throw new IllegalArgumentException("found no layers, expected the names of some");
    }
    int epochs = Json.require(json, EPOCHS, Integer.class);
    if (epochs < 1) {
      throw new IllegalArgumentException("found " + epochs + " epochs, expected 1 or more");
    }
    return new Phase(
        names.stream().map(String::valueOf).toList(),
        epochs,
        Optional.ofNullable(json.get(LEARNING_RATE)));
  }
}
