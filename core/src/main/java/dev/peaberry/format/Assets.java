package dev.peaberry.format;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The documents that travel inside a model file, under {@code assets/}: class names, preprocessing,
 * the manifest of the run. Keras ignores them. Immutable and thread-safe.
 */
public final class Assets {
  /** No documents. */
  public static final Assets NONE = new Assets(new TreeMap<>());

  /** A plain name on every system; {@code .} and {@code ..} are none. */
  private static final Pattern SEGMENT = Pattern.compile("(?!\\.{1,2}$)[^/\\\\:\\p{Cntrl}]{1,255}");

  private static final String LABELS = "labels.json";
  private static final String CLASS_NAMES = "class_names";
  private static final String SEVERAL_LABELS = "several_labels";

  private final Map<String, byte[]> documents;

  private Assets(SortedMap<String, byte[]> documents) {
    this.documents = Collections.unmodifiableMap(documents);
  }

  /**
   * These documents and another one, which replaces one of the same name.
   *
   * @param name a relative path with {@code /}, such as {@code labels.json}
   * @throws IllegalArgumentException if the name is no plain relative path
   */
  public Assets with(String name, byte[] content) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "Found the asset name '"
              + name
              + "', expected a relative path with '/' between folders, such as labels.json");
    }
    TreeMap<String, byte[]> more = new TreeMap<>(documents);
    more.put(name, content.clone());
    return new Assets(more);
  }

  /** These documents and a JSON object of maps, lists, texts, numbers, booleans and nulls. */
  public Assets withJson(String name, Map<String, ?> object) {
    return with(name, Json.write(object));
  }

  /** These documents and the names of the classes. */
  public Assets withClassNames(ClassNames classNames) {
    return withJson(LABELS, Map.of(CLASS_NAMES, classNames.names()));
  }

  /**
   * These documents and the names of the classes of a model that judges each class by itself, for a
   * picture may show several.
   */
  public Assets withSeveralLabels(ClassNames classNames) {
    return withJson(LABELS, Map.of(CLASS_NAMES, classNames.names(), SEVERAL_LABELS, true));
  }

  /** The names of all documents, sorted. */
  public List<String> names() {
    return List.copyOf(documents.keySet());
  }

  /** A document, a fresh copy. */
  public Optional<byte[]> get(String name) {
    return Optional.ofNullable(documents.get(name)).map(byte[]::clone);
  }

  /**
   * A document that is a JSON object.
   *
   * @throws ModelFormatException if it is something else
   */
  public Optional<Map<String, Object>> json(String name) {
    try {
      return Optional.ofNullable(documents.get(name)).map(bytes -> Json.read(name, bytes));
    } catch (Malformed e) {
      throw new ModelFormatException("assets/" + e.getMessage(), e);
    }
  }

  /**
   * The names of the classes, in the order of the model's outputs.
   *
   * @throws ModelFormatException if the document with the names holds none
   */
  public Optional<ClassNames> classNames() {
    return json(LABELS).map(Assets::classNames);
  }

  /**
   * Whether the model judges each class by itself, for a picture may show several.
   *
   * @throws ModelFormatException if the document with the class names is no JSON object
   */
  public boolean severalLabels() {
    return json(LABELS).filter(json -> Boolean.TRUE.equals(json.get(SEVERAL_LABELS))).isPresent();
  }

  private static ClassNames classNames(Map<String, Object> json) {
    try {
      if (json.get(CLASS_NAMES) instanceof List<?> list
          && list.stream().allMatch(String.class::isInstance)) {
        return new ClassNames(list.stream().map(String.class::cast).toList());
      }
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("assets/" + LABELS + ": " + e.getMessage(), e);
    }
    throw new ModelFormatException(
        "assets/" + LABELS + ": found no list '" + CLASS_NAMES + "', expected the class names");
  }

  static boolean isName(String name) {
    return name.length() <= 1000
        && Arrays.stream(name.split("/", -1)).allMatch(part -> SEGMENT.matcher(part).matches());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Assets assets
        && documents.keySet().equals(assets.documents.keySet())
        && documents.keySet().stream()
            .allMatch(name -> Arrays.equals(documents.get(name), assets.documents.get(name)));
  }

  @Override
  public int hashCode() {
    return documents.keySet().hashCode();
  }

  @Override
  public String toString() {
    return "assets " + documents.keySet();
  }
}
