// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Json;
import org.greenheart.storage.Observation;
import org.greenheart.storage.Text;
import org.greenheart.storage.Value;
import org.greenheart.storage.registry.Property;
import org.jspecify.annotations.Nullable;

/** Writes the properties of observations. */
final class ObservationJson {
  private final Periods periods;

  ObservationJson(Periods periods) {
    this.periods = periods;
  }

  /** Whether a row has a value for an optional property. */
  boolean has(Observation row, Property property) {
    return switch (property.name()) {
      case "resultQuality" -> hasQuality(row);
      case "parameters" -> !row.parameters().isEmpty();
      case "validTime" -> false;
      default -> true;
    };
  }

  private static boolean hasQuality(Observation row) {
    return row.flag() != null || row.byHand();
  }

  /**
   * @param inside the keys of its document that are wanted; empty for all
   */
  void value(JsonGenerator json, ObservationRow row, Property property, List<List<String>> inside)
      throws IOException {
    Observation observation = row.observation();
    switch (property.name()) {
      case "phenomenonTime" -> json.writeString(phenomenonTime(row));
      case "result" -> value(json, observation.result(), inside);
      case "resultTime" -> time(json, observation.resultTime());
      case "resultQuality" -> quality(json, observation, inside);
      case "parameters" -> parameters(json, observation.parameters(), inside);
      default -> json.writeNull();
    }
  }

  /** An instant, or {@code start/end} where the value stands for a time. */
  String phenomenonTime(ObservationRow row) {
    long start = row.key().startMicros();
    long period = periods.micros(row.stream(), start);
    return period == 0 ? Iso.text(start) : Iso.text(start) + "/" + Iso.text(start + period);
  }

  private static void time(JsonGenerator json, @Nullable Instant time) throws IOException {
    if (time == null) {
      json.writeNull();
    } else {
      json.writeString(Iso.millis(time));
    }
  }

  private static void quality(JsonGenerator json, Observation row, List<List<String>> inside)
      throws IOException {
    if (!hasQuality(row)) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    if (row.flag() != null && wants(inside, "flag")) {
      json.writeStringField("flag", row.flag());
    }
    if (row.byHand() && wants(inside, "byHand")) {
      json.writeBooleanField("byHand", true);
    }
    json.writeEndObject();
  }

  private static void parameters(
      JsonGenerator json, Map<String, Value> parameters, List<List<String>> inside)
      throws IOException {
    if (parameters.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    for (Map.Entry<String, Value> parameter : parameters.entrySet()) {
      if (wants(inside, parameter.getKey())) {
        json.writeFieldName(parameter.getKey());
        value(json, parameter.getValue(), List.of());
      }
    }
    json.writeEndObject();
  }

  private static boolean wants(List<List<String>> inside, String key) {
    return inside.isEmpty() || inside.stream().anyMatch(path -> path.getFirst().equals(key));
  }

  private static void value(JsonGenerator json, @Nullable Value value, List<List<String>> inside)
      throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Decimal number -> json.writeNumber(number.toString());
      case Text text -> json.writeString(text.text());
      case Json document -> EntityJson.document(json, document.document(), inside);
    }
  }
}
