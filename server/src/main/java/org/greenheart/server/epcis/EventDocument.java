// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.storage.registry.EpcisEvent;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** What goes out: events, and the {@code EPCISQueryDocument} around them. */
final class EventDocument {
  /** Of EPCIS and of CBV. */
  static final String VERSION = "2.0.0";

  static final String CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  private EventDocument() {}

  /**
   * @param query by which they were found
   * @param subscription for which; null where they are the answer to who asked
   */
  static String of(
      String query, @Nullable String subscription, Instant made, List<ObjectNode> events) {
    ObjectNode root = MAPPER.createObjectNode();
    root.putArray("@context").add(CONTEXT);
    root.put("type", "EPCISQueryDocument");
    root.put("schemaVersion", "2.0");
    root.put("creationDate", made.toString());
    ObjectNode results = root.putObject("epcisBody").putObject("queryResults");
    if (subscription != null) {
      results.put("subscriptionID", subscription);
    }
    results.put("queryName", query);
    ArrayNode list = results.putObject("resultsBody").putArray("eventList");
    list.addAll(events);
    return root.toString();
  }

  /**
   * An event as far as it is the readers' to know.
   *
   * @param readers null for those who see everybody's
   */
  static ObjectNode json(Tables tables, @Nullable Set<Long> readers, EpcisEvent event) {
    ObjectNode node = kept(event.json());
    node.put("eventID", event.eventId());
    node.put("recordTime", event.recorded().toString());
    SeenEvent.cut(tables, readers, event, node);
    return node;
  }

  /** An object that was checked when it was kept. */
  static ObjectNode kept(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("kept JSON is broken", e);
    }
  }

  /**
   * An {@code EPCISDocument} with the events of what may be an {@code EPCISQueryDocument}: what one
   * server answers can be captured by another.
   */
  static JsonNode plain(JsonNode document) {
    if (!document.path("type").asText().equals("EPCISQueryDocument")) {
      return document;
    }
    ObjectNode plain = ((ObjectNode) document).deepCopy();
    JsonNode list =
        document.path("epcisBody").path("queryResults").path("resultsBody").path("eventList");
    plain.put("type", "EPCISDocument");
    ObjectNode body = plain.putObject("epcisBody");
    if (list.isArray()) {
      body.set("eventList", list);
    }
    return plain;
  }

  /** The document of one event, with the event's own names for what is beyond the standard. */
  static JsonNode around(JsonNode event, Instant made) {
    ObjectNode root = MAPPER.createObjectNode();
    JsonNode context = event.path("@context");
    root.set("@context", context.isMissingNode() ? MAPPER.valueToTree(CONTEXT) : context);
    root.put("type", "EPCISDocument");
    root.put("schemaVersion", "2.0");
    root.put("creationDate", made.toString());
    root.putObject("epcisBody").putArray("eventList").add(event);
    return root;
  }

  /**
   * The object that a request brings.
   *
   * @param what it must be
   * @throws ApiException 400 {@code body-not-json}, {@code body-not-object}
   */
  static JsonNode read(String body, String what) {
    try {
      JsonNode document = MAPPER.readTree(body);
      if (document != null && document.isObject()) {
        return document;
      }
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "body-not-json", "the body is no JSON: " + e.getOriginalMessage());
    }
    throw ApiException.badRequest("body-not-object", "the body must be " + what);
  }
}
