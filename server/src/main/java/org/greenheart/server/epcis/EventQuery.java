// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.supply.LotCode;
import org.greenheart.storage.registry.EpcisEvents;
import org.greenheart.storage.registry.EpcisEvents.Column;
import org.greenheart.storage.registry.EpcisEvents.Keys;
import org.greenheart.storage.registry.EpcisEvents.Name;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of SimpleEventQuery (EPCIS 2.0, section 8.2.7.1) that are answered here. An
 * unknown one is refused: left out, it would answer with more than was asked for.
 */
record EventQuery(
    Map<Column, Set<String>> columns,
    List<Keys> keys,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Instant recordedFrom,
    @Nullable Instant recordedTo,
    boolean newestFirst,
    int page,
    int skip) {
  private static final Map<String, Column> COLUMNS =
      Map.of(
          "eventType", Column.TYPE,
          "EQ_action", Column.ACTION,
          "EQ_bizStep", Column.BIZ_STEP,
          "EQ_disposition", Column.DISPOSITION,
          "EQ_readPoint", Column.READ_POINT,
          "EQ_bizLocation", Column.BIZ_LOCATION,
          "EQ_eventID", Column.EVENT_ID,
          "EQ_captureID", Column.CAPTURE);

  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "MATCH_epc", Set.of("epc"),
          "MATCH_parentID", Set.of("parent"),
          "MATCH_inputEPC", Set.of("input"),
          "MATCH_outputEPC", Set.of("output"),
          "MATCH_anyEPC", Set.of("epc", "parent", "input", "output"),
          "MATCH_epcClass", Set.of("epc-class"),
          "MATCH_inputEPCClass", Set.of("input-class"),
          "MATCH_outputEPCClass", Set.of("output-class"),
          "MATCH_anyEPCClass", Set.of("epc-class", "input-class", "output-class"));

  private static final Set<String> ANY =
      Set.of("epc", "parent", "input", "output", "epc-class", "input-class", "output-class");

  private static final Set<String> OTHERS =
      Set.of(
          "GE_eventTime",
          "LT_eventTime",
          "GE_recordTime",
          "LT_recordTime",
          "orderBy",
          "orderDirection");

  EventQuery {
    columns = Map.copyOf(columns);
    keys = List.copyOf(keys);
  }

  /**
   * Of a request, where several values stand with {@code |} between.
   *
   * @throws ApiException 400 {@code query-parameter}
   */
  static EventQuery of(Context ctx) {
    Map<String, List<String>> given = new TreeMap<>();
    ctx.queryParamMap()
        .forEach(
            (name, values) ->
                given.put(
                    name,
                    values.stream()
                        .flatMap(text -> Arrays.stream(text.split("\\|", -1)))
                        .toList()));
    given.keySet().removeAll(Pages.NAMES);
    return of(given).page(ctx);
  }

  /**
   * Of a named query, whose parameters are a JSON object of texts and lists of them.
   *
   * @throws ApiException 400 {@code query-parameter}
   */
  static EventQuery of(JsonNode query) {
    Map<String, List<String>> given = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : query.properties()) {
      if (!each.getKey().equals("@context")) {
        given.put(each.getKey(), texts(each.getKey(), each.getValue()));
      }
    }
    return of(given);
  }

  private static List<String> texts(String name, JsonNode value) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value.isArray() ? value : List.of(value)) {
      if (!each.isTextual()) {
        throw refused("%s (%s) must be a text or a list of texts".formatted(name, value));
      }
      texts.add(each.asText());
    }
    if (texts.isEmpty()) {
      throw refused("%s must have a value".formatted(name));
    }
    return texts;
  }

  private static EventQuery of(Map<String, List<String>> given) {
    Map<Column, Set<String>> columns = new EnumMap<>(Column.class);
    List<Keys> keys = new ArrayList<>();
    given.forEach(
        (name, values) -> {
          Column column = COLUMNS.get(name);
          Set<String> roles = KEYS.get(name);
          if (column != null) {
            columns.put(column, bare(values));
          } else if (roles != null) {
            keys.add(new Keys(roles, names(bare(values))));
          } else if (!OTHERS.contains(name)) {
            throw refused("%s is no parameter that is answered here".formatted(name));
          }
        });
    String order = one(given, "orderBy").orElse("eventTime");
    if (!order.equals("eventTime")) {
      throw refused("orderBy (%s) must be eventTime".formatted(order));
    }
    String direction = one(given, "orderDirection").orElse("DESC");
    if (!direction.equals("ASC") && !direction.equals("DESC")) {
      throw refused("orderDirection (%s) must be ASC or DESC".formatted(direction));
    }
    return new EventQuery(
        columns,
        keys,
        time(given, "GE_eventTime"),
        time(given, "LT_eventTime"),
        time(given, "GE_recordTime"),
        time(given, "LT_recordTime"),
        direction.equals("DESC"),
        Pages.USUAL,
        0);
  }

  private static Optional<String> one(Map<String, List<String>> given, String name) {
    return given.getOrDefault(name, List.of()).stream().filter(text -> !text.isBlank()).findFirst();
  }

  /** One event that anybody sees. */
  static EventQuery any() {
    return new EventQuery(Map.of(), List.of(), null, null, null, null, true, 0, 0);
  }

  /**
   * Of these, the events of a top-level resource.
   *
   * @throws ApiException 400 {@code query-parameter} where the query says another
   */
  EventQuery of(TopLevel resource, String value) {
    Map<Column, Set<String>> allColumns = new EnumMap<>(Column.class);
    allColumns.putAll(columns);
    List<Keys> allKeys = new ArrayList<>(keys);
    Column column = resource.column();
    if (column == null) {
      allKeys.add(new Keys(ANY, names(Set.of(value))));
    } else if (allColumns.put(column, bare(List.of(value))) != null) {
      throw refused("%s (%s) is said by the path".formatted(resource.path(), value));
    }
    return new EventQuery(
        allColumns, allKeys, from, to, recordedFrom, recordedTo, newestFirst, page, skip);
  }

  /** The page of it that a request asks for. */
  EventQuery page(Context ctx) {
    return new EventQuery(
        columns,
        keys,
        from,
        to,
        recordedFrom,
        recordedTo,
        newestFirst,
        Pages.size(ctx),
        Pages.skip(ctx));
  }

  /**
   * As the store takes it for a subscription of an enterprise: order and page count for nothing.
   */
  EpcisEvents.Query since(long enterprise, Instant since) {
    Instant first = recordedFrom == null || recordedFrom.isBefore(since) ? since : recordedFrom;
    return new EpcisEvents.Query(
        columns, keys, from, to, first, recordedTo, Set.of(enterprise), false, 0, page);
  }

  /**
   * As the store takes it; one more than a page, so that a next one is known.
   *
   * @param seers who asks; null for those who see everybody's
   */
  EpcisEvents.Query asked(@Nullable Set<Long> seers) {
    return new EpcisEvents.Query(
        columns, keys, from, to, recordedFrom, recordedTo, seers, newestFirst, skip, page + 1);
  }

  private static ApiException refused(String sentence) {
    return ApiException.badRequest("query-parameter", sentence);
  }

  private static Set<String> bare(List<String> values) {
    return values.stream()
        .map(word -> String.valueOf(EventReader.bare(word)))
        .collect(Collectors.toSet());
  }

  /** A lot is found by any of the ways to write it. */
  private static Set<Name> names(Set<String> keys) {
    Set<Name> all = new LinkedHashSet<>();
    for (String key : keys) {
      all.add(new Name(key, LotCode.told(key).orElse(key)));
      LotCode.find(key).ifPresent(lot -> all.add(new Name(lot, lot)));
    }
    return all;
  }

  private static @Nullable Instant time(Map<String, List<String>> given, String name) {
    String text = one(given, name).orElse(null);
    if (text == null) {
      return null;
    }
    // A plus in a query is a space unless it is escaped.
    return EventReader.time(text.replace(' ', '+'))
        .orElseThrow(
            () ->
                refused(
                    "%s (%s) must be a time with its zone such as 2026-01-31T08:00:00Z"
                        .formatted(name, text)));
  }
}
