package dev.peaberry.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A recipe as it lies in a YAML file: options of {@code train} by their names, and what is said
 * about them. Immutable.
 *
 * @param name what it is called by
 * @param title what it does, in a line
 * @param about more of it; empty for nothing
 * @param data the DATA that it takes by itself, if there is such
 * @param needs which DATA it wants, in words, where it has none of its own
 * @param figures accuracies that others reached on the same pictures, by who
 * @param options by their names in the file, each a value or a list
 */
record RecipeFile(
    String name,
    String title,
    String about,
    Optional<String> data,
    Optional<String> needs,
    Map<String, Double> figures,
    Map<String, Object> options) {
  private static final String FOLDER = "/recipes/";
  private static final long LARGEST = 1 << 20;

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .build();

  /** The names of the recipes that come with Peaberry. */
  static List<String> names() {
    return text("index.txt").orElseThrow().lines().toList();
  }

  /**
   * A recipe that comes with Peaberry, by its name, or one of somebody's own, by its file.
   *
   * @throws InputException if there is none, or it is damaged
   */
  static RecipeFile find(String name) {
    if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
      List<String> known = names();
      if (!known.contains(name)) {
        throw new InputException(
            Recipe.unknown("recipe", name, known)
                + (name.contains("/") ? "; or a .yaml file" : ""));
      }
      return parse(name, text(name + ".yaml").orElseThrow());
    }
    Path path = Pictures.path(name);
    try {
      if (!Files.isRegularFile(path)) {
        throw new InputException("Found no file " + name + ", expected a recipe; check the path");
      }
      if (Files.size(path) > LARGEST) {
        throw new InputException(
            "%s has %d bytes, expected a recipe of at most %d"
                .formatted(name, Files.size(path), LARGEST));
      }
      return parse(name, Files.readString(path));
    } catch (IOException e) {
      throw new InputException("Cannot read the recipe %s: %s".formatted(name, e), e);
    }
  }

  private static Optional<String> text(String resource) {
    try (InputStream in = RecipeFile.class.getResourceAsStream(FOLDER + resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("Every resource can be read", e);
    }
  }

  /**
   * Reads a recipe.
   *
   * @throws InputException if it is none
   */
  static RecipeFile parse(String name, String text) {
    try {
      Map<?, ?> read = YAML.readValue(text, Map.class);
      Map<String, Object> yaml = new LinkedHashMap<>();
      if (read != null) {
        read.forEach((key, value) -> yaml.put(String.valueOf(key), value));
      }
      return of(name, yaml);
    } catch (JacksonException e) {
      throw new InputException(
          "Recipe %s is no YAML: %s%s"
              .formatted(
                  name,
                  e.getOriginalMessage().lines().findFirst().orElse(""),
                  e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")"),
          e);
    } catch (IllegalArgumentException e) {
      throw new InputException("Recipe " + name + ": " + e.getMessage(), e);
    }
  }

  private static RecipeFile of(String name, Map<String, Object> yaml) {
    Map<String, Object> options = new LinkedHashMap<>(yaml);
    Map<String, Double> figures = new LinkedHashMap<>();
    if (options.remove("figures") != null) {
      Json.object(yaml, "figures").forEach((who, value) -> figures.put(who, share(who, value)));
    }
    RecipeFile file =
        new RecipeFile(
            name,
            Json.optional(yaml, "title", String.class).orElse(name),
            Json.optional(yaml, "about", String.class).orElse("").strip(),
            Json.optional(yaml, "data", String.class),
            Json.optional(yaml, "needs", String.class),
            figures,
            options);
    List.of("title", "about", "data", "needs").forEach(options::remove);
    return file;
  }

  private static double share(String who, Object value) {
    if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "found %s for the figure of %s, expected an accuracy of 0 to 1".formatted(value, who));
  }

  /** An option's values as they stand on a command line; none for an option that is not there. */
  List<String> values(String option) {
    Object value = options.get(option);
    if (value == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(each -> texts.add(text(each)));
    } else {
      texts.add(text(value));
    }
    return texts;
  }

  /** A map becomes what is written in one text: {@code a=1, b=[2, 3]}. */
  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + inner(entry.getValue()))
          .collect(Collectors.joining(", "));
    }
    return String.valueOf(value);
  }

  private static String inner(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(RecipeFile::inner).collect(Collectors.joining(", ", "[", "]"))
        : String.valueOf(value);
  }

  /** The text of a YAML file that says this. */
  static String write(Map<String, Object> yaml) {
    try {
      return YAML.writeValueAsString(yaml);
    } catch (JacksonException e) {
      throw new IllegalStateException("Every recipe can be written", e);
    }
  }

  /** What is said about it, as the file has it. */
  Map<String, Object> description() {
    Map<String, Object> yaml = Json.map("title", title);
    if (!about.isEmpty()) {
      yaml.put("about", about);
    }
    data.ifPresent(value -> yaml.put("data", value));
    needs.ifPresent(value -> yaml.put("needs", value));
    if (!figures.isEmpty()) {
      yaml.put("figures", figures);
    }
    return yaml;
  }
}
