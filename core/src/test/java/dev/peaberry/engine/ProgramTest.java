package dev.peaberry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class ProgramTest {
  /** Adds what it is fed to a variable named "sum" and gives back the variable of before. */
  private static Program.Built<Routine> counter() {
    return Program.build(
        EngineOptions.DEFAULT,
        builder -> {
          Variable sum = builder.variable("sum", Shape.of(2));
          Input x = builder.input(ElementType.FLOAT32, Shape.of(2));
          return new Routine(
              List.of(x),
              List.of(sum.value()),
              List.of(builder.tf().assignAddVariableOp(sum.handle(), x.value())));
        });
  }

  @Test
  void keepsVariablesFromRunToRun() {
    Program.Built<Routine> built = counter();
    try (Program program = built.program()) {
      program.zero(List.of("sum"));
      program.run(built.handles(), List.of(FloatArray.of(1, 2)), 0);
      program.run(built.handles(), List.of(FloatArray.of(1, 2)), 0);
      assertThat(program.read(List.of("sum"))).containsEntry("sum", FloatArray.of(2, 4));
    }
  }

  @Test
  void givesVariablesTheValuesThatItIsGiven() {
    try (Program program = counter().program()) {
      program.assign(Map.of("sum", FloatArray.of(7, Float.NaN)));
      assertThat(program.read(program.variables()).get("sum"))
          .isEqualTo(FloatArray.of(7, Float.NaN));
    }
  }

  @Test
  void refusesAValueOfAnotherShape() {
    try (Program program = counter().program()) {
      assertThatThrownBy(() -> program.assign(Map.of("sum", FloatArray.of(1, 2, 3))))
          .hasMessage("sum: found shape (3,), expected (2,)");
    }
  }

  @Test
  void refusesAnUnknownVariable() {
    try (Program program = counter().program()) {
      assertThatThrownBy(() -> program.assign(Map.of("total", FloatArray.of(1, 2))))
          .hasMessage("Found no variable total, expected one of [sum]");
    }
  }

  @Test
  void refusesBytesWhereNumbersAreExpected() {
    Program.Built<Routine> built = counter();
    try (Program program = built.program()) {
      UInt8Array bytes = new UInt8Array(Shape.of(2), new byte[2]);
      assertThatThrownBy(() -> program.run(built.handles(), List.of(bytes), 0))
          .hasMessage("Found uint8(2,), expected FLOAT32");
    }
  }

  @Test
  void cannotRunOnceItIsClosed() {
    Program.Built<Routine> built = counter();
    built.program().close();
    built.program().close();
    List<FloatArray> feeds = List.of(FloatArray.of(1, 2));
    assertThatThrownBy(() -> built.program().run(built.handles(), feeds, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The program is closed");
  }

  @Test
  void drawsRandomNumbersThatTheSeedDecides() {
    Program.Built<Routine> built =
        Program.build(
            EngineOptions.DEFAULT,
            builder -> {
              var shape = builder.tf().constant(new int[] {4});
              List<Operand<TFloat32>> draws =
                  List.of(builder.uniform(shape), builder.uniform(shape));
              return new Routine(List.of(), draws, List.of());
            });
    try (Program program = built.program()) {
      List<FloatArray> first = program.run(built.handles(), List.of(), 1);
      assertThat(program.run(built.handles(), List.of(), 1)).isEqualTo(first);
      assertThat(program.run(built.handles(), List.of(), 2)).isNotEqualTo(first);
      assertThat(first.get(0)).isNotEqualTo(first.get(1));
    }
  }

  @Test
  void isUsedByManyThreadsAtOnce() throws Exception {
    Program.Built<Routine> built =
        Program.build(
            EngineOptions.DEFAULT,
            builder -> {
              Input x = builder.batchInput(ElementType.UINT8, Shape.of(3));
              return new Routine(
                  List.of(x), List.of(builder.tf().math.mul(x.value(), x.value())), List.of());
            });
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Program program = built.program()) {
      List<Future<List<FloatArray>>> results = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        byte[] bytes = {(byte) i, 0, 1};
        UInt8Array x = new UInt8Array(Shape.of(1, 3), bytes);
        results.add(threads.submit(() -> program.run(built.handles(), List.of(x), 0)));
      }
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get().get(0).data()).containsExactly((float) i * i, 0, 1);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void holdsOnToNoMemoryAfterAThousandRuns() {
    Program.Built<Routine> built =
        Program.build(
            EngineOptions.DEFAULT,
            builder -> {
              Input x = builder.batchInput(ElementType.FLOAT32, Shape.of(250_000));
              return new Routine(List.of(x), List.of(x.value()), List.of());
            });
    try (Program program = built.program()) {
      FloatArray megabyte = FloatArray.zeros(Shape.of(1, 250_000));
      for (int i = 0; i < 50; i++) {
        program.run(built.handles(), List.of(megabyte), 0);
      }
      double before = Resident.megabytes();
      for (int i = 0; i < 1000; i++) {
        program.run(built.handles(), List.of(megabyte), 0);
      }
      // A leak of either the fed or the fetched arrays would be a thousand megabytes.
      assertThat(Resident.megabytes() - before).isLessThan(600);
    }
  }

  @Test
  void saysWhichDevicesThereAreWhereAnotherIsAskedFor() {
    Device missing = new Device(Device.Type.GPU, 77);
    assertThat(Devices.list().get(0).device()).isEqualTo(Device.CPU);
    assertThatThrownBy(() -> Program.build(EngineOptions.DEFAULT.withDevice(missing), builder -> 0))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("Found no device gpu:77 on this machine, only cpu");
  }

  @Test
  void understandsTheNamesOfDevices() {
    assertThat(Device.parse("GPU:1")).isEqualTo(new Device(Device.Type.GPU, 1));
    assertThat(Device.parse("cpu")).isEqualTo(Device.CPU);
    assertThatThrownBy(() -> Device.parse("tpu"))
        .hasMessage("Found the device 'tpu', expected cpu, gpu or gpu:N such as gpu:1");
  }
}
