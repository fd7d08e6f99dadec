// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.greenheart.server.api.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the schema takes and refuses, on events of all types written after the standard. */
final class EventSchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** By type, what must be there (EPCIS 2.0, section 7.4). */
  private static final Map<String, String[]> REQUIRED =
      Map.ofEntries(
          entry("ObjectEvent", new String[] {"eventTime", "eventTimeZoneOffset", "action"}),
          entry("AggregationEvent", new String[] {"eventTime", "eventTimeZoneOffset", "action"}),
          entry(
              "TransactionEvent",
              new String[] {"eventTime", "eventTimeZoneOffset", "action", "bizTransactionList"}),
          entry("TransformationEvent", new String[] {"eventTime", "eventTimeZoneOffset"}),
          entry(
              "AssociationEvent",
              new String[] {"eventTime", "eventTimeZoneOffset", "action", "parentID"}));

  @TempDir private Path data;

  private static ObjectNode examples() throws Exception {
    try (InputStream in = EventSchemaTest.class.getResourceAsStream("events.json")) {
      return (ObjectNode) MAPPER.readTree(in);
    }
  }

  private static JsonNode events(JsonNode document) {
    return document.path("epcisBody").path("eventList");
  }

  @Test
  void eventsOfEveryType_areTaken() throws Exception {
    ObjectNode examples = examples();

    assertThat(new Schemas(data).faults(examples)).isEmpty();
    assertThat(events(examples).findValuesAsText("type")).containsAll(REQUIRED.keySet());
  }

  @Test
  void whatATypeNeeds_isMissedByName() throws Exception {
    EventSchema schema = EventSchema.standard();
    JsonNode all = events(examples());
    for (int i = 0; i < all.size(); i++) {
      String[] required = REQUIRED.getOrDefault(all.get(i).path("type").asText(), new String[0]);
      assertThat(required).isNotEmpty();
      for (String field : required) {
        ObjectNode without = examples();
        ((ObjectNode) events(without).get(i)).remove(field);
        int at = i;
        assertThat(schema.faults(without))
            .as("event %s without %s", i, field)
            .anySatisfy(
                fault -> {
                  assertThat(fault.event()).isEqualTo(at);
                  assertThat(fault.code()).isEqualTo("schema-required");
                  assertThat(fault.rule()).contains(field);
                });
      }
    }
  }

  @Test
  void schemaOfTheOperator_isHeldAgainstToo() throws Exception {
    Files.writeString(
        data.resolve(Schemas.FILE),
        """
        {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
         "properties": {"epcisBody": {"properties": {"eventList": {"items": {"required": ["readPoint"]}}}}}}""");
    ObjectNode examples = examples();
    long without =
        StreamSupport.stream(events(examples).spliterator(), false)
            .filter(event -> !event.has("readPoint"))
            .count();

    assertThat(new Schemas(data).faults(examples))
        .hasSize((int) without)
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault.rule()).contains("readPoint"));
  }

  @Test
  void schemaThatIsNone_orPointsElsewhere_isSaid() throws Exception {
    for (String broken :
        new String[] {"{", "[]", "{\"allOf\": [{\"$ref\": \"http://127.0.0.1:9/other.json\"}]}"}) {
      Files.writeString(data.resolve(Schemas.FILE), broken);
      Schemas schemas = new Schemas(data);
      ObjectNode examples = examples();
      assertThatThrownBy(() -> schemas.faults(examples))
          .as(broken)
          .isInstanceOf(ApiException.class)
          .hasMessageStartingWith("epcis-schema.json in the data folder");
    }
  }
}
