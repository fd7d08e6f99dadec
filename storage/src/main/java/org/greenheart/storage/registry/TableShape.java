// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of rows stands in its table.
 *
 * @param what it is called in messages
 * @param columns without id, in the order of the values
 * @param key the columns of the natural key
 * @param references column -> table that it points into
 * @param values of a row, null for what is not there; 0 stands for no reference
 * @param rules what a row must keep beyond its own checks
 */
record TableShape<T>(
    String table,
    String what,
    List<String> columns,
    List<String> key,
    Map<String, String> references,
    ToLongFunction<T> id,
    Function<T, List<@Nullable Object>> values,
    RowMapper<T> reader,
    Rules<T> rules) {
  /** Rules that need other rows. */
  interface Rules<T> {
    /**
     * @param old the row that is replaced
     * @throws RuleException when the row breaks a rule
     */
    void check(Handle handle, Optional<T> old, T row);
  }

  /** What {@link #values} returns. */
  static List<@Nullable Object> ofRow(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  /** A reference as a column: no reference is null. */
  static @Nullable Long reference(long id) {
    return id == 0 ? null : id;
  }
}
