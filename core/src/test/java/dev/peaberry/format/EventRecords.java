package dev.peaberry.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** Reads the event files of a folder without looking at checksums, up to a record cut short. */
public final class EventRecords {
  private EventRecords() {}

  /** All events, of the files in the order of their names. */
  public static List<Event> read(Path folder) throws IOException {
    List<Event> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.remaining() >= Long.BYTES + 2 * Integer.BYTES) {
          int length = Math.toIntExact(bytes.getLong());
          bytes.getInt();
          if (bytes.remaining() < length + Integer.BYTES) {
            break;
          }
          events.add(Event.parseFrom(bytes.slice(bytes.position(), length)));
          bytes.position(bytes.position() + length + Integer.BYTES);
        }
      }
    }
    return events;
  }

  /** Every value as "tag@step". */
  public static List<String> tags(Path folder) {
    try {
      return read(folder).stream()
          .flatMap(
              event ->
                  event.getSummary().getValueList().stream()
                      .map(Summary.Value::getTag)
                      .map(tag -> tag + "@" + event.getStep()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
