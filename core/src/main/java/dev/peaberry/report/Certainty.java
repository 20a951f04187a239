package dev.peaberry.report;

import dev.peaberry.evaluate.Calibration;
import dev.peaberry.evaluate.Predictions;
import dev.peaberry.evaluate.Temperature;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a model's probabilities hold, and would at the best temperature. Immutable.
 *
 * @param asItIs without a temperature
 * @param temperature the one with the least cross-entropy
 * @param scaled at that temperature
 */
record Certainty(Calibration asItIs, Temperature temperature, Calibration scaled) {
  static Certainty of(Predictions predictions) {
    Temperature temperature = Temperature.fit(predictions);
    return new Certainty(
        Calibration.of(predictions), temperature, Calibration.of(temperature.apply(predictions)));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>(asItIs.toJson());
    json.put("temperature", temperature.value());
    json.put("at_temperature", scaled.toJson());
    return json;
  }
}
