// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query options of a request, or of one expansion in it, as they were written.
 *
 * @param top the most entities wanted; null when not given
 * @param after the opaque mark of {@code $skiptoken} where a page goes on; null on the first
 * @param written each option's text by its name, in the order in which they came: what the link to
 *     the next page repeats
 */
record QueryOptions(
    @Nullable Expression filter,
    List<Ordering> orderBy,
    @Nullable Long top,
    long skip,
    boolean count,
    List<Expression.Path> select,
    List<Expansion> expand,
    boolean dataArray,
    @Nullable String after,
    Map<String, String> written) {

  static final QueryOptions NONE =
      new QueryOptions(
          null, List.of(), null, 0, false, List.of(), List.of(), false, null, Map.of());

  QueryOptions {
    orderBy = List.copyOf(orderBy);
    select = List.copyOf(select);
    expand = List.copyOf(expand);
  }

  /** One key to order by. */
  record Ordering(Expression expression, boolean descending) {}

  /** One relation to write inline, with the options in its brackets. */
  record Expansion(Expression.Path path, QueryOptions options) {}
}
