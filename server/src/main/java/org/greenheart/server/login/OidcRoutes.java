// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;

/**
 * Coming in from an OpenID provider: from a login that began here to a session, or to the login
 * page with the reason why not. Thread-safe.
 */
final class OidcRoutes implements Routes {
  private static final String ACTION = "GET /api/oidc/callback";
  private static final String WAITING = "oidc-waiting";
  private static final String COOKIE = "greenheart-oidc";
  private static final Duration HOLDS = Duration.ofMinutes(10);
  private static final int MOST = 1_000;

  private final OidcProvider provider;
  private final OidcAccounts accounts;
  private final Optional<URI> publicUrl;
  private final Registry registry;
  private final LoginRoutes login;
  private final AuditTrail audit;
  private final RefusalLimit limit;
  private final InstantSource clock;

  /** By the hash of the browser's cookie. */
  private final Map<String, Waiting> waiting =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Waiting> eldest) {
          return size() > MOST;
        }
      };

  private record Waiting(OidcProvider.Begun begun, Instant until) {}

  OidcRoutes(
      OidcConfig config,
      Optional<URI> publicUrl,
      Registry registry,
      LoginRoutes login,
      AuditTrail audit,
      RefusalLimit limit,
      InstantSource clock) {
    this.provider = new OidcProvider(config);
    this.accounts = new OidcAccounts(config.rolesClaim());
    this.publicUrl = publicUrl;
    this.registry = requireNonNull(registry, "registry is null");
    this.login = requireNonNull(login, "login is null");
    this.audit = requireNonNull(audit, "audit is null");
    this.limit = requireNonNull(limit, "limit is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/oidc/start", this::start, Right.PUBLIC, About.NO_POINT);
    routes.get("/api/oidc/callback", this::callback, Right.PUBLIC, About.NO_POINT);
  }

  private void start(Context ctx) {
    if (registry.accounts().count() == 0) {
      throw new ApiException(409, "setup-needed", "make the owner's account first");
    }
    String base = publicUrl.map(URI::toString).orElse("http://" + ctx.header("Host"));
    OidcProvider.Begun begun =
        new OidcProvider.Begun(
            new State(), new Nonce(), new CodeVerifier(), URI.create(base + "/api/oidc/callback"));
    URI address = provider.address(begun);
    String secret = Secrets.draw();
    synchronized (waiting) {
      waiting.put(Secrets.hash(secret), new Waiting(begun, clock.instant().plus(HOLDS)));
    }
    ctx.cookie(cookie(secret, (int) HOLDS.toSeconds()));
    ctx.redirect(address.toString());
  }

  /** Lax: it must come back with the browser that the provider sends here. */
  private Cookie cookie(String value, int seconds) {
    Cookie cookie = new Cookie(COOKIE, value);
    cookie.setPath("/api/oidc");
    cookie.setHttpOnly(true);
    cookie.setSecure(publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false));
    cookie.setMaxAge(seconds);
    cookie.setSameSite(SameSite.LAX);
    return cookie;
  }

  private void callback(Context ctx) {
    try {
      IDTokenClaimsSet claims = claims(ctx);
      boolean entered = registry.write(tables -> enter(tables, ctx, claims));
      ctx.redirect(entered ? "/" : "/?refused=" + WAITING);
    } catch (ApiException e) {
      // A person stands before this, not a program: the login page says why.
      if (limit.take(ctx.ip(), e.code())) {
        audit.add(ctx, Caller.nobody(), ACTION, "", e.code(), null, null);
      }
      ctx.redirect("/?refused=" + e.code());
    }
    ctx.cookie(cookie("", 0));
  }

  /** Account, session and entry of the audit in one; whether somebody came in. */
  private boolean enter(Tables tables, Context ctx, IDTokenClaimsSet claims) {
    Account account = accounts.of(tables, claims);
    AuditTrail.about(ctx, "account " + account.id());
    if (account.active()) {
      var _ = login.enter(tables, ctx, account);
    }
    String outcome = account.active() ? "done" : WAITING;
    audit.add(tables.audit(), ctx, Caller.nobody(), ACTION, "", outcome, null, null);
    return account.active();
  }

  private IDTokenClaimsSet claims(Context ctx) {
    String secret = ctx.cookie(COOKIE);
    Waiting found;
    synchronized (waiting) {
      found = secret == null ? null : waiting.remove(Secrets.hash(secret));
    }
    String state = ctx.queryParam("state");
    String code = ctx.queryParam("code");
    if (found == null
        || clock.instant().isAfter(found.until())
        || state == null
        || !Secrets.same(state, found.begun().state().getValue())
        || code == null) {
      throw new ApiException(401, "oidc-failed", "this answer belongs to no login of this browser");
    }
    return provider.claims(code, found.begun());
  }
}
