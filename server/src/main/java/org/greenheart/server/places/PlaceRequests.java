// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import org.greenheart.server.api.ApiException;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.RuleException;

/** What the handlers of the place side share: ids in paths, and failures as answers. */
final class PlaceRequests {
  private PlaceRequests() {}

  /** The body of a request that breaks a rule about a value. */
  record RuleError(String code, String message, String field, String rule, String value) {}

  /** Lets a handler throw what the registry throws. */
  static Handler answering(Handler handler) {
    return ctx -> {
      try {
        handler.handle(ctx);
      } catch (RuleException e) {
        ctx.status(400)
            .json(
                new RuleError(
                    e.code(), String.valueOf(e.getMessage()), e.field(), e.rule(), e.value()));
      } catch (SheetException e) {
        throw ApiException.badRequest(e.code(), String.valueOf(e.getMessage()));
      } catch (RegistryException e) {
        throw failure(e);
      }
    };
  }

  private static RuntimeException failure(RegistryException e) {
    String code = e.code().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (e.code()) {
      case NOT_FOUND -> ApiException.notFound(code, String.valueOf(e.getMessage()));
      case DUPLICATE, IN_USE -> new ApiException(409, code, String.valueOf(e.getMessage()));
      case NEWER_DATABASE, FOREIGN_DATABASE, LOCKED, STORAGE -> e;
    };
  }

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
