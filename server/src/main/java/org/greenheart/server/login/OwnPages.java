// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.server.api.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * Tells changes that come from a page of ours from those that another site makes a browser send: by
 * the Origin, and by a token that only a page of ours can read.
 */
final class OwnPages {
  static final String TOKEN_HEADER = "X-Page-Token";

  private final Optional<URI> publicUrl;

  OwnPages(Optional<URI> publicUrl) {
    this.publicUrl = publicUrl;
  }

  Optional<URI> publicUrl() {
    return publicUrl;
  }

  /** An Origin, when sent, must be the host asked or the public address. */
  void requireOrigin(Context ctx) {
    String origin = ctx.header("Origin");
    if (origin == null || isOurs(origin.toLowerCase(Locale.ROOT), ctx.header("Host"))) {
      return;
    }
    throw new ApiException(
        403,
        "foreign-origin",
        "Origin (%s) must be the Host asked (%s), or http.public-url"
            .formatted(origin, ctx.header("Host")));
  }

  private boolean isOurs(String origin, @Nullable String host) {
    if (publicUrl
        .map(url -> url.toString().toLowerCase(Locale.ROOT).equals(origin))
        .orElse(false)) {
      return true;
    }
    String asked = host == null ? "" : host.toLowerCase(Locale.ROOT);
    return origin.equals("http://" + asked) || origin.equals("https://" + asked);
  }

  void requireToken(Context ctx, Entered entered) {
    String token = ctx.header(TOKEN_HEADER);
    if (token == null || !Secrets.same(token, entered.pageToken())) {
      throw new ApiException(
          403,
          "page-token",
          "a change with a session needs the header %s that /api/me gives".formatted(TOKEN_HEADER));
    }
  }
}
