package dev.peaberry.evaluate;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.data.DataException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * What a classifier has said about pictures: a probability for each class. As a file it has the
 * columns {@code path} and {@code label}, and then one for each class, called by its name.
 * Immutable.
 *
 * @param classNames at least two
 * @param examples in any order
 */
public record ClassScores(List<String> classNames, List<Example> examples) {
  private static final List<String> FIRST = List.of("path", "label");

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are fewer than two classes, or an example has another
   *     number of probabilities, or a label that is none of the classes
   */
  public ClassScores {
    classNames = List.copyOf(classNames);
    examples = List.copyOf(examples);
    int classes = classNames.size();
    if (classes < 2) {
      throw new IllegalArgumentException(
          "Found the classes " + classNames + ", expected at least 2");
    }
    for (Example example : examples) {
      if (example.probabilities().size() != classes
          || example.label() < 0
          || example.label() >= classes) {
        throw new IllegalArgumentException(
            "Found %s, expected a label and probabilities of %d classes"
                .formatted(example, classes));
      }
    }
  }

  /**
   * What was said about examples.
   *
   * @param names of the examples, in the order of the pass
   */
  public static ClassScores of(
      List<String> classNames, Predictions predictions, IntFunction<String> names) {
    return new ClassScores(
        classNames,
        IntStream.range(0, predictions.size())
            .mapToObj(
                i ->
                    new Example(names.apply(i), predictions.label(i), predictions.probabilities(i)))
            .toList());
  }

  /**
   * What was said about one picture. Immutable.
   *
   * @param path its name in its source
   * @param label the class that it is under
   * @param probabilities of each class, 0 to 1
   */
  public record Example(String path, int label, List<Float> probabilities) {
    /** Copies the list. */
    public Example {
      probabilities = List.copyOf(probabilities);
    }
  }

  /**
   * Writes comma-separated values with a header line, each probability to six digits.
   *
   * @throws IOException if that fails
   */
  public void write(Path file) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
          List<String> header = new ArrayList<>(FIRST);
          header.addAll(classNames);
          printer.printRecord(header);
          for (Example example : examples) {
            printer.printRecord(cells(example));
          }
          printer.flush();
        });
  }

  private List<String> cells(Example example) {
    List<String> cells = new ArrayList<>(List.of(example.path(), classNames.get(example.label())));
    example
        .probabilities()
        .forEach(probability -> cells.add(String.format(Locale.ROOT, "%.6f", probability)));
    return cells;
  }

  /**
   * Reads what {@link #write} has written, or any program in the same form.
   *
   * @throws DataException if it cannot be read or is not of this form; the message names the line
   */
  public static ClassScores read(Path file) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser =
            CSVParser.builder().setReader(reader).setFormat(CSVFormat.RFC4180).get()) {
      return new Rows(file, parser).read();
    } catch (NoSuchFileException e) {
      throw new DataException(
          "Found no " + file + ", expected a file of scores; check the path", e);
    } catch (IOException | UncheckedIOException e) {
      throw new DataException(
          "Cannot read %s: %s; expected comma-separated values in UTF-8"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Reads the rows of one file. Confined to one thread. */
  private static final class Rows {
    private final Path file;
    private final CSVParser parser;
    private final List<String> classNames = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();

    Rows(Path file, CSVParser parser) {
      this.file = file;
      this.parser = parser;
    }

    ClassScores read() {
      List<Example> examples = new ArrayList<>();
      for (CSVRecord row : parser) {
        if (classNames.isEmpty()) {
          header(withoutMark(row.toList()));
        } else {
          examples.add(example(row));
        }
      }
      if (examples.isEmpty()) {
        throw new DataException(file + " holds no scores, expected a line for each picture");
      }
      return new ClassScores(classNames, examples);
    }

    /** Some programs begin a file in UTF-8 with a byte order mark. */
    private static List<String> withoutMark(List<String> columns) {
      List<String> clean = new ArrayList<>(columns);
      clean.set(0, clean.get(0).replaceFirst("^\uFEFF", ""));
      return clean;
    }

    private void header(List<String> columns) {
      int first = FIRST.size();
      if (columns.size() < first + 2
          || !columns.subList(0, first).equals(FIRST)
          || new HashSet<>(columns.subList(first, columns.size())).size()
              != columns.size() - first) {
        throw fault("the columns " + columns, "path, label, and one for each of several classes");
      }
      classNames.addAll(columns.subList(first, columns.size()));
      classNames.forEach(name -> labels.put(name, labels.size()));
    }

    private Example example(CSVRecord row) {
      if (row.size() != FIRST.size() + classNames.size()) {
        throw fault(row.size() + " cells", FIRST.size() + classNames.size() + " as in line 1");
      }
      Integer label = labels.get(row.get(1));
      if (label == null) {
        throw fault("the label '" + row.get(1) + "'", "one of " + classNames);
      }
      List<Float> probabilities = new ArrayList<>(classNames.size());
      for (int i = FIRST.size(); i < row.size(); i++) {
        probabilities.add(probability(row.get(i)));
      }
      return new Example(row.get(0), label, probabilities);
    }

    private float probability(String text) {
      try {
        float number = Float.parseFloat(text.strip());
        if (number >= 0 && number <= 1) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw fault("'" + text + "'", "a probability from 0 to 1");
      }
      throw fault("'" + text + "'", "a probability from 0 to 1");
    }

    private DataException fault(String found, String expected) {
      return new DataException(
          "%s, line %d: found %s, expected %s; train --folds writes such a file"
              .formatted(file, parser.getCurrentLineNumber(), found, expected));
    }
  }
}
