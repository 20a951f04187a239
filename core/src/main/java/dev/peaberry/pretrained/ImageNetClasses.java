package dev.peaberry.pretrained;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.Progress;
import dev.peaberry.data.Checksum;
import dev.peaberry.data.DataException;
import dev.peaberry.data.Download;
import dev.peaberry.format.ClassNames;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of the 1000 classes that {@code keras.applications}' weights know, and files that hold
 * such names. Stateless.
 */
public final class ImageNetClasses {
  /** How many there are. */
  public static final int COUNT = 1000;

  /** Keras's name of the file. */
  public static final String FILE = "imagenet_class_index.json";

  /** Where Keras takes it from. */
  public static final URI ADDRESS =
      URI.create("https://storage.googleapis.com/download.tensorflow.org/data/" + FILE);

  /** As Keras has it. */
  public static final Checksum CHECKSUM = Checksum.md5("c2c37ea517e94d9795004a39431a14cb");

  private static final long MOST_BYTES = 16L << 20;
  private static final Pattern SYNSET_LINE = Pattern.compile("(n\\d{8})\\s+(.+)");

  /** A class by WordNet's number, which is empty where the file has none, and in words. */
  private record Name(String synset, String words) {}

  private ImageNetClasses() {}

  /**
   * Fetches Keras's file, unless it is there already.
   *
   * @throws DataException if it cannot be had, or has another checksum
   */
  public static Path download(Path folder, Progress progress) {
    return download(ADDRESS, CHECKSUM, folder, progress);
  }

  static Path download(URI address, Checksum checksum, Path folder, Progress progress) {
    return Download.ofUnknownSize(address, MOST_BYTES, Optional.of(checksum))
        .to(folder.resolve(FILE), progress);
  }

  /**
   * Reads names of classes: Keras's {@link #FILE}, or a text of one line for each. Of lines such as
   * {@code n01440764 tench, Tinca tinca} the first word or words are taken. ImageNet has two
   * different classes called crane; their WordNet numbers tell such names apart.
   *
   * @throws DataException if it cannot be read, is neither, or has a name twice
   */
  public static ClassNames read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file + ": found no such file, expected names of classes");
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new DataException(file + ": found more than 16 MiB, expected names of classes");
      }
      String text = Files.readString(file);
      List<Name> names = text.stripLeading().startsWith("{") ? json(file, text) : lines(text);
      return new ClassNames(List.copyOf(different(names)));
    } catch (CharacterCodingException e) {
      throw new DataException(file + ": found no UTF-8 text, expected a line for each class", e);
    } catch (IOException e) {
      throw new DataException("Cannot read " + file + ": " + e, e);
    } catch (IllegalArgumentException e) {
      throw new DataException(file + ": " + brief(e.getMessage()), e);
    }
  }

  private static String brief(String message) {
    return message.length() <= 300 ? message : message.substring(0, 300) + "...";
  }

  private static List<Name> json(Path file, String text) {
    Map<?, ?> classes;
    try {
      classes = new ObjectMapper().readValue(text, Map.class);
    } catch (JsonProcessingException e) {
      throw new DataException(file + ": found damaged JSON, expected Keras's " + FILE, e);
    }
    TreeMap<Integer, Name> byIndex = new TreeMap<>();
    classes.forEach(
        (key, value) -> {
          if (!String.valueOf(key).matches("\\d{1,6}")
              || !(value instanceof List<?> pair)
              || pair.size() != 2) {
            throw new IllegalArgumentException(
                "found \"%s\": %s, expected a number and [synset, name]".formatted(key, value));
          }
          Name name = new Name(String.valueOf(pair.get(0)), String.valueOf(pair.get(1)));
          byIndex.put(Integer.parseInt(String.valueOf(key)), name);
        });
    if (!byIndex.isEmpty() && byIndex.lastKey() != byIndex.size() - 1) {
      throw new IllegalArgumentException(
          "found %d classes and the number %d, expected all numbers from 0"
              .formatted(byIndex.size(), byIndex.lastKey()));
    }
    return List.copyOf(byIndex.values());
  }

  private static List<Name> lines(String text) {
    List<String> lines = text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList();
    List<Matcher> matchers = lines.stream().map(SYNSET_LINE::matcher).toList();
    if (!matchers.stream().allMatch(Matcher::matches)) {
      return lines.stream().map(line -> new Name("", line)).toList();
    }
    return matchers.stream()
        .map(each -> new Name(each.group(1), each.group(2).split(",", 2)[0].strip()))
        .toList();
  }

  private static Set<String> different(List<Name> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("found no names, expected a line for each class");
    }
    Map<String, Long> counts =
        names.stream().collect(Collectors.groupingBy(Name::words, Collectors.counting()));
    Set<String> all = new LinkedHashSet<>();
    for (Name name : names) {
      boolean unclear = counts.get(name.words) > 1 && !name.synset.isEmpty();
      String text = unclear ? name.words + " (" + name.synset + ")" : name.words;
      if (all.contains(text)) {
        throw new IllegalArgumentException(
            "found the name \"%s\" twice, expected different names".formatted(text));
      }
      all.add(text);
    }
    return all;
  }
}
