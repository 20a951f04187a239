package dev.peaberry.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;

class EventFileTest {
  @TempDir Path folder;

  @Test
  void beginsWithItsVersion() throws IOException {
    EventFile.create(folder).close();
    assertThat(EventRecords.read(folder))
        .extracting(Event::getFileVersion)
        .contains("brain.Event:2");
  }

  @Test
  void hasAllPointsOfAStepInOneRecord() throws IOException {
    try (EventFile file = EventFile.create(folder)) {
      file.scalars(7, Map.of("a", 1.5, "b", Double.NaN));
    }
    assertThat(EventRecords.read(folder)).hasSize(2);
    assertThat(EventRecords.tags(folder)).containsExactlyInAnyOrder("a@7", "b@7");
  }

  @Test
  void canBeReadWhileItIsWritten() throws IOException {
    try (EventFile file = EventFile.create(folder)) {
      file.scalars(1, Map.of("a", 1.0));
      assertThat(EventRecords.tags(folder)).contains("a@1");
    }
  }

  @Test
  void doesNotTouchTheFilesOfBefore() throws IOException {
    EventFile.create(folder).close();
    EventFile.create(folder).close();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  /** As TensorFlow's own files begin: 24, in 8 bytes, and what it makes of them. */
  @Test
  void checksLengthsAsTensorFlowDoes() throws IOException {
    EventFile.create(folder).close();
    try (Stream<Path> files = Files.list(folder)) {
      byte[] bytes = Files.readAllBytes(files.findFirst().orElseThrow());
      assertThat(HexFormat.of().formatHex(bytes, 0, 12)).isEqualTo("1800000000000000a37f4b22");
    }
  }
}
