// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.greenheart.server.api.ApiJson;
import org.greenheart.storage.registry.Footprint;
import org.greenheart.storage.registry.PactMessage;
import org.greenheart.storage.registry.PactRequest;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.Tables;

/**
 * Events of PACT 3.0 (CloudEvents 1.0) to the systems of enterprises that have one, put down in the
 * transaction of what they tell. To who has none nothing is sent: it lists. Immutable.
 */
final class PactEvents {
  static final String TYPE = "org.wbcsd.pact.ProductFootprint.";
  static final String CREATED = TYPE + "RequestCreatedEvent.3";
  static final String FULFILLED = TYPE + "RequestFulfilledEvent.3";
  static final String REJECTED = TYPE + "RequestRejectedEvent.3";
  static final String PUBLISHED = TYPE + "PublishedEvent.3";
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  private final String source;

  /**
   * @param host and port under which others reach this server
   */
  PactEvents(String host) {
    this.source = "//" + requireNonNull(host, "host is null") + "/api/pact/3/events";
  }

  /** A footprint was said: those who may read it are told, and open requests for it answered. */
  void said(Tables tables, Footprint footprint) {
    Set<Long> readers = readers(tables, footprint);
    for (PactRequest request : tables.supply().pact().open(footprint.product())) {
      if (readers.contains(request.asker())) {
        fulfil(tables, footprint.owner(), request.asker(), request.event(), List.of(footprint));
        tables.supply().pact().put(with(request, PactRequest.State.FULFILLED));
      }
    }
    readers.forEach(
        reader ->
            post(
                tables,
                footprint.owner(),
                reader,
                PUBLISHED,
                Map.of("pfIds", List.of(footprint.uuid()))));
  }

  /** Those who buy and may read it. */
  static Set<Long> readers(Tables tables, Footprint footprint) {
    Long lot = footprint.lot();
    if (lot != null) {
      return tables.supply().lots().receivers(lot);
    }
    boolean offered =
        tables.supply().product(footprint.product()).map(SupplyProduct::offered).orElse(false);
    return tables.supply().partners().stream()
        .filter(each -> offered && each.isActive() && each.supplier() == footprint.owner())
        .map(SupplyPartner::buyer)
        .collect(Collectors.toSet());
  }

  static PactRequest with(PactRequest request, PactRequest.State state) {
    return new PactRequest(
        request.id(), request.event(), request.asker(), request.product(), request.at(), state);
  }

  /**
   * @param event id of the request
   * @param footprints that the asker may read; at least one
   */
  void fulfil(
      Tables tables, long owner, long asker, String event, Collection<Footprint> footprints) {
    post(
        tables,
        owner,
        asker,
        FULFILLED,
        Map.of(
            "requestEventId",
            event,
            "pfs",
            footprints.stream().map(each -> PactFootprint.of(tables, each)).toList()));
  }

  void reject(Tables tables, long owner, PactRequest request, String message) {
    post(
        tables,
        owner,
        request.asker(),
        REJECTED,
        Map.of(
            "requestEventId",
            request.event(),
            "error",
            Map.of("code", "NotFound", "message", message)));
  }

  /** Asks the system of a supplier. */
  void ask(Tables tables, long asker, long supplier, List<String> productIds, String comment) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("productId", productIds);
    if (!comment.isBlank()) {
      data.put("comment", comment);
    }
    post(tables, asker, supplier, CREATED, data);
  }

  private void post(Tables tables, long sender, long recipient, String type, Object data) {
    if (tables.supply().pact().host(recipient).isEmpty()) {
      return;
    }
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put("specversion", "1.0");
    event.put("id", UUID.randomUUID().toString());
    event.put("source", source);
    event.put("time", tables.now());
    event.put("data", data);
    tables
        .supply()
        .pact()
        .post(
            new PactMessage(
                0, sender, recipient, type, json(event), tables.now(), 0, tables.now(), null, ""));
  }

  private static String json(Object event) {
    try {
      return MAPPER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written", e);
    }
  }
}
