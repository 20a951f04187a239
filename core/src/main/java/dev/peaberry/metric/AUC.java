package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The area under the curve of two rates over all thresholds, approximated at 200 of them. Labels
 * are 0 or 1 for each output, {@code (N, outputs)}; class indices {@code (N)} stand for one-hot
 * rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/classification_metrics/#auc-class">keras.io</a>.
 *
 * @param config the settings
 */
public record AUC(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("AUC");
  private static final Option<Integer> NUM_THRESHOLDS =
      Option.of("num_thresholds", Kinds.integerFrom(2), 200);
  private static final Option<Curve> CURVE =
      Option.of("curve", inAnyCase(Kinds.choice(Curve.class, Curve::name)), Curve.ROC);
  private static final Option<SummationMethod> SUMMATION_METHOD =
      Option.of(
          "summation_method",
          inAnyCase(Kinds.choice(SummationMethod.class)),
          SummationMethod.INTERPOLATION);
  private static final Option<Boolean> MULTI_LABEL = Option.of("multi_label", Kinds.bool(), false);
  private static final Option<Optional<Integer>> NUM_LABELS =
      Option.of("num_labels", Kinds.integerFrom(1).optional(), Optional.empty());
  private static final Option<Optional<List<Double>>> LABEL_WEIGHTS =
      Option.of("label_weights", weights().optional(), Optional.empty());
  private static final Option<Optional<List<Double>>> THRESHOLDS =
      Option.of("thresholds", Kinds.listOf(Kinds.fraction()).optional(), Optional.empty());

  /** What the two rates are. */
  public enum Curve {
    /** The recall over the rate of false positives. */
    ROC,
    /** The precision over the recall. */
    PR,
    /** The precision gain over the recall gain, which compare with always answering yes. */
    PRGAIN
  }

  /** How high the curve is between two thresholds. */
  public enum SummationMethod {
    /** In between; of a PR curve by true and false positives (Davis and Goadrich 2006). */
    INTERPOLATION,
    /** As high as its lower end. */
    MINORING,
    /** As high as its higher end. */
    MAJORING
  }

  /** Keras's AUC. */
  public static final Schema<AUC> SCHEMA =
      Schema.of(
          "AUC",
          AUC::new,
          NAME,
          Options.DTYPE,
          NUM_THRESHOLDS,
          CURVE,
          SUMMATION_METHOD,
          MULTI_LABEL,
          NUM_LABELS,
          LABEL_WEIGHTS,
          Options.FROM_LOGITS,
          THRESHOLDS);

  /**
   * Checks that the settings are those of an AUC, and sorts the thresholds as Keras does.
   *
   * @throws ConfigException if labels are numbered that are not apart
   */
  public AUC {
    SCHEMA.require(config);
    if (config.get(NUM_LABELS).isPresent() && !config.get(MULTI_LABEL)) {
      throw new ConfigException(
          "AUC.num_labels: found "
              + config.get(NUM_LABELS).get()
              + ", expected none unless multi_label is true");
    }
    Optional<List<Double>> thresholds = config.get(THRESHOLDS);
    if (thresholds.isPresent()) {
      config =
          config
              .with(THRESHOLDS, Optional.of(thresholds.get().stream().sorted().toList()))
              .with(NUM_THRESHOLDS, thresholds.get().size() + 2);
    }
  }

  /** Under the ROC curve, of probabilities, all outputs together. */
  public static AUC of() {
    return new AUC(SCHEMA.defaults());
  }

  /** Under another curve. */
  public AUC withCurve(Curve curve) {
    return new AUC(config.with(CURVE, curve));
  }

  /** With another height between thresholds. */
  public AUC withSummationMethod(SummationMethod method) {
    return new AUC(config.with(SUMMATION_METHOD, method));
  }

  /** With another number of thresholds, evenly from 0 to 1, both ends included. */
  public AUC withNumThresholds(int number) {
    return new AUC(config.with(THRESHOLDS, Optional.empty()).with(NUM_THRESHOLDS, number));
  }

  /** With these thresholds, 0 to 1, and the two ends. */
  public AUC withThresholds(List<Double> thresholds) {
    return new AUC(config.with(THRESHOLDS, Optional.of(thresholds)));
  }

  /** With a curve for each output and the mean of the areas. */
  public AUC withMultiLabel() {
    return new AUC(config.with(MULTI_LABEL, true));
  }

  /** With a weight for each output: of its curve's area or, without multi_label, of its counts. */
  public AUC withLabelWeights(List<Double> weights) {
    return new AUC(config.with(LABEL_WEIGHTS, Optional.of(weights)));
  }

  /** Of logits, which a sigmoid makes probabilities. */
  public AUC withFromLogits() {
    return new AUC(config.with(Options.FROM_LOGITS, true));
  }

  /** Under another name. */
  public AUC withName(String name) {
    return new AUC(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  /** As Keras has it: thresholds are left out where their number says everything. */
  @Override
  public Map<String, Object> configJson() {
    Map<String, Object> json = config.toJson();
    if (config.get(THRESHOLDS).isEmpty()) {
      json.remove(THRESHOLDS.name());
    }
    return json;
  }

  @Override
  public Accumulator start() {
    Optional<List<Double>> weights = config.get(LABEL_WEIGHTS);
    boolean apart = config.get(MULTI_LABEL);
    return new ThresholdAccumulator(
        new ThresholdAccumulator.Outputs(
            Optional.empty(),
            Optional.empty(),
            weights.map(List::size).or(() -> config.get(NUM_LABELS)),
            apart,
            config.get(Options.FROM_LOGITS),
            apart ? List.of() : weights.orElse(List.of())),
        Thresholds.between(config.get(THRESHOLDS).orElseGet(this::evenThresholds)),
        counts -> List.of(area(counts, weights)));
  }

  private List<Double> evenThresholds() {
    int steps = config.get(NUM_THRESHOLDS) - 1;
    return IntStream.range(1, steps).mapToObj(i -> (double) i / steps).toList();
  }

  private double area(ThresholdCounts counts, Optional<List<Double>> weights) {
    double sum = 0;
    double all = 0;
    for (int label = 0; label < counts.labels(); label++) {
      double weight = weights.isPresent() && counts.labels() > 1 ? weights.get().get(label) : 1;
      sum +=
          weight
              * CurveArea.of(counts.curve(label), config.get(CURVE), config.get(SUMMATION_METHOD));
      all += weight;
    }
    return all == 0 ? 0 : sum / all;
  }

  private static <T> Kind<T> inAnyCase(Kind<T> kind) {
    return Kind.of(
        kind.allowed(),
        json ->
            kind.parse(String.valueOf(json).toUpperCase(Locale.ROOT))
                .or(() -> kind.parse(String.valueOf(json).toLowerCase(Locale.ROOT))),
        kind::toJson);
  }

  /** Keras writes them as a tensor and reads them only as a list. */
  private static Kind<List<Double>> weights() {
    Kind<List<Double>> list = Kinds.listOf(Kinds.notNegative());
    return Kind.<List<Double>>of(
            list.allowed(),
            json ->
                json instanceof Map<?, ?> tensor && tensor.get("config") instanceof Map<?, ?> inner
                    ? list.parse(inner.get("value"))
                    : list.parse(json),
            list::toJson)
        .where(list.allowed(), list::allows);
  }
}
