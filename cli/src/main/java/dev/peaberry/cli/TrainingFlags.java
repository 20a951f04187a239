package dev.peaberry.cli;

import dev.peaberry.callback.Callbacks;
import dev.peaberry.config.Notation;
import dev.peaberry.config.Registry;
import dev.peaberry.data.LabelMode;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Losses;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.metric.Metric;
import dev.peaberry.metric.Metrics;
import dev.peaberry.optimizer.LearningRate;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import dev.peaberry.train.Callback;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/**
 * The options of {@code train} that are Keras's {@code compile} and {@code fit}. Objects are
 * written as {@code name} or {@code name(option=value, ...)} with Keras's names.
 */
final class TrainingFlags {
  private static final String LEARNING_RATE = "learning_rate";
  private static final String FROM_LOGITS = "from_logits";
  private static final String NAME = "name";
  private static final Set<String> ACCURACY = Set.of("accuracy", "acc");

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "adam",
      description =
          "Any of Keras's, such as adam (the default), adamw or \"sgd(momentum=0.9,"
              + " nesterov=true)\".")
  private String optimizer;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "A number, or a schedule such as \"exponential_decay(initial_learning_rate=0.001,"
              + " decay_steps=20, decay_rate=0.95)\". Default: Keras's of the optimizer.")
  private String learningRate;

  @Option(
      names = "--label-mode",
      paramLabel = "MODE",
      description =
          "How labels are encoded: int (the default), categorical, binary for two classes, or"
              + " multi_hot (the default if a picture has several).")
  private String labelMode;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description =
          "What is made small; any of Keras's, such as mse or"
              + " \"categorical_crossentropy(label_smoothing=0.1)\". Default: the crossentropy"
              + " that suits the label mode.")
  private String loss;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "What is measured besides accuracy; any of Keras's, such as \"f1_score(average=macro)\"."
              + " May be given several times.")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--callback",
      paramLabel = "NAME",
      description =
          "What follows the training; any of Keras's, such as \"early_stopping(patience=5,"
              + " restore_best_weights=true)\". May be given several times.")
  private List<String> callbacks = new ArrayList<>();

  @Option(
      names = "--monitor",
      paramLabel = "NAME",
      defaultValue = "val_loss",
      description =
          "What makes an epoch the best, such as val_accuracy. Default: ${DEFAULT-VALUE}.")
  private String monitor;

  @Option(
      names = "--fine-tune",
      paramLabel = "PHASE",
      description =
          "Go on from the best weights with more layers that learn, such as \"layers=block5*,"
              + " epochs=10, learning_rate=1e-5\". May be given several times, one phase after the"
              + " other.")
  private List<String> phases = new ArrayList<>();

  @Option(
      names = "--layer-rate",
      paramLabel = "LAYERS=FACTOR",
      description =
          "Layers that learn at a multiple of the learning rate, such as block5*=0.1. May be given"
              + " several times; of several that name a layer the first one counts.")
  private List<String> layerRates = new ArrayList<>();

  /** The phases after the first one. */
  List<Phase> phases() {
    return phases.stream().map(Phase::parse).toList();
  }

  /**
   * The settings that were asked for.
   *
   * @param several whether some picture has several labels
   */
  TrainingSettings settings(boolean several, boolean mixed) {
    Loss chosenLoss = chooseLoss(several, mixed);
    LabelMode mode = TrainingSettings.labelMode(chosenLoss, wantsSeveral(several));
    List<Metric> measured = new ArrayList<>(List.of(TrainingSettings.accuracy(mode, chosenLoss)));
    for (String text : metrics) {
      Metric metric = metric(text);
      if (measured.stream().noneMatch(other -> other.name().equals(metric.name()))) {
        measured.add(metric);
      }
    }
    List<Callback> following =
        callbacks.stream()
            .map(text -> NamedObjects.read("callback", Callbacks.REGISTRY, text))
            .toList();
    return new TrainingSettings(
        mode,
        chosenLoss,
        chooseOptimizer(),
        layerRates.stream().map(LayerRate::parse).toList(),
        measured,
        following,
        knownMonitor(measured));
  }

  private boolean wantsSeveral(boolean several) {
    return several || TrainingSettings.word(LabelMode.MULTI_HOT).equals(labelMode);
  }

  /** Keras logs a metric that is asked for by a short name under that name. */
  private static Metric metric(String text) {
    Notation.Written written = NamedObjects.written(text);
    String full = Metrics.className(written.className());
    if (ACCURACY.contains(written.className()) && written.config().isEmpty()) {
      return AutoAccuracy.of();
    }
    boolean isShort = !full.equals(written.className()) && !written.has(NAME);
    Notation.Written whole = new Notation.Written(full, written.config());
    return NamedObjects.create(
        "metric", Metrics.REGISTRY, isShort ? whole.with(NAME, written.className()) : whole);
  }

  /** The monitored name, if it is one that will be in the logs. */
  private String knownMonitor(List<Metric> measured) {
    List<String> names = new ArrayList<>(List.of("val_loss", "loss"));
    for (Metric metric : measured) {
      names.add("val_" + metric.name());
      names.add(metric.name());
    }
    // A metric with several results logs each with something after its name.
    if (names.stream().noneMatch(monitor::startsWith)) {
      throw new InputException(Recipe.unknown("monitored value", monitor, names));
    }
    return monitor;
  }

  private Optimizer chooseOptimizer() {
    Notation.Written written = NamedObjects.written(optimizer);
    if (learningRate != null) {
      if (written.has(LEARNING_RATE)) {
        throw new InputException(
            "Found a learning rate in --optimizer and in --learning-rate; leave one of them out");
      }
      written = written.with(LEARNING_RATE, NamedObjects.readable(learningRate, Notation::value));
    }
    Optimizer chosen = NamedObjects.create("optimizer", Optimizers.REGISTRY, written);
    if (chosen.learningRate() instanceof LearningRate.Constant constant && constant.rate() <= 0) {
      throw new InputException(
          "Found the learning rate %s, expected a number above 0, such as 0.001"
              .formatted(constant.rate()));
    }
    return chosen;
  }

  private Loss chooseLoss(boolean several, boolean mixed) {
    List<String> modes = Stream.of(LabelMode.values()).map(TrainingSettings::word).toList();
    if (labelMode != null && !modes.contains(labelMode)) {
      throw new InputException(Recipe.unknown("label mode", labelMode, modes));
    }
    if (several && labelMode != null && !wantsSeveral(false)) {
      throw new InputException(
          "Found the label mode %s and pictures with several labels, expected multi_hot; leave it"
                  .formatted(labelMode)
              + " out");
    }
    Notation.Written text = NamedObjects.written(loss == null ? usualLoss(several, mixed) : loss);
    Notation.Written written =
        new Notation.Written(Losses.className(text.className()), text.config());
    boolean unsaid = takesLogits(written.className()) && !written.has(FROM_LOGITS);
    Loss chosen =
        NamedObjects.create(
            "loss", Losses.REGISTRY, unsaid ? written.with(FROM_LOGITS, true) : written);
    LabelMode wanted = TrainingSettings.labelMode(chosen, wantsSeveral(several));
    if (labelMode != null && !TrainingSettings.word(wanted).equals(labelMode)) {
      throw new InputException(
          "Found the label mode %s with the loss %s, expected %s; leave one of them out"
              .formatted(labelMode, loss, TrainingSettings.word(wanted)));
    }
    if (mixed && wanted == LabelMode.INT) {
      throw new InputException(
          "Found the loss %s with an augmentation that mixes labels, expected one for categorical"
                  .formatted(Registry.shortName(chosen.className()))
              + " labels; use --loss categorical_crossentropy");
    }
    return chosen;
  }

  private String usualLoss(boolean several, boolean mixed) {
    if (wantsSeveral(several)) {
      return "binary_crossentropy";
    }
    return switch (labelMode == null ? (mixed ? "categorical" : "int") : labelMode) {
      case "categorical" -> "categorical_crossentropy";
      case "binary" -> "binary_crossentropy";
      default -> "sparse_categorical_crossentropy";
    };
  }

  private static boolean takesLogits(String loss) {
    return Losses.REGISTRY.find(loss).stream()
        .flatMap(schema -> schema.options().stream())
        .anyMatch(option -> option.name().equals(FROM_LOGITS));
  }
}
