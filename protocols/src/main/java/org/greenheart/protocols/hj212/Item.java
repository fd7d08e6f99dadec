// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One item (项目) of a data area: the fields between two semicolons, in the order sent.
 *
 * @param fields at least one
 */
public record Item(List<Field> fields) {
  public Item {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("an item must have a field");
    }
  }

  /** An item of fields that are given as name, value, name, value... */
  public static Item of(String name, String value, String... more) {
    requireNonNull(name, "name is null");
    if (more.length % 2 != 0) {
      throw new IllegalArgumentException(
          "the name (%s) has no value".formatted(more[more.length - 1]));
    }
    Field[] fields = new Field[1 + more.length / 2];
    fields[0] = Field.of(name, value);
    for (int i = 0; i < more.length; i += 2) {
      fields[1 + i / 2] = Field.of(more[i], more[i + 1]);
    }
    return new Item(List.of(fields));
  }

  /** The first value of this part, whatever its code. */
  public Optional<String> value(String part) {
    for (Field field : fields) {
      if (field.part().equals(part)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }
}
