// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/** Short words for arrivals and rows in tests. */
final class Frames {
  static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  static final Instant RECEIVED = Instant.parse("2026-03-02T08:00:00.123Z");

  private Frames() {}

  static RowKey key(long datastream, int minute) {
    return RowKey.ofDevice(datastream, minute(minute));
  }

  static Instant minute(int minute) {
    return T0.plusSeconds(60L * minute);
  }

  static Decimal number(String text) {
    return Decimal.parse(text).orElseThrow();
  }

  static RowChange row(long datastream, int minute, String value) {
    return RowChange.of(key(datastream, minute), number(value), "N");
  }

  static RowChange parameters(RowKey key, Map<String, Value> parameters) {
    return new RowChange(key, false, null, null, parameters, false);
  }

  static Map<String, Value> field(String name, Value value) {
    Map<String, Value> values = new LinkedHashMap<>();
    values.put(name, value);
    return values;
  }

  static NewArrival frame(String text, RowChange... changes) {
    return frame(7, RECEIVED, text, changes);
  }

  static NewArrival frame(long device, Instant received, String text, RowChange... changes) {
    return NewArrival.ofFrame(
        received, "hj212:192.0.2.7:40112", device, bytes(text), List.of(changes));
  }

  static NewArrival outcome(Outcome outcome, long device, String text, RowChange... changes) {
    return new NewArrival(
        RECEIVED,
        "hj212:192.0.2.7:40112",
        device,
        bytes(text),
        outcome,
        List.of(changes),
        List.of(),
        0);
  }

  static NewArrival byHand(RowKey key, @Nullable Value result) {
    return new NewArrival(
        RECEIVED.plusSeconds(60),
        "api",
        0,
        Bytes.EMPTY,
        Outcome.BY_HAND,
        List.of(new RowChange(key, true, result, null, Map.of(), true)),
        List.of(),
        0);
  }

  static NewArrival computed(RowChange... changes) {
    return new NewArrival(
        RECEIVED, "watch", 0, Bytes.EMPTY, Outcome.COMPUTED, List.of(changes), List.of(), 0);
  }

  static NewArrival deletes(RowKey... keys) {
    return new NewArrival(
        RECEIVED, "api", 0, Bytes.EMPTY, Outcome.BY_HAND, List.of(), List.of(keys), 0);
  }

  static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }

  static <T> List<T> list(Iterator<T> iterator) {
    List<T> all = new ArrayList<>();
    iterator.forEachRemaining(all::add);
    return all;
  }
}
