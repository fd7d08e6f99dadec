// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shape of an EPCIS 2.0 document as a JSON Schema. It is written after the standard (EPCIS 2.0,
 * sections 7 and 10) and holds what an event must and may have; GS1 gives its own file without a
 * licence to pass it on, so an operator may add that ({@link Schemas}). Immutable.
 */
final class EventSchema {
  private static final Pattern EVENT = Pattern.compile("^/epcisBody/eventList/(\\d+)(/.*)?$");
  private static final int LONGEST_VALUE = 100;

  /** What a schema points at outside of itself is nowhere: nothing is fetched for a capture. */
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V7,
          builder ->
              builder.schemaLoaders(
                  loaders -> loaders.values(all -> all.add(DisallowSchemaLoader.getInstance()))));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonSchema schema;

  private EventSchema(JsonSchema schema) {
    this.schema = schema;
  }

  /** The one that the program has. */
  static EventSchema standard() {
    try (InputStream in = EventSchema.class.getResourceAsStream("epcis-2.0.schema.json")) {
      if (in == null) {
        throw new IllegalStateException("resource (epcis-2.0.schema.json) is missing");
      }
      return new EventSchema(FACTORY.getSchema(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One that a file holds, in one piece: what it points at elsewhere is not fetched.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when it is no JSON Schema
   */
  static EventSchema of(Path file) throws IOException {
    JsonNode document = MAPPER.readTree(Files.readString(file));
    if (!document.isObject()) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    try {
      JsonSchema schema = FACTORY.getSchema(document);
      schema.initializeValidators();
      return new EventSchema(schema);
    } catch (JsonSchemaException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  List<EventFault> faults(JsonNode document) {
    List<EventFault> faults = new ArrayList<>();
    for (ValidationMessage message : schema.validate(document)) {
      String path = pointer(message.getInstanceLocation().toString());
      Matcher event = EVENT.matcher(path);
      boolean isOfEvent = event.matches();
      String within = isOfEvent ? event.group(2) : path;
      String value = document.at(path).toString();
      faults.add(
          new EventFault(
              isOfEvent ? Integer.parseInt(event.group(1)) : -1,
              within == null ? "" : within,
              rule(message),
              value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value,
              "schema-" + message.getType()));
    }
    return faults;
  }

  /** From {@code $.a[0].b} to {@code /a/0/b}. */
  private static String pointer(String path) {
    return path.startsWith("$")
        ? path.substring(1)
            .replaceAll("\\[(\\d+)]", "/$1")
            .replaceAll("\\['?([^'\\]]*)'?]", "/$1")
            .replace('.', '/')
        : path;
  }

  /** Without the path, which stands beside it. */
  private static String rule(ValidationMessage message) {
    String text = String.valueOf(message.getMessage());
    int colon = text.indexOf(": ");
    return colon < 0 ? text : text.substring(colon + 2);
  }
}
