// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** A page of a list of which somebody sees only some rows: read on until it is full. */
public final class SeenRows {
  /** A page of the store; small enough for those who see all, quick enough for the others. */
  private static final int AT_ONCE = 500;

  private SeenRows() {}

  /** A page of the store, newest first. */
  public interface Source<T> {
    List<T> before(long id, int limit);
  }

  /**
   * @param before only rows with a smaller id
   * @param seen whether a row is to be given
   */
  public static <T> List<T> newestFirst(
      long before, int limit, Source<T> source, ToLongFunction<T> id, Predicate<T> seen) {
    List<T> page = new ArrayList<>();
    long last = before;
    while (page.size() < limit) {
      List<T> rows = source.before(last, Math.max(limit, AT_ONCE));
      for (T row : rows) {
        if (page.size() < limit && seen.test(row)) {
          page.add(row);
        }
      }
      if (rows.size() < Math.max(limit, AT_ONCE)) {
        break;
      }
      last = id.applyAsLong(rows.getLast());
    }
    return page;
  }
}
