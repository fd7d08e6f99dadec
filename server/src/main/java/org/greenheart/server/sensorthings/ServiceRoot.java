// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.greenheart.storage.registry.EntityType;

/** What the service says of itself: its sets and which requirements it fulfils. */
final class ServiceRoot {
  private static final String REQUIREMENTS = "http://www.opengis.net/spec/iot_sensing/1.1/req/";

  /**
   * The requirements of OGC 18-088 that are served. Those of single functions are left out while
   * the geographic ones are missing, and those of writing while nothing is written here.
   */
  static final List<String> CONFORMANCE =
      List.of(
          "datamodel",
          "resource-path/resource-path-to-entities",
          "request-data/order",
          "request-data/expand",
          "request-data/select",
          "request-data/orderby",
          "request-data/top",
          "request-data/skip",
          "request-data/count",
          "request-data/filter",
          "request-data/built-in-filter-operations",
          "request-data/pagination",
          "request-data/status-code",
          "request-data/query-status-code");

  private ServiceRoot() {}

  static void write(JsonGenerator json, Links links) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("value");
    for (EntityType type : EntityType.values()) {
      json.writeStartObject();
      json.writeStringField("name", type.set());
      json.writeStringField("url", links.set(type));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("serverSettings");
    json.writeArrayFieldStart("conformance");
    for (String requirement : CONFORMANCE) {
      json.writeString(REQUIREMENTS + requirement);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }
}
