package dev.peaberry.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;

/** JSON as Python writes and reads it, where NaN and Infinity are numbers. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .build();

  private Json() {}

  /** The bytes of maps, lists, texts, numbers, booleans and nulls. */
  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Found a value that JSON cannot hold: " + value, e);
    }
  }

  /** A JSON object. */
  static Map<String, Object> read(String what, byte[] bytes) {
    try {
      Map<String, Object> object = MAPPER.readValue(bytes, new TypeReference<>() {});
      if (object == null) {
        throw new Malformed(what + ": found null, expected a JSON object");
      }
      return object;
    } catch (IOException e) {
      String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "";
      throw new Malformed(what + ": found no JSON object (" + reason.replaceAll("\\s+", " ") + ")");
    }
  }
}
