// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.greenheart.storage.registry.RegistryException.Code.CHANGED;
import static org.greenheart.storage.registry.RegistryException.Code.DUPLICATE;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Rows that count their changes in a column {@code version}, the first being 1. */
final class VersionedRows {
  private VersionedRows() {}

  /** The columns of a row in order: name, value, name, value. */
  static Map<String, @Nullable Object> columns(@Nullable Object... pairs) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      columns.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return columns;
  }

  /**
   * Adds a row, or changes the one with the id, if nobody did meanwhile.
   *
   * @param what a row is called in messages
   * @param id 0 for a new one
   * @param version that the change rests on; says nothing for a new one
   * @return the id
   * @throws RegistryException {@code CHANGED}, {@code NOT_FOUND}, {@code DUPLICATE}
   */
  static long put(
      Handle handle,
      String table,
      String what,
      long id,
      int version,
      Map<String, @Nullable Object> columns) {
    try {
      if (id == 0) {
        return bound(handle.createUpdate(insert(table, columns.keySet())), columns)
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
      }
      String sets =
          columns.keySet().stream()
              .map(column -> column + " = :" + column)
              .collect(Collectors.joining(", "));
      int changed =
          bound(
                  handle.createUpdate(
                      "UPDATE %s SET %s, version = version + 1 WHERE id = :id AND version = :version"
                          .formatted(table, sets)),
                  columns)
              .bind("id", id)
              .bind("version", version)
              .execute();
      if (changed == 0) {
        References.require(handle, table, what, id);
        throw new RegistryException(
            CHANGED, "%s (%s) was changed by somebody else meanwhile".formatted(what, id));
      }
      return id;
    } catch (UnableToExecuteStatementException e) {
      if (References.violated(e)) {
        throw new RegistryException(
            RegistryException.Code.NOT_FOUND, what + " points at what does not exist", e);
      }
      if (String.valueOf(e.getMessage()).contains("UNIQUE")) {
        throw new RegistryException(DUPLICATE, what + " like this exists already", e);
      }
      throw e;
    }
  }

  private static String insert(String table, Collection<String> columns) {
    return "INSERT INTO %s (%s, version) VALUES (%s, 1)"
        .formatted(
            table,
            String.join(", ", columns),
            columns.stream().map(column -> ":" + column).collect(Collectors.joining(", ")));
  }

  private static Update bound(Update update, Map<String, @Nullable Object> columns) {
    columns.forEach(update::bind);
    return update;
  }

  /** Ids as a JSON list, for {@code IN (SELECT value FROM json_each(:ids))}. */
  static String list(Collection<Long> ids) {
    return ids.stream().sorted().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
