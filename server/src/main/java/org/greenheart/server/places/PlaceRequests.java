// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import org.greenheart.server.api.ApiException;

/** What the handlers of the place side share. */
final class PlaceRequests {
  private PlaceRequests() {}

  static ApiException notFound(String what, long id) {
    return ApiException.notFound("not-found", "%s (%s) does not exist".formatted(what, id));
  }
}
