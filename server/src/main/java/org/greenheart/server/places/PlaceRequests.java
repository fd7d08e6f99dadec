// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import io.javalin.http.Context;
import org.greenheart.server.api.ApiException;

/** What the handlers of the place side share. */
final class PlaceRequests {
  private PlaceRequests() {}

  /**
   * @throws ApiException 404 {@code not-found} when the path has no number there
   */
  static long id(Context ctx, String name) {
    try {
      return Long.parseLong(ctx.pathParam(name));
    } catch (NumberFormatException e) {
      throw ApiException.notFound(
          "not-found", "%s (%s) does not exist".formatted(name, ctx.pathParam(name)));
    }
  }

  static ApiException notFound(String what, long id) {
    return ApiException.notFound("not-found", "%s (%s) does not exist".formatted(what, id));
  }
}
