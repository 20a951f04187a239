package dev.peaberry.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a manifest with a JSON object on each line. Stateless.
 *
 * @see <a href="https://jsonlines.org">JSON Lines</a>
 */
final class JsonLinesManifest {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private static final String NO_OBJECT =
      "found %s, expected a JSON object such as {\"path\": \"a.jpg\", \"label\": \"cat\"}; correct"
          + " the line";

  private JsonLinesManifest() {}

  static void read(Path file, ManifestPath root, Consumer<ManifestRow> rows) throws IOException {
    try (ManifestText text = ManifestText.open(file);
        BufferedReader lines = new BufferedReader(text)) {
      text.recordAt(1);
      String line = lines.readLine();
      for (long number = 1; line != null; number++) {
        if (!line.isBlank()) {
          rows.accept(row(new ManifestPlace(file, number), root, line));
        }
        text.recordAt(number + 1);
        line = lines.readLine();
      }
    }
  }

  private static ManifestRow row(ManifestPlace place, ManifestPath root, String line) {
    JsonNode row = parse(place, line);
    return ManifestRow.of(
        place,
        root,
        text(place, row, ManifestRow.PATH).orElseThrow(() -> missing(place, ManifestRow.PATH)),
        labels(place, row),
        text(place, row, ManifestRow.SPLIT).orElse(""),
        weight(place, row),
        text(place, row, ManifestRow.GROUP).orElse(""));
  }

  private static JsonNode parse(ManifestPlace place, String line) {
    try {
      JsonNode found = JSON.readTree(line);
      if (found.isObject()) {
        return found;
      }
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      throw place.faultOf(e, NO_OBJECT + " (%s)", ManifestPlace.quoted(line), reason);
    }
    throw place.fault(NO_OBJECT, ManifestPlace.quoted(line));
  }

  private static List<String> labels(ManifestPlace place, JsonNode row) {
    JsonNode found = row.path(ManifestRow.LABEL);
    if (found.isMissingNode()) {
      throw missing(place, ManifestRow.LABEL);
    }
    if (!found.isArray()) {
      return ManifestRow.separate(label(place, found));
    }
    List<String> labels = new ArrayList<>();
    found.forEach(each -> labels.add(label(place, each)));
    return labels;
  }

  /** Numbers are classes, too: many lists have them. */
  private static String label(ManifestPlace place, JsonNode node) {
    if (node.isTextual() || node.isIntegralNumber()) {
      return node.asText();
    }
    throw unexpected(place, ManifestRow.LABEL, node, "a text, or a list of texts");
  }

  private static Optional<String> text(ManifestPlace place, JsonNode row, String name) {
    JsonNode found = row.path(name);
    if (found.isMissingNode() || found.isNull()) {
      return Optional.empty();
    }
    if (!found.isTextual()) {
      throw unexpected(place, name, found, "a text");
    }
    return Optional.of(found.asText());
  }

  private static double weight(ManifestPlace place, JsonNode row) {
    JsonNode found = row.path(ManifestRow.WEIGHT);
    if (found.isMissingNode() || found.isNull()) {
      return 1;
    }
    if (!found.isNumber()) {
      throw unexpected(place, ManifestRow.WEIGHT, found, "a number of 0 or more");
    }
    return found.asDouble();
  }

  private static DataException missing(ManifestPlace place, String name) {
    return place.fault("found no '%s', expected path and label; add it", name);
  }

  private static DataException unexpected(
      ManifestPlace place, String name, JsonNode found, String expected) {
    return place.fault(
        "found %s for '%s', expected %s; correct it",
        ManifestPlace.quoted(found.toString()), name, expected);
  }
}
