// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Audited;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Role;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Gate;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.storage.registry.AuditLog;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * The gate: finds out who calls, whether the route's {@link Right} is theirs, whether what the path
 * names lies in their scope, and whether a change comes from a page of ours; and writes into the
 * audit what was changed and what was refused.
 *
 * <p>What lies outside of somebody's scope is answered as if it did not exist: 404 {@code
 * not-found}, with the same words for both. Thread-safe.
 */
final class Admission implements Gate {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final String AUDITED = AuditedRequest.class.getName();
  private static final String ENTERED = Entered.class.getName();
  private static final String REFUSED = Admission.class.getName() + ".refused";

  private static final Caller LOCAL =
      new Caller(
          0,
          "this machine",
          "",
          Set.of(Role.SYSTEM_ADMIN),
          Reach.all(),
          Set.of(Right.PUBLIC, Right.LOGGED_IN, Right.READ_SERVER, Right.KEEP_SERVER));

  private final boolean open;
  private final String localSecret;
  private final Registry registry;
  private final Belongings belongings;
  private final Sessions sessions;
  private final Cookies cookies;
  private final OwnPages pages;
  private final AuditTrail audit;
  private final RefusalLimit limit;

  /**
   * @param open nobody is asked for a login
   * @param localSecret lets in who may read the data folder
   */
  Admission(
      boolean open,
      String localSecret,
      Registry registry,
      Belongings belongings,
      Sessions sessions,
      Cookies cookies,
      OwnPages pages,
      AuditTrail audit,
      RefusalLimit limit) {
    this.open = open;
    this.localSecret = requireNonNull(localSecret, "localSecret is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.belongings = requireNonNull(belongings, "belongings is null");
    this.sessions = requireNonNull(sessions, "sessions is null");
    this.cookies = requireNonNull(cookies, "cookies is null");
    this.pages = requireNonNull(pages, "pages is null");
    this.audit = requireNonNull(audit, "audit is null");
    this.limit = requireNonNull(limit, "limit is null");
  }

  @Override
  public Optional<URI> publicAddress() {
    return open ? Optional.empty() : pages.publicUrl();
  }

  /** The login that the request came with, if it came with one that is good. */
  static Optional<Entered> entered(Context ctx) {
    return Optional.ofNullable(ctx.attribute(ENTERED));
  }

  @Override
  public void enter(Context ctx) {
    registry.witness(null);
    Right right = right(ctx);
    Callers.set(ctx, Caller.nobody(), Sight.of(Caller.nobody().scope(), registry.reaches()));
    try {
      if (open) {
        Callers.setOpen(ctx);
      } else {
        identify(ctx, right);
      }
      check(ctx, right);
    } catch (ApiException e) {
      ctx.attribute(REFUSED, true);
      throw e;
    }
    if (isChange(ctx)) {
      follow(ctx);
    }
  }

  /** From here on the registry writes the request's entry with what the request changes. */
  private void follow(Context ctx) {
    AuditedRequest request = audited(ctx, Callers.of(ctx), asked(ctx));
    ctx.attribute(AUDITED, request);
    AuditTrail.setBegin(ctx, request::begin);
    registry.witness(request);
  }

  private AuditedRequest audited(Context ctx, Caller caller, @Nullable String asked) {
    Endpoint endpoint = requireNonNull(ctx.endpoints().matchedHttpEndpoint(), "no route matched");
    return new AuditedRequest(
        audit,
        ctx,
        caller,
        ctx.method() + " " + endpoint.path,
        target(ctx),
        asked,
        log -> state(ctx, log));
  }

  /** Read now: nothing waits for a slow sender while it writes. Files are their routes' to read. */
  private @Nullable String asked(Context ctx) {
    return ctx.routeRoles().contains(Audited.WITHOUT_BODY) || ctx.isMultipart()
        ? null
        : audit.request(ctx);
  }

  /** What states none is for those alone who have all rights. */
  private static @Nullable Right right(Context ctx) {
    return ctx.routeRoles().stream()
        .filter(Right.class::isInstance)
        .map(Right.class::cast)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable About about(Context ctx) {
    return ctx.routeRoles().stream()
        .filter(About.class::isInstance)
        .map(About.class::cast)
        .findFirst()
        .orElse(null);
  }

  private void identify(Context ctx, @Nullable Right right) {
    String bearer = bearer(ctx);
    Optional<String> cookie = cookies.session(ctx);
    Entered entered;
    try {
      if (bearer != null) {
        String secret = bearer.replaceFirst("(?i)^Bearer +", "");
        if (Secrets.same(secret, localSecret)) {
          Callers.set(ctx, LOCAL, Sight.everything());
          return;
        }
        entered = sessions.byToken(secret, ctx.ip());
      } else if (cookie.isPresent()) {
        entered = sessions.bySession(cookie.get(), ctx.ip());
      } else {
        return;
      }
    } catch (ApiException e) {
      // The login page must open for a browser whose session has ended.
      if (right == Right.PUBLIC && bearer == null) {
        cookies.clear(ctx);
        return;
      }
      throw e;
    }
    ctx.attribute(ENTERED, entered);
    Callers.set(ctx, entered.caller(), Sight.of(entered.caller(), registry.reaches()));
    Callers.setStill(ctx, () -> isStill(entered, ctx.ip()));
    if (entered.isSession() && isChange(ctx)) {
      pages.requireToken(ctx, entered);
    }
  }

  /** What a program shows. Basic is for the one route that gives passes, and lets in nowhere. */
  private static @Nullable String bearer(Context ctx) {
    String header = ctx.header("Authorization");
    return header == null || header.regionMatches(true, 0, "Basic ", 0, 6) ? null : header;
  }

  private boolean isStill(Entered before, String address) {
    try {
      Entered now =
          before.isSession()
              ? sessions.bySession(before.secret(), address)
              : sessions.byToken(before.secret(), address);
      return now.caller().equals(before.caller());
    } catch (ApiException e) {
      return false;
    }
  }

  private void check(Context ctx, @Nullable Right right) {
    Caller caller = Callers.of(ctx);
    if (isChange(ctx)) {
      pages.requireOrigin(ctx);
    }
    if (right == Right.PUBLIC) {
      return;
    }
    if (caller.has(Role.PUBLIC)) {
      throw new ApiException(
          401,
          registry.accounts().count() == 0 ? "setup-needed" : "login-needed",
          "%s %s needs a login".formatted(ctx.method(), ctx.path()));
    }
    boolean may =
        right == null ? caller.rights().size() == Right.values().length : caller.may(right);
    if (!may) {
      throw new ApiException(
          403,
          "right-missing",
          "%s %s needs the right %s, which %s does not have"
              .formatted(
                  ctx.method(),
                  ctx.path(),
                  right == null ? "of the owner" : right.text(),
                  caller.name()));
    }
    if (!caller.scope().everything()) {
      checkScope(ctx);
    }
  }

  private void checkScope(Context ctx) {
    About about = about(ctx);
    if (about == null) {
      throw new ApiException(
          403,
          "scope-too-narrow",
          "%s %s is for those who see everything".formatted(ctx.method(), ctx.path()));
    }
    if (about == About.NO_POINT || about == About.WHAT_IS_SEEN) {
      return;
    }
    Long id = named(ctx);
    if (id == null || !belongings.isSeen(about, id, Callers.sight(ctx))) {
      throw ApiException.notFound("not-found", "nothing is at %s".formatted(ctx.path()));
    }
  }

  /** The number that the first parameter of the path has; null when it is none. */
  private static @Nullable Long named(Context ctx) {
    Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
    if (endpoint == null) {
      return null;
    }
    Matcher parameter = PARAMETER.matcher(endpoint.path);
    if (!parameter.find()) {
      return null;
    }
    String[] pattern = endpoint.path.split("/", -1);
    String[] path = ctx.path().split("/", -1);
    for (int i = 0; i < Math.min(pattern.length, path.length); i++) {
      if (pattern[i].equals(parameter.group())) {
        try {
          return Long.valueOf(path[i]);
        } catch (NumberFormatException e) {
          return null;
        }
      }
    }
    return null;
  }

  private static boolean isChange(Context ctx) {
    return !READING.contains(ctx.method().name());
  }

  private static @Nullable String state(Context ctx, AuditLog log) {
    About about = about(ctx);
    Long id = named(ctx);
    if (about == null || id == null) {
      return null;
    }
    return Belongings.table(about).flatMap(table -> log.state(table, id)).orElse(null);
  }

  @Override
  public void leave(Context ctx) {
    registry.witness(null);
    if (ctx.endpoints().matchedHttpEndpoint() == null) {
      return;
    }
    String outcome = Gate.outcome(ctx);
    AuditedRequest request = ctx.attribute(AUDITED);
    if (request != null) {
      // Who has no login, and changed nothing, must not fill the audit.
      boolean counts = request.hasChanged() || !Callers.of(ctx).has(Role.PUBLIC);
      if (!request.isTold(outcome) && (counts || limit.take(ctx.ip(), outcome))) {
        request.ended(registry.audit(), outcome);
      }
      return;
    }
    // It only read, or it was refused here, or before.
    Optional<Caller> caller = Callers.find(ctx);
    boolean refused = caller.isEmpty() || ctx.attribute(REFUSED) != null;
    boolean looked = !refused && ctx.routeRoles().contains(Audited.LOOK);
    if (looked
        || (refused && (isChange(ctx) || hasCredentials(ctx)) && limit.take(ctx.ip(), outcome))) {
      audited(ctx, caller.orElse(Caller.nobody()), asked(ctx)).ended(registry.audit(), outcome);
    }
  }

  private boolean hasCredentials(Context ctx) {
    return ctx.header("Authorization") != null || cookies.session(ctx).isPresent();
  }

  private static String target(Context ctx) {
    About about = about(ctx);
    Long id = named(ctx);
    if (id == null) {
      return "";
    }
    return (about == null ? "" : about.name().toLowerCase(Locale.ROOT) + " ") + id;
  }
}
