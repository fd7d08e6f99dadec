// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import io.javalin.http.Context;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;

/**
 * A page of a list that grows, newest first. What a caller sees is asked of the store itself, by
 * its partnerships, so that a page is full without reading others' rows.
 *
 * @param before only rows with a smaller id
 * @param limit from 1 to {@link #MOST}
 */
record Page(long before, int limit) {
  static final int MOST = 500;
  private static final int USUAL = 100;

  /**
   * {@code ?before=ID&limit=N}.
   *
   * @throws ApiException {@code number-unreadable}, {@code number-range}
   */
  static Page of(Context ctx) {
    return new Page(
        Params.number(ctx, "before", Long.MAX_VALUE, Long.MAX_VALUE),
        (int) Params.number(ctx, "limit", USUAL, MOST));
  }

  static Page first() {
    return new Page(Long.MAX_VALUE, MOST);
  }

  Page after(long id) {
    return new Page(id, limit);
  }
}
