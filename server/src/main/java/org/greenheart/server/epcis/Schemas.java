// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.greenheart.server.api.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that a document is held against: the program's own, and the file {@value #FILE} where
 * the operator has put one into the data folder, such as the one that GS1 publishes. Read for the
 * first capture: a start needs none. Thread-safe.
 */
final class Schemas {
  /** In the data folder. */
  static final String FILE = "epcis-schema.json";

  private final Path file;
  private @Nullable List<EventSchema> all; // guarded by this

  Schemas(Path data) {
    this.file = requireNonNull(data, "data is null").resolve(FILE);
  }

  /**
   * @throws ApiException 500 {@code epcis-schema} when the operator's file is no JSON Schema: then
   *     nothing is captured, since nobody would know that it was not held against it
   */
  List<EventFault> faults(JsonNode document) {
    return all().stream().flatMap(schema -> schema.faults(document).stream()).distinct().toList();
  }

  private synchronized List<EventSchema> all() {
    List<EventSchema> known = all;
    if (known == null) {
      known =
          Files.exists(file)
              ? List.of(EventSchema.standard(), published())
              : List.of(EventSchema.standard());
      all = known;
    }
    return known;
  }

  private EventSchema published() {
    try {
      return EventSchema.of(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new ApiException(
          500,
          "epcis-schema",
          "%s in the data folder is no JSON Schema in one piece: %s"
              .formatted(FILE, e.getMessage()));
    }
  }
}
