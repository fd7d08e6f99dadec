// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.greenheart.server.supply.LotCode;
import org.greenheart.storage.registry.EpcisEvent;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/** Reads one event, with what a schema cannot say: that its times are times. */
final class EventReader {
  /** EPCIS 2.0, section 7.4.1: hours and minutes from UTC, at most 14 hours ahead or behind. */
  private static final Pattern ZONE = Pattern.compile("[+-](0\\d|1[0-3]):[0-5]\\d|[+-]14:00");

  private static final Map<String, String> LISTS =
      Map.of(
          "epcList", "epc",
          "childEPCs", "epc",
          "inputEPCList", "input",
          "outputEPCList", "output");

  private static final Map<String, String> QUANTITIES =
      Map.of(
          "quantityList", "epc-class",
          "childQuantityList", "epc-class",
          "inputQuantityList", "input-class",
          "outputQuantityList", "output-class");

  private EventReader() {}

  /**
   * Reads an event that fits the schema.
   *
   * @param owner who captures it
   * @param faults takes what is wrong; then the answer is of no use
   */
  static EpcisEvent read(
      JsonNode event, int index, long owner, String capture, Instant now, List<EventFault> faults) {
    Instant time = time(event, "eventTime", index, now, faults);
    String zone = event.path("eventTimeZoneOffset").asText();
    if (!ZONE.matcher(zone).matches()) {
      faults.add(
          new EventFault(
              index,
              "/eventTimeZoneOffset",
              "must be hours and minutes from UTC such as +08:00, from -14:00 to +14:00",
              zone,
              "event-time-zone"));
    }
    EventTimes.check(event, index, faults);
    JsonNode id = event.get("eventID");
    return new EpcisEvent(
        0,
        id == null ? "urn:uuid:" + UUID.randomUUID() : id.asText(),
        owner,
        capture,
        event.path("type").asText(),
        time,
        now,
        text(event, "action"),
        bare(text(event, "bizStep")),
        bare(text(event, "disposition")),
        text(event.path("readPoint"), "id"),
        text(event.path("bizLocation"), "id"),
        keys(event, index, faults),
        event.toString());
  }

  private static Instant time(
      JsonNode event, String field, int index, Instant otherwise, List<EventFault> faults) {
    String text = event.path(field).asText();
    Instant time = time(text).orElse(null);
    if (time == null) {
      faults.add(EventFault.ofTime(index, "/" + field, text));
      return otherwise;
    }
    return time;
  }

  /** A time of four-digit years: others can be written, and are none that anybody means. */
  static Optional<Instant> time(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() < 1 || time.getYear() > 9999
          ? Optional.empty()
          : Optional.of(time.toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }

  /** The standard's words may be written bare or as URIs: {@code shipping} is one of both. */
  static @Nullable String bare(@Nullable String word) {
    return word == null
        ? null
        : word.replaceFirst(
            "^(https?://ns\\.gs1\\.org/cbv/(BizStep|Disp)-|urn:epcglobal:cbv:(bizstep|disp):|cbv:(BizStep|Disp)-)",
            "");
  }

  private static List<EpcisEvent.Key> keys(JsonNode event, int index, List<EventFault> faults) {
    Set<EpcisEvent.Key> keys = new LinkedHashSet<>();
    String parent = text(event, "parentID");
    if (parent != null) {
      add(keys, "parent", parent, index, "/parentID", faults);
    }
    LISTS.forEach(
        (field, role) ->
            event
                .path(field)
                .forEach(epc -> add(keys, role, epc.asText(), index, "/" + field, faults)));
    QUANTITIES.forEach(
        (field, role) ->
            event
                .path(field)
                .forEach(
                    each ->
                        add(
                            keys,
                            role,
                            each.path("epcClass").asText(),
                            index,
                            "/" + field,
                            faults)));
    event
        .path("destinationList")
        .forEach(
            each -> keys.add(new EpcisEvent.Key("destination", each.path("destination").asText())));
    return new ArrayList<>(keys);
  }

  /** As it is written, and where it names a lot, as lots are named here. */
  private static void add(
      Set<EpcisEvent.Key> keys,
      String role,
      String key,
      int index,
      String path,
      List<EventFault> faults) {
    keys.add(new EpcisEvent.Key(role, key));
    try {
      LotCode.find(key).ifPresent(lot -> keys.add(new EpcisEvent.Key(role, lot)));
    } catch (RuleException e) {
      faults.add(new EventFault(index, path, e.rule(), key, e.code()));
    }
  }
}
