package dev.peaberry.lint;

import dev.peaberry.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An output of a model and the loss that judges it. Immutable.
 *
 * @param site what gives the output
 * @param loss what makes it better, if it is known
 */
record Head(Site site, Optional<Loss> loss) {
  private static final Set<String> CROSS_ENTROPIES =
      Set.of(
          "BinaryCrossentropy",
          "BinaryFocalCrossentropy",
          "CategoricalCrossentropy",
          "CategoricalFocalCrossentropy",
          "SparseCategoricalCrossentropy");
  private static final Set<String> OF_PROBABILITIES =
      Set.of("CategoricalGeneralizedCrossEntropy", "KLDivergence", "Dice", "Tversky");
  private static final Set<String> BINARY = Set.of("BinaryCrossentropy", "BinaryFocalCrossentropy");

  /** The number of its units: classes, or 1 for two classes. */
  int units() {
    return site.output().rank() == 0 ? 1 : site.output().last();
  }

  /** Whether its loss takes logits. */
  boolean takesLogits() {
    return loss.isPresent() && Boolean.TRUE.equals(loss.get().configJson().get("from_logits"));
  }

  /** Whether its loss takes probabilities. */
  boolean takesProbabilities() {
    return loss.isPresent()
        && !takesLogits()
        && (isCrossEntropy() || OF_PROBABILITIES.contains(loss.get().className()));
  }

  boolean isCrossEntropy() {
    return loss.isPresent() && CROSS_ENTROPIES.contains(loss.get().className());
  }

  /** Whether its loss judges each unit by itself. */
  boolean isBinary() {
    return loss.isPresent() && BINARY.contains(loss.get().className());
  }

  /** Whether its loss judges the units as classes of which one is right. */
  boolean isCategorical() {
    return isCrossEntropy() && !isBinary();
  }

  /**
   * Whether its loss takes logits, is given probabilities, and is computed from what these come
   * from all the same; so do Keras's plain cross-entropies, the focal ones do not.
   */
  boolean recoversLogits() {
    return takesLogits()
        && isCrossEntropy()
        && !lossName().contains("focal")
        && endsWith("softmax", "sigmoid");
  }

  /** The loss's name in Keras, for messages. */
  String lossName() {
    return loss.map(Loss::keyword).orElse("loss");
  }

  /** The sites from the output back to the one that computes it, which is the last. */
  List<Site> tail() {
    List<Site> tail = new ArrayList<>(List.of(site));
    Site at = site;
    while (passesOn(at)) {
      at = at.before().get(0);
      tail.add(at);
    }
    return tail;
  }

  private static boolean passesOn(Site site) {
    boolean only = site.before().size() == 1;
    return switch (site.role()) {
      case SHAPE, DROPOUT, NOISE -> only;
      case ACTIVATION -> only && !site.activates();
      default -> false;
    };
  }

  /** The layer with whose activation the output ends. */
  Site last() {
    List<Site> tail = tail();
    return tail.get(tail.size() - 1);
  }

  /**
   * The activation that the output ends with, {@code "linear"} for raw numbers; empty where that
   * cannot be said, as after a merge.
   */
  Optional<String> activation() {
    Site last = last();
    return switch (last.role()) {
      case LINEAR, ACTIVATION -> Optional.of(last.activation());
      case AVERAGE_POOLING ->
          last.before().get(0).is(Role.LINEAR) && !last.before().get(0).activates()
              ? Optional.of("linear")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Whether the output ends with one of these activations. */
  boolean endsWith(String... activations) {
    return activation().isPresent() && Set.of(activations).contains(activation().get());
  }

  /** How a dense last layer is written, for advice. */
  String code(String activation) {
    String dense = "Dense.of(" + units() + ")";
    return activation.equals("linear")
        ? dense
        : dense + ".withActivation(Activation." + activation.toUpperCase(Locale.ROOT) + ")";
  }
}
