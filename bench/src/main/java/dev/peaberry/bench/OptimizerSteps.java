package dev.peaberry.bench;

import dev.peaberry.engine.Array;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.Variable;
import dev.peaberry.optimizer.Adadelta;
import dev.peaberry.optimizer.Adagrad;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.optimizer.AdamW;
import dev.peaberry.optimizer.Adamax;
import dev.peaberry.optimizer.Ftrl;
import dev.peaberry.optimizer.Lion;
import dev.peaberry.optimizer.Nadam;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.RMSprop;
import dev.peaberry.optimizer.SGD;
import dev.peaberry.optimizer.UpdateGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Whole updates of ten million weights beside TensorFlow's kernel alone, on weights of the same
 * shapes in the same program, in turn. AdamW, Nadam and Lion have no kernel with their formula.
 */
final class OptimizerSteps {
  private static final int[][] SHAPES = {
    {2048, 2048}, {2048, 1024}, {3, 3, 512, 512}, {3, 3, 256, 512}, {1024}, {512}
  };
  private static final int ARRAYS = 3;
  private static final int ROUNDS = 25;

  private OptimizerSteps() {}

  /** A kernel on a weight, the arrays that go with it, and its gradient. */
  private interface Kernel {
    Op on(Ops tf, List<? extends Operand<? extends TType>> at, Operand<TFloat32> gradient);
  }

  private record Candidate(String name, Optimizer optimizer, Optional<Kernel> kernel) {
    Candidate(String name, Optimizer optimizer, Kernel kernel) {
      this(name, optimizer, Optional.of(kernel));
    }
  }

  private record Routines(UpdateGraph graph, Routine ours, Routine kernel) {}

  private static Operand<TFloat32> c(Ops tf, double number) {
    return tf.constant((float) number);
  }

  private static List<Candidate> candidates() {
    return Stream.of(gradients(), moments(), adaptive()).flatMap(List::stream).toList();
  }

  private static List<Candidate> gradients() {
    return List.of(
        new Candidate(
            "sgd",
            SGD.of(),
            (tf, at, g) -> tf.train.resourceApplyGradientDescent(at.get(0), c(tf, 1e-3), g)),
        new Candidate(
            "sgd_momentum",
            SGD.of().withMomentum(0.9),
            (tf, at, g) ->
                tf.train.resourceApplyKerasMomentum(
                    at.get(0), at.get(1), c(tf, 1e-3), g, c(tf, 0.9))),
        new Candidate("lion", Lion.of(), Optional.empty()));
  }

  private static List<Candidate> moments() {
    return List.of(
        new Candidate(
            "adam",
            Adam.of(),
            (tf, at, g) ->
                tf.train.resourceApplyAdam(
                    at.get(0),
                    at.get(1),
                    at.get(2),
                    c(tf, 0.9),
                    c(tf, 0.999),
                    c(tf, 1e-3),
                    c(tf, 0.9),
                    c(tf, 0.999),
                    c(tf, 1e-7),
                    g)),
        new Candidate(
            "adam_amsgrad",
            Adam.of().withAmsgrad(),
            (tf, at, g) ->
                tf.train.resourceApplyAdamWithAmsgrad(
                    at.get(0),
                    at.get(1),
                    at.get(2),
                    at.get(3),
                    c(tf, 0.9),
                    c(tf, 0.999),
                    c(tf, 1e-3),
                    c(tf, 0.9),
                    c(tf, 0.999),
                    c(tf, 1e-7),
                    g)),
        new Candidate("adamw", AdamW.of(), Optional.empty()),
        new Candidate("nadam", Nadam.of(), Optional.empty()));
  }

  private static List<Candidate> adaptive() {
    return List.of(
        new Candidate(
            "adamax",
            Adamax.of(),
            (tf, at, g) ->
                tf.train.resourceApplyAdaMax(
                    at.get(0),
                    at.get(1),
                    at.get(2),
                    c(tf, 0.9),
                    c(tf, 1e-3),
                    c(tf, 0.9),
                    c(tf, 0.999),
                    c(tf, 1e-7),
                    g)),
        new Candidate(
            "rmsprop",
            RMSprop.of(),
            (tf, at, g) ->
                tf.train.resourceApplyRmsProp(
                    at.get(0),
                    at.get(1),
                    at.get(2),
                    c(tf, 1e-3),
                    c(tf, 0.9),
                    c(tf, 0),
                    c(tf, 1e-7),
                    g)),
        new Candidate(
            "adagrad",
            Adagrad.of(),
            (tf, at, g) ->
                tf.train.resourceApplyAdagrad(at.get(0), at.get(1), c(tf, 1e-3), c(tf, 1e-7), g)),
        new Candidate(
            "adadelta",
            Adadelta.of(),
            (tf, at, g) ->
                tf.train.resourceApplyAdadelta(
                    at.get(0), at.get(1), at.get(2), c(tf, 1e-3), c(tf, 0.95), c(tf, 1e-7), g)),
        new Candidate(
            "ftrl",
            Ftrl.of(),
            (tf, at, g) ->
                tf.train.resourceApplyFtrl(
                    at.get(0),
                    at.get(1),
                    at.get(2),
                    g,
                    c(tf, 1e-3),
                    c(tf, 0),
                    c(tf, 0),
                    c(tf, 0),
                    c(tf, -0.5))));
  }

  /** Measures every optimizer and prints a line for each. */
  static void run(String job) {
    for (Candidate candidate : candidates()) {
      Program.Built<Routines> built =
          Program.build(EngineOptions.DEFAULT, builder -> routines(builder, candidate));
      try (Program program = built.program()) {
        fill(program);
        measure(job, candidate, program, built.handles());
      }
    }
  }

  private static Routines routines(ProgramBuilder builder, Candidate candidate) {
    List<Variable> weights = new ArrayList<>();
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    List<Op> alone = new ArrayList<>();
    for (int i = 0; i < SHAPES.length; i++) {
      Shape shape = Shape.of(SHAPES[i]);
      weights.add(builder.variable("weight" + i, shape));
      Operand<TFloat32> gradient = builder.variable("gradient" + i, shape).value();
      gradients.add(gradient);
      int layer = i;
      Consumer<Kernel> add =
          kernel -> {
            List<Operand<? extends TType>> at = new ArrayList<>();
            for (int a = 0; a <= ARRAYS; a++) {
              at.add(builder.variable("array" + layer + "/" + a, shape).handle());
            }
            alone.add(kernel.on(builder.tf(), at, gradient));
          };
      candidate.kernel().ifPresent(add);
    }
    UpdateGraph graph = UpdateGraph.of(builder, candidate.optimizer(), weights);
    List<Op> update = graph.apply(gradients).byTurn().get(graph.turn(0));
    List<Input> inputs = graph.inputs();
    return new Routines(
        graph, new Routine(inputs, List.of(), update), new Routine(List.of(), List.of(), alone));
  }

  private static void fill(Program program) {
    Random random = new Random(1);
    for (String name : program.variables()) {
      if (!name.startsWith("optimizer/")) {
        Shape shape = Shape.of(SHAPES[Integer.parseInt(name.replaceAll("\\D*(\\d+).*", "$1"))]);
        FloatArray value = FloatArray.zeros(shape);
        for (int i = 0; i < value.data().length; i++) {
          value.data()[i] = random.nextFloat() - (name.startsWith("array") ? 0 : 0.5f);
        }
        program.assign(Map.of(name, value));
      }
    }
  }

  private static void measure(String job, Candidate candidate, Program program, Routines routines) {
    routines.graph().start(program);
    List<Double> ours = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      List<? extends Array> feeds =
          routines.graph().feeds(routines.graph().step(round, 1e-3, Optional.empty()));
      double mine = seconds(program, routines.ours(), feeds);
      double theirs =
          candidate.kernel().isPresent() ? seconds(program, routines.kernel(), List.of()) : 0;
      if (round > 0) {
        ours.add(mine);
        alone.add(theirs);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "{\"job\": \"%s.%s\", \"peer\": \"peaberry\", \"ms_per_step\": %.3f%s}%n",
        job,
        candidate.name(),
        Jobs.median(ours) * 1e3,
        candidate
            .kernel()
            .map(kernel -> ", \"kernel_ms\": %.3f".formatted(Jobs.median(alone) * 1e3))
            .orElse(""));
  }

  private static double seconds(Program program, Routine routine, List<? extends Array> feeds) {
    long start = System.nanoTime();
    program.run(routine, feeds, 0);
    return (System.nanoTime() - start) / 1e9;
  }
}
