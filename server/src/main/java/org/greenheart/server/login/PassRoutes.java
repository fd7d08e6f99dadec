// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.Map;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Audited;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Gate;
import org.greenheart.server.api.Routes;

/**
 * {@code POST /api/pact/auth/token}: OAuth 2.0 client credentials (RFC 6749, section 4.4), as PACT
 * wants them. The client's id is the login of an account, its secret one of that account's tokens.
 */
final class PassRoutes implements Routes {
  private static final String BASIC = "Basic ";

  private final Sessions sessions;

  PassRoutes(Sessions sessions) {
    this.sessions = requireNonNull(sessions, "sessions is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post(
        "/api/pact/auth/token", this::token, Right.PUBLIC, About.NO_POINT, Audited.WITHOUT_BODY);
  }

  private void token(Context ctx) {
    if (!"client_credentials".equals(ctx.formParam("grant_type"))) {
      refuse(ctx, 400, "unsupported_grant_type", "grant_type must be client_credentials");
      return;
    }
    try {
      String[] client = client(ctx);
      ctx.json(
          Map.of(
              "access_token",
              sessions.pass(client[0], client[1], ctx.ip()),
              "token_type",
              "bearer",
              "expires_in",
              AccessPasses.HOLDS.toSeconds()));
    } catch (ApiException e) {
      if (e.status() == 429) {
        refuse(ctx, 429, "temporarily_unavailable", String.valueOf(e.getMessage()));
      } else {
        refuse(ctx, e.status() == 401 ? 401 : 400, "invalid_client", "Authentication failed");
      }
    }
  }

  /** Id and secret. */
  private static String[] client(Context ctx) {
    String header = ctx.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      throw new ApiException(401, "client-missing", "client id and secret are sent as Basic");
    }
    try {
      String both =
          new String(Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), UTF_8);
      int colon = both.indexOf(':');
      if (colon > 0) {
        return new String[] {both.substring(0, colon), both.substring(colon + 1)};
      }
    } catch (IllegalArgumentException e) {
      // Told below: it is as good as none.
    }
    throw new ApiException(401, "client-missing", "client id and secret are sent as Basic");
  }

  private static void refuse(Context ctx, int status, String error, String description) {
    Gate.refused(ctx, error);
    if (status == 401) {
      ctx.header("WWW-Authenticate", "Basic");
    }
    ctx.status(status).json(Map.of("error", error, "error_description", description));
  }
}
