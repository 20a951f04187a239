package dev.peaberry.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One family of golden values: its manifest and its tensors. Immutable. */
public final class GoldenFamily {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final JsonNode manifest;
  private final ByteBuffer tensors;
  private final JsonNode directory;

  private GoldenFamily(Path folder, String name) throws IOException {
    this.folder = folder;
    manifest = JSON.readTree(folder.resolve(name + ".json").toFile());
    Path file = folder.resolve(name + ".safetensors");
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[8];
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(all.getLong(0));
    directory = header == 0 ? JSON.createObjectNode() : JSON.readTree(bytes, 8, header);
    tensors = all.position(8 + header).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Opens a family such as {@code "images"}; the running test is skipped where it is absent. */
  public static GoldenFamily open(String name) {
    Path folder = Path.of(System.getProperty("peaberry.golden", "../shared/golden"));
    assumeTrue(
        Files.exists(folder.resolve(name + ".json")),
        () -> "no golden values " + name + ".json in " + folder + " (-Dpeaberry.golden=...)");
    return in(folder, name);
  }

  /** Opens a family in a folder that holds it. */
  public static GoldenFamily in(Path folder, String name) {
    try {
      return new GoldenFamily(folder, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the golden values. */
  public Path folder() {
    return folder;
  }

  /** The manifest's entry of this name beside the cases. */
  public JsonNode extra(String key) {
    return manifest.get(key);
  }

  /** All cases by name, in the manifest's order. */
  public Map<String, JsonNode> cases() {
    Map<String, JsonNode> cases = new LinkedHashMap<>();
    manifest.get("cases").properties().forEach(e -> cases.put(e.getKey(), e.getValue()));
    return cases;
  }

  /** A part of the manifest as maps, lists, strings, numbers, booleans and nulls. */
  public static Map<String, Object> plain(JsonNode node) {
    return JSON.convertValue(node, new TypeReference<Map<String, Object>>() {});
  }

  /** Maps and numbers as comparable text: keys sorted, 1 and 1.0 alike. */
  public static String json(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, each) -> sorted.put(String.valueOf(key), json(each)));
      return sorted.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(GoldenFamily::json).toList().toString();
    }
    return value instanceof Number number
        ? Double.toString(number.doubleValue())
        : String.valueOf(value);
  }

  /** The names of all tensors. */
  public Set<String> tensorNames() {
    Map<String, JsonNode> names = new TreeMap<>();
    directory.properties().forEach(e -> names.put(e.getKey(), e.getValue()));
    names.remove("__metadata__");
    return names.keySet();
  }

  /** A tensor as floats, whatever its type. */
  public FloatArray tensor(String key) {
    JsonNode entry = directory.get(key);
    if (entry == null) {
      throw new IllegalArgumentException("No golden tensor " + key);
    }
    int[] axes = new int[entry.get("shape").size()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = entry.get("shape").get(i).asInt();
    }
    Shape shape = Shape.of(axes);
    int from = entry.get("data_offsets").get(0).asInt();
    float[] data = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < data.length; i++) {
      data[i] =
          switch (entry.get("dtype").asText()) {
            case "F32" -> tensors.getFloat(from + 4 * i);
            case "I32" -> tensors.getInt(from + 4 * i);
            case "I64" -> tensors.getLong(from + 8 * i);
            default -> throw new IllegalArgumentException("Unknown type " + entry);
          };
    }
    return new FloatArray(shape, data);
  }
}
