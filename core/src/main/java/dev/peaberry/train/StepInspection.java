package dev.peaberry.train;

import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.engine.Array;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out why the loss of a training step is not finite: follows the numbers from the data to the
 * loss. Immutable.
 *
 * @param batch the step's
 * @param weights before the step
 * @param seed of the step's random numbers
 * @param learningRate of the updates before
 */
record StepInspection(
    Trainer trainer, Batch batch, Weights weights, Seed seed, double learningRate) {
  /** Above this, pictures have been left as bytes, or something else wants rescaling. */
  private static final double LARGE_INPUT = 20;

  /** Products of numbers above this overflow. */
  private static final double LARGE_VALUE = 1e15;

  Diagnosis diagnose() {
    return input().or(this::target).or(this::weight).orElseGet(this::step);
  }

  private Optional<Diagnosis> input() {
    List<String> names = trainer.computed().inputNames();
    for (int i = 0; i < names.size(); i++) {
      Optional<Integer> example = firstBroken(batch.inputs().get(i));
      if (example.isPresent()) {
        return Optional.of(
            ofData(Diagnosis.Place.INPUT, names.get(i), "data of input", example.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<Diagnosis> target() {
    List<String> names = trainer.computed().outputNames();
    for (int i = 0; i < names.size(); i++) {
      Optional<Integer> example = firstBroken(batch.targets().get(i));
      if (example.isPresent()) {
        return Optional.of(
            ofData(Diagnosis.Place.TARGET, names.get(i), "labels of output", example.get()));
      }
    }
    for (FloatArray exampleWeights : batch.weights()) {
      Optional<Integer> example = firstBroken(exampleWeights);
      if (example.isPresent()) {
        return Optional.of(
            ofData(Diagnosis.Place.TARGET, names.get(0), "weights of examples of", example.get()));
      }
    }
    return Optional.empty();
  }

  private static Diagnosis ofData(Diagnosis.Place place, String name, String what, int example) {
    return new Diagnosis(
        place,
        name,
        "the "
            + what
            + " "
            + name
            + " hold NaN or infinity, first in example "
            + example
            + " of the batch, counted from 0",
        List.of("looking at that example and at what prepares the data"));
  }

  /** The first example that is not finite. */
  private static Optional<Integer> firstBroken(Array array) {
    if (array instanceof FloatArray floats) {
      int length = Math.max(1, floats.data().length / Math.max(1, floats.shape().get(0)));
      for (int i = 0; i < floats.data().length; i++) {
        if (!Float.isFinite(floats.data()[i])) {
          return Optional.of(i / length);
        }
      }
    }
    return Optional.empty();
  }

  /** Gradients go backwards: the one that broke first is that of the last broken weight. */
  private Optional<Diagnosis> weight() {
    List<String> broken = new ArrayList<>();
    for (WeightSpec spec : trainer.computed().weights()) {
      if (firstBroken(weights.get(spec.name())).isPresent()) {
        broken.add(spec.name());
      }
    }
    if (broken.isEmpty()) {
      return Optional.empty();
    }
    String last = broken.get(broken.size() - 1);
    String others =
        broken.size() == 1 ? "" : " and " + (broken.size() - 1) + " weights of layers before it";
    return Optional.of(
        new Diagnosis(
            Diagnosis.Place.WEIGHT,
            last,
            "weight "
                + last
                + others
                + " became NaN or infinite in an update before this step,"
                + " whose gradients were not finite",
            calmer()));
  }

  /** Does the step again and looks at every layer. */
  private Diagnosis step() {
    Model model = trainer.computed();
    PassGraph.Feeds feeds = PassGraph.Feeds.of(batch);
    Program.Built<InspectionGraph.Inspection> built =
        Program.build(
            trainer.engine(),
            builder -> InspectionGraph.build(builder, model, trainer.loss(), feeds));
    List<String> layers = built.handles().layers();
    try (Program program = built.program()) {
      program.assign(weights.ofPart(model).asMap());
      List<FloatArray> found =
          program.run(built.handles().routine(), feeds.arrays(batch), seed.value());
      double before = largest(batch.inputs());
      for (int i = 0; i < layers.size(); i++) {
        double largest = found.get(2 * i + 1).data()[0];
        if (found.get(2 * i).data()[0] == 0) {
          return layer(layers.get(i), before, largest);
        }
        before = Math.max(before, largest);
      }
      return loss(found.subList(2 * layers.size(), found.size()), before);
    }
  }

  private Diagnosis layer(String name, double before, double largest) {
    double weight =
        weights.asMap().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(name + "/"))
            .mapToDouble(entry -> largest(List.of(entry.getValue())))
            .max()
            .orElse(0);
    boolean overflow = Math.max(Math.max(before, weight), largest) > LARGE_VALUE;
    String sizes =
        String.format(
            Locale.ROOT, "its weights reach %.3g, and what came before it %.3g", weight, before);
    List<String> remedies = new ArrayList<>();
    if (!overflow) {
      remedies.add(
          "looking at what " + name + " computes: a logarithm, a root or a quotient of 0 or less");
    }
    remedies.addAll(calmer());
    return new Diagnosis(
        Diagnosis.Place.LAYER,
        name,
        "layer " + name + " is the first that gives NaN or infinity; " + sizes,
        remedies);
  }

  private Diagnosis loss(List<FloatArray> losses, double before) {
    List<String> outputs = trainer.computed().outputNames();
    for (int i = 0; i < losses.size(); i++) {
      if (!Float.isFinite(losses.get(i).data()[0])) {
        List<String> remedies = new ArrayList<>();
        if (trainer.loss().losses().get(i).configJson().containsKey("from_logits")) {
          remedies.add("a last layer without activation and a loss from_logits");
        }
        remedies.addAll(calmer());
        return new Diagnosis(
            Diagnosis.Place.LOSS,
            outputs.get(i),
            String.format(
                Locale.ROOT,
                "all layers give finite numbers up to %.3g, and the loss of output %s does not",
                before,
                outputs.get(i)),
            remedies);
      }
    }
    return new Diagnosis(
        Diagnosis.Place.NOWHERE,
        "",
        "the same step gives a finite loss when it is done again in float32",
        calmer());
  }

  /** What keeps numbers from growing without end. */
  private List<String> calmer() {
    List<String> remedies = new ArrayList<>();
    double largest = largest(batch.inputs());
    boolean rescales =
        trainer.computed().members().stream()
            .map(member -> member.layer().className())
            .anyMatch(name -> name.equals("Rescaling") || name.endsWith("Normalization"));
    if (largest > LARGE_INPUT && !rescales) {
      remedies.add(String.format(Locale.ROOT, "rescaling the inputs, which reach %.3g", largest));
    }
    remedies.add("a learning rate below the present " + learningRate);
    if (trainer.optimizer().configJson().get("clipnorm") == null
        && trainer.optimizer().configJson().get("global_clipnorm") == null) {
      remedies.add("clipping gradients, such as by global_clipnorm=1");
    }
    return remedies;
  }

  private static double largest(List<? extends Array> arrays) {
    double largest = 0;
    for (Array array : arrays) {
      if (array instanceof FloatArray floats) {
        for (float value : floats.data()) {
          largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
      } else if (array instanceof UInt8Array bytes) {
        for (byte value : bytes.data()) {
          largest = Math.max(largest, Byte.toUnsignedInt(value));
        }
      }
    }
    return largest;
  }
}
