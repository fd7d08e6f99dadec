// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.supply.LotCode;
import org.greenheart.storage.registry.EpcisEvents;
import org.greenheart.storage.registry.EpcisEvents.Column;
import org.greenheart.storage.registry.EpcisEvents.Keys;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of SimpleEventQuery (EPCIS 2.0, section 8.2.7.1) that are answered here. Several
 * values of one stand with {@code |} between. An unknown one is refused: left out, it would answer
 * with more than was asked for.
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
  private static final int USUAL_PAGE = 30;
  private static final int MOST = 1_000;

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

  private static final Set<String> OTHERS =
      Set.of(
          "GE_eventTime",
          "LT_eventTime",
          "GE_recordTime",
          "LT_recordTime",
          "orderBy",
          "orderDirection",
          "perPage",
          "nextPageToken",
          "seat");

  EventQuery {
    columns = Map.copyOf(columns);
    keys = List.copyOf(keys);
  }

  /**
   * @throws ApiException 400 {@code query-parameter}
   */
  static EventQuery of(Context ctx) {
    Map<Column, Set<String>> columns = new EnumMap<>(Column.class);
    List<Keys> keys = new ArrayList<>();
    for (String name : new TreeSet<>(ctx.queryParamMap().keySet())) {
      Column column = COLUMNS.get(name);
      Set<String> roles = KEYS.get(name);
      if (column != null) {
        columns.put(column, values(ctx, name));
      } else if (roles != null) {
        keys.add(new Keys(roles, lots(values(ctx, name))));
      } else if (!OTHERS.contains(name)) {
        throw refused("%s is no parameter that is answered here".formatted(name));
      }
    }
    String order = Params.text(ctx, "orderBy").orElse("eventTime");
    if (!order.equals("eventTime")) {
      throw refused("orderBy (%s) must be eventTime".formatted(order));
    }
    String direction = Params.text(ctx, "orderDirection").orElse("DESC");
    if (!direction.equals("ASC") && !direction.equals("DESC")) {
      throw refused("orderDirection (%s) must be ASC or DESC".formatted(direction));
    }
    return new EventQuery(
        columns,
        keys,
        time(ctx, "GE_eventTime"),
        time(ctx, "LT_eventTime"),
        time(ctx, "GE_recordTime"),
        time(ctx, "LT_recordTime"),
        direction.equals("DESC"),
        (int) Params.number(ctx, "perPage", USUAL_PAGE, MOST),
        (int) Params.number(ctx, "nextPageToken", 0, Integer.MAX_VALUE));
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

  private static Set<String> values(Context ctx, String name) {
    return ctx.queryParams(name).stream()
        .flatMap(text -> Arrays.stream(text.split("\\|", -1)))
        .map(word -> String.valueOf(EventReader.bare(word)))
        .collect(Collectors.toSet());
  }

  /** A lot is found by any of the ways to write it. */
  private static Set<String> lots(Set<String> keys) {
    Set<String> all = new LinkedHashSet<>(keys);
    keys.forEach(key -> LotCode.find(key).ifPresent(all::add));
    return all;
  }

  private static @Nullable Instant time(Context ctx, String name) {
    String text = Params.text(ctx, name).orElse(null);
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
