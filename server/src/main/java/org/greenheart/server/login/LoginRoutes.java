// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Role;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Login;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** {@code /api/me}, the first visit, coming in and going out. */
final class LoginRoutes implements Routes {
  private static final Set<String> KINDS = Set.of("bureau", "park", "factory");

  private final boolean open;
  private final String place;
  private final Registry registry;
  private final LoginDesk desk;
  private final Sessions sessions;
  private final Cookies cookies;
  private final SetupCode setup;
  private final @Nullable String provider;

  /**
   * @param place as the settings call it; empty where they say nothing
   * @param provider what the button of the OpenID provider says; null where there is none
   */
  LoginRoutes(
      boolean open,
      String place,
      Registry registry,
      LoginDesk desk,
      Sessions sessions,
      Cookies cookies,
      SetupCode setup,
      @Nullable String provider) {
    this.open = open;
    this.place = requireNonNull(place, "place is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.sessions = requireNonNull(sessions, "sessions is null");
    this.cookies = requireNonNull(cookies, "cookies is null");
    this.setup = requireNonNull(setup, "setup is null");
    this.provider = provider;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/me", ctx -> ctx.json(me(ctx)), Right.PUBLIC, About.NO_POINT);
    routes.post("/api/setup", this::setup, Right.PUBLIC, About.NO_POINT);
    routes.put("/api/installation", this::rename, Right.KEEP_SERVER, About.NO_POINT);
    routes.post("/api/login", this::login, Right.PUBLIC, About.NO_POINT);
    routes.post("/api/logout", this::logout, Right.PUBLIC, About.NO_POINT);
    routes.post("/api/reset", this::reset, Right.PUBLIC, About.NO_POINT);
  }

  private Me me(Context ctx) {
    Caller caller = Callers.of(ctx);
    Entered entered = Admission.entered(ctx).orElse(null);
    boolean setupNeeded = !open && registry.accounts().count() == 0;
    return new Me(
        open,
        setupNeeded,
        setupNeeded && SetupCode.isNeeded(ctx),
        registry.installation().get("name").orElse(place),
        registry.installation().get("kind").orElse("bureau"),
        registry.installation().get("zone").orElse("Asia/Shanghai"),
        provider,
        caller.has(Role.PUBLIC) ? null : AccountView.of(caller, entered),
        entered == null || !entered.isSession() ? null : entered.pageToken());
  }

  /**
   * @param setupCode whether the first visit needs the code that the start prints
   * @param kind bureau, park or factory
   * @param provider what the button of the OpenID provider says
   * @param pageToken to be sent with every change
   */
  record Me(
      boolean open,
      boolean setupNeeded,
      boolean setupCode,
      String place,
      String kind,
      String zone,
      @Nullable String provider,
      @Nullable AccountView account,
      @Nullable String pageToken) {}

  /** Somebody as they see themselves. */
  record AccountView(
      long id,
      @Nullable String login,
      String name,
      List<String> roles,
      List<String> rights,
      String unit,
      boolean everything,
      boolean twoFactor,
      boolean hasPassword) {
    private static AccountView of(Caller caller, @Nullable Entered entered) {
      Account account = entered == null ? null : entered.account();
      return new AccountView(
          caller.id(),
          account == null ? null : account.login(),
          caller.name(),
          caller.roles().stream().sorted().map(Role::text).toList(),
          caller.rights().stream().sorted().map(Right::text).toList(),
          caller.unit(),
          caller.scope().everything(),
          account != null && account.twoFactor(),
          account != null && account.hasPassword());
    }
  }

  private void setup(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    if (open) {
      throw new ApiException(409, "server-open", "this server asks nobody for a login");
    }
    if (SetupCode.isNeeded(ctx) && !setup.fits(body.optionalText("code").orElse(""))) {
      throw new ApiException(
          403, "setup-code", "from another machine the code is needed that the start prints");
    }
    String name = name(body);
    String kind = kind(body);
    String zone = zone(body.optionalText("zone").orElse("Asia/Shanghai"));
    String login = LoginDesk.login(body.text("login"));
    Account asked =
        Account.named(
            login, body.text("name"), Set.of(Role.OWNER.text()), Reach.all(), registry.now());
    String hash = desk.hash(body.text("password"), login);
    Came came =
        registry.write(
            tables -> {
              if (tables.accounts().count() > 0) {
                throw new ApiException(409, "setup-done", "somebody has made the first account");
              }
              Account made = tables.accounts().add(asked);
              tables.accounts().setPassword(made.id(), hash);
              tables.installation().set("name", name);
              tables.installation().set("kind", kind);
              tables.installation().set("zone", zone);
              return enter(tables, ctx, made);
            });
    ctx.status(201).json(came);
  }

  /** What the first visit said of the place, but its zone: days and reports stand on that. */
  private void rename(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    String name = name(body);
    String kind = kind(body);
    ctx.json(
        registry.write(
            tables -> {
              tables.installation().set("name", name);
              tables.installation().set("kind", kind);
              return new Installation(name, kind);
            }));
  }

  private record Installation(String place, String kind) {}

  private static String name(JsonBody body) {
    String name = body.text("place").strip();
    if (name.isEmpty() || name.length() > 100) {
      throw new RuleException("place", "must have 1 to 100 characters", name, "text-length");
    }
    return name;
  }

  private static String kind(JsonBody body) {
    String kind = body.text("kind");
    if (!KINDS.contains(kind)) {
      throw new RuleException("kind", "must be bureau, park or factory", kind, "kind-unknown");
    }
    return kind;
  }

  private static String zone(String text) {
    try {
      return ZoneId.of(text).getId();
    } catch (DateTimeException e) {
      throw new RuleException("zone", "must be a time zone such as Asia/Shanghai", text, "zone");
    }
  }

  private void login(Context ctx) {
    if (open) {
      throw new ApiException(409, "server-open", "this server asks nobody for a login");
    }
    JsonBody body = JsonBody.of(ctx);
    String login = body.text("login");
    AuditTrail.about(ctx, "login " + shown(login));
    Account account =
        desk.open(login, body.text("password"), body.optionalText("code").orElse(null), ctx.ip());
    ctx.json(registry.write(tables -> enter(tables, ctx, account)));
  }

  /** What was typed may be a password in the wrong field: no more of it than a login has. */
  private static String shown(String login) {
    String text = LoginDesk.login(login);
    return text.matches("[a-z0-9._@-]{1,64}") ? text : "(no login)";
  }

  /** For those who come in by another door, too. */
  Came enter(Tables tables, Context ctx, Account account) {
    // One that the browser had before ends: a login never goes on in a session it did not begin.
    Admission.entered(ctx)
        .filter(Entered::isSession)
        .ifPresent(old -> end(tables, old.account().id(), old.login()));
    String browser = ctx.userAgent();
    Entered entered = sessions.begin(tables, account, browser == null ? "" : browser, ctx.ip());
    AuditTrail.by(ctx, entered.caller());
    AuditTrail.about(ctx, "account " + account.id());
    cookies.set(ctx, entered.secret());
    return new Came(AccountView.of(entered.caller(), entered), entered.pageToken());
  }

  /** Who came in, and what changes have to be sent with. */
  record Came(AccountView account, String pageToken) {}

  private static void end(Tables tables, long account, Login login) {
    boolean _ = tables.logins().end(account, login.id());
  }

  private void logout(Context ctx) {
    Admission.entered(ctx)
        .filter(Entered::isSession)
        .ifPresent(entered -> end(registry, entered.account().id(), entered.login()));
    cookies.clear(ctx);
    ctx.status(204);
  }

  private void reset(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    Account account =
        desk.reset(
            body.text("code"),
            body.text("password"),
            ctx.ip(),
            found -> AuditTrail.about(ctx, "account " + found.id()));
    cookies.clear(ctx);
    ctx.json(new ResetDone(account.login()));
  }

  record ResetDone(String login) {}

  /** When an account's logins were made and used. */
  record LoginView(
      long id,
      String name,
      String address,
      Instant made,
      Instant seen,
      Instant expires,
      boolean present,
      @Nullable List<String> rights) {
    static LoginView of(Login login, long present) {
      return new LoginView(
          login.id(),
          login.name(),
          login.address(),
          login.made(),
          login.seen(),
          login.expires(),
          login.id() == present,
          login.rights().map(words -> words.stream().sorted().toList()).orElse(null));
    }
  }
}
