// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.greenheart.storage.registry.EntityRow;
import org.greenheart.storage.registry.Property;
import org.greenheart.storage.registry.TermType;
import org.jspecify.annotations.Nullable;

/** Writes the kept properties of entities other than observations. */
final class EntityJson {
  private EntityJson() {}

  /** A kept property's value; null when there is none. */
  static @Nullable Object value(EntityRow row, Property wanted) {
    int index = 0;
    for (Property property : row.type().properties()) {
      if (property.equals(wanted)) {
        return row.values().get(index);
      }
      index += property.kept() ? 1 : 0;
    }
    throw new IllegalArgumentException("%s has no %s".formatted(row.type(), wanted));
  }

  /**
   * @param inside the paths into its document that are wanted; empty for all
   */
  static void write(
      JsonGenerator json, Property property, @Nullable Object value, List<List<String>> inside)
      throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Long micros -> json.writeString(Iso.text(micros));
      case String text when property.type() == TermType.TEXT -> json.writeString(text);
      case String text when property.name().equals("metadata") -> metadata(json, text, inside);
      case String document -> document(json, document, inside);
      default -> throw new IllegalStateException("value of " + value.getClass());
    }
  }

  /** Metadata may be any JSON; what is kept of it may also be a plain text. */
  private static void metadata(JsonGenerator json, String text, List<List<String>> inside)
      throws IOException {
    if (text.startsWith("{") || text.startsWith("[")) {
      document(json, text, inside);
    } else {
      json.writeString(text);
    }
  }

  static void document(JsonGenerator json, String document, List<List<String>> inside)
      throws IOException {
    if (inside.isEmpty()) {
      json.writeRawValue(document);
      return;
    }
    ObjectNode wanted = Documents.JSON.createObjectNode();
    for (List<String> path : inside) {
      JsonNode found = Documents.at(document, path);
      if (!found.isMissingNode()) {
        ObjectNode parent = wanted;
        for (String key : path.subList(0, path.size() - 1)) {
          parent = parent.withObjectProperty(key);
        }
        parent.set(path.getLast(), found);
      }
    }
    Documents.JSON.writeTree(json, wanted);
  }
}
