// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import org.greenheart.server.api.Params;

/** Pages of lists (EPCIS 2.0, section 12.6): the next one is in the {@code Link} header. */
final class Pages {
  static final int USUAL = 30;
  private static final int MOST = 1_000;

  /** Parameters that any list takes, none of them of a query. */
  static final Set<String> NAMES = Set.of("perPage", "nextPageToken", "seat");

  private Pages() {}

  static int size(Context ctx) {
    return (int) Params.number(ctx, "perPage", USUAL, MOST);
  }

  /** So many were on the pages before. */
  static int skip(Context ctx) {
    return (int) Params.number(ctx, "nextPageToken", 0, Integer.MAX_VALUE);
  }

  /** The page of a short list that is asked for. */
  static <T> List<T> of(Context ctx, List<T> all) {
    int from = Math.min(skip(ctx), all.size());
    int to = Math.min(all.size(), from + size(ctx));
    if (to < all.size()) {
      link(ctx, to);
    }
    return all.subList(from, to);
  }

  static void link(Context ctx, long token) {
    String asked = ctx.queryString();
    String kept = asked == null ? "" : asked.replaceAll("(^|&)nextPageToken=[^&]*", "");
    ctx.header(
        "Link",
        "<%s?%s%snextPageToken=%s>; rel=\"next\""
            .formatted(ctx.url(), kept, kept.isEmpty() ? "" : "&", token));
  }
}
