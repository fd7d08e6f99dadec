// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * A table of {@link VersionedRows} and the records that its rows are.
 *
 * @param what a row is called in messages
 */
record VersionedTable<T>(
    String name,
    String what,
    RowMapper<T> mapper,
    Function<T, Map<String, @Nullable Object>> columns,
    ToLongFunction<T> id,
    ToIntFunction<T> version) {
  /** As {@link VersionedRows#put}; gives the row as it then stands. */
  T put(Handle handle, T row) {
    long stored =
        VersionedRows.put(
            handle, name, what, id.applyAsLong(row), version.applyAsInt(row), columns.apply(row));
    return find(handle, stored).orElseThrow();
  }

  Optional<T> find(Handle handle, long wanted) {
    return handle
        .createQuery("SELECT * FROM %s WHERE id = :id".formatted(name))
        .bind("id", wanted)
        .map(mapper)
        .findOne();
  }
}
