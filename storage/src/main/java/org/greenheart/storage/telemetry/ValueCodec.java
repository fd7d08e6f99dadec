// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Json;
import org.greenheart.storage.Text;
import org.greenheart.storage.Value;

/** Values and names of parameters in bytes; part of the format on disk. Stateless. */
final class ValueCodec {
  /** Tags 0 to 18 are the scale of a number. */
  private static final int TEXT = 32;

  private static final int JSON = 33;

  /** Names that take one byte: their place here, from 1. Only ever add at the end. */
  private static final List<String> NAMES =
      List.of(
          "min",
          "max",
          "total",
          "corrected",
          "correctedMin",
          "correctedMax",
          "raw",
          "makerFlag",
          "sent");

  private static final Map<String, Integer> PLACES = new HashMap<>();

  static {
    for (String name : NAMES) {
      PLACES.put(name, PLACES.size() + 1);
    }
  }

  private ValueCodec() {}

  static void write(ByteWriter out, Value value) {
    switch (value) {
      case Decimal number -> out.u8(number.scale()).zigzag(number.unscaled());
      case Text text -> out.u8(TEXT).text(text.text());
      case Json json -> out.u8(JSON).text(json.document());
    }
  }

  static Value read(ByteReader in) {
    int tag = in.u8();
    if (tag <= Decimal.MAX_SCALE) {
      return new Decimal(in.zigzag(), tag);
    }
    return switch (tag) {
      case TEXT -> new Text(in.text());
      case JSON -> new Json(in.text());
      default ->
          throw new TelemetryException(
              TelemetryException.Code.FORMAT,
              "kind (%s) of a stored value is not known".formatted(tag));
    };
  }

  static void writeName(ByteWriter out, String name) {
    int place = PLACES.getOrDefault(name, 0);
    out.u8(place);
    if (place == 0) {
      out.text(name);
    }
  }

  static String readName(ByteReader in) {
    int place = in.u8();
    if (place == 0) {
      return in.text();
    }
    if (place > NAMES.size()) {
      throw new TelemetryException(
          TelemetryException.Code.FORMAT,
          "number (%s) of a stored name is not known".formatted(place));
    }
    return NAMES.get(place - 1);
  }
}
