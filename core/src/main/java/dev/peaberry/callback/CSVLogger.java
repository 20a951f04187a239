package dev.peaberry.callback;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Callback;
import dev.peaberry.train.CallbackMemory;
import dev.peaberry.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a row for each epoch, counted from 0, into a table as Keras does: sorted columns, {@code
 * NA} for what is missing, lines that end in CR LF. A row is written in one go, so that a kill
 * leaves whole lines; a training that is resumed cuts off the rows that its checkpoint does not
 * know. See <a href="https://keras.io/api/callbacks/csv_logger/">keras.io</a>.
 *
 * @param config the settings
 */
public record CSVLogger(Config config) implements Callback, Configured {
  private static final Option<Path> FILENAME = Option.required("filename", Options.path());
  private static final Option<String> SEPARATOR =
      Option.of(
          "separator",
          Kinds.text()
              .where(
                  "one character that is no quote, letter, digit or line break",
                  text -> text.length() == 1 && text.matches("[^\\w\"\\r\\n.+-]")),
          ",");
  private static final Option<Boolean> APPEND = Option.of("append", Kinds.bool(), false);

  /** Keras's CSVLogger. */
  public static final Schema<CSVLogger> SCHEMA =
      Schema.of("CSVLogger", CSVLogger::new, FILENAME, SEPARATOR, APPEND);

  /** Checks that the settings are a CSVLogger's. */
  public CSVLogger {
    SCHEMA.require(config);
  }

  /** Into a file, which is begun anew by each training. */
  public static CSVLogger to(Path file) {
    return new CSVLogger(SCHEMA.with(FILENAME, file));
  }

  /**
   * With another character between columns.
   *
   * @throws ConfigException if it is none that can be told from the columns
   */
  public CSVLogger withSeparator(String character) {
    return new CSVLogger(config.with(SEPARATOR, character));
  }

  /** Going on with a file that is there. */
  public CSVLogger withAppend() {
    return new CSVLogger(config.with(APPEND, true));
  }

  @Override
  public ActiveCallback begin(Training training) {
    return new Active(config);
  }

  private static final class Active implements ActiveCallback {
    private static final String LINE_END = "\r\n";
    private static final String VALIDATION = "val_";

    private final Path file;
    private final String separator;
    private final boolean append;
    private List<String> columns = List.of();
    private Optional<Long> known = Optional.empty();

    Active(Config config) {
      this.file = config.get(FILENAME);
      this.separator = config.get(SEPARATOR);
      this.append = config.get(APPEND);
    }

    @Override
    public void trainingStarted() {
      try {
        if (file.toAbsolutePath().getParent() != null) {
          Files.createDirectories(file.toAbsolutePath().getParent());
        }
        try (FileChannel channel = open()) {
          long size = channel.size();
          channel.truncate(known.orElse(append ? size : 0L));
          endLastLine(channel);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A file to be gone on with may have been cut off by somebody else. */
    private static void endLastLine(FileChannel channel) throws IOException {
      ByteBuffer last = ByteBuffer.allocate(1);
      if (channel.size() > 0
          && channel.read(last, channel.size() - 1) == 1
          && last.get(0) != '\n') {
        channel.write(ByteBuffer.wrap(LINE_END.getBytes(StandardCharsets.UTF_8)), channel.size());
      }
    }

    private FileChannel open() throws IOException {
      return FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public void epochDone(EpochReport report) {
      Map<String, Double> logs = report.result().logs();
      StringBuilder lines = new StringBuilder();
      try (FileChannel channel = open()) {
        channel.position(channel.size());
        if (columns.isEmpty()) {
          columns = columns(logs);
        }
        if (channel.size() == 0) {
          lines.append(line(Stream.concat(Stream.of("epoch"), columns.stream())));
        }
        Stream<String> values =
            columns.stream()
                .map(name -> logs.containsKey(name) ? PythonNumber.text(logs.get(name)) : "NA");
        lines.append(line(Stream.concat(Stream.of(String.valueOf(report.epoch())), values)));
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        known = Optional.of(channel.position());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Those of the first epoch; as in Keras a validation that is to come finds its columns. */
    private static List<String> columns(Map<String, Double> logs) {
      List<String> names = new ArrayList<>(new TreeSet<>(logs.keySet()));
      if (names.stream().noneMatch(name -> name.startsWith(VALIDATION))) {
        names.addAll(names.stream().map(name -> VALIDATION + name).toList());
      }
      return names;
    }

    private String line(Stream<String> values) {
      return values
              .map(value -> value.contains(separator) ? '"' + value + '"' : value)
              .collect(Collectors.joining(separator))
          + LINE_END;
    }

    @Override
    public CallbackMemory memory() {
      return CallbackMemory.EMPTY
          .with("file", file.toString())
          .with("columns", columns)
          .with("length", known);
    }

    /** Another file begins anew; one that has become shorter is gone on with as it is. */
    @Override
    public void restore(CallbackMemory memory) {
      if (memory.text("file").equals(Optional.of(file.toString()))) {
        known = memory.integer("length");
        if (memory.values().get("columns") instanceof List<?> names) {
          columns = names.stream().map(String::valueOf).toList();
        }
      }
    }
  }
}
