// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Login;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;

/**
 * {@code /api/me/...}: what people do about their own account, with a browser that they have logged
 * in with; a program's token opens none of it. Thread-safe.
 */
final class OwnAccountRoutes implements Routes {
  private static final Duration LONGEST_TOKEN = Duration.ofDays(366);
  private static final int MOST_TOKENS = 50;
  private static final int MOST_BEGUN = 1_000;

  /** What a program can never be given: it could make itself more. */
  private static final Set<Right> NOT_FOR_PROGRAMS = Set.of(Right.KEEP_ACCOUNTS);

  private final String issuer;
  private final Registry registry;
  private final LoginDesk desk;
  private final InstantSource clock;

  /** Secrets shown and not yet proved to be on a phone, by account. */
  private final Map<Long, String> begun =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
          return size() > MOST_BEGUN;
        }
      };

  /**
   * @param issuer what a phone calls this server beside its codes
   */
  OwnAccountRoutes(String issuer, Registry registry, LoginDesk desk, InstantSource clock) {
    this.issuer = requireNonNull(issuer, "issuer is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/me/password", this::password, Right.LOGGED_IN, About.NO_POINT);
    routes.get("/api/me/sessions", this::sessions, Right.LOGGED_IN, About.NO_POINT);
    routes.delete("/api/me/sessions/{id}", this::endSession, Right.LOGGED_IN, About.NO_POINT);
    routes.post("/api/me/sessions/end-others", this::endOthers, Right.LOGGED_IN, About.NO_POINT);
    routes.post("/api/me/totp", this::beginTotp, Right.LOGGED_IN, About.NO_POINT);
    routes.post("/api/me/totp/confirm", this::confirmTotp, Right.LOGGED_IN, About.NO_POINT);
    routes.post("/api/me/totp/off", this::endTotp, Right.LOGGED_IN, About.NO_POINT);
    routes.get("/api/me/tokens", this::tokens, Right.LOGGED_IN, About.NO_POINT);
    routes.post("/api/me/tokens", this::makeToken, Right.LOGGED_IN, About.NO_POINT);
    routes.delete("/api/me/tokens/{id}", this::endToken, Right.LOGGED_IN, About.NO_POINT);
  }

  private static Entered person(Context ctx) {
    Entered entered =
        Admission.entered(ctx)
            .filter(Entered::isSession)
            .orElseThrow(
                () ->
                    new ApiException(
                        403, "session-needed", "an account is changed by somebody at a browser"));
    AuditTrail.about(ctx, "account " + entered.account().id());
    return entered;
  }

  private void password(Context ctx) {
    Entered entered = person(ctx);
    JsonBody body = JsonBody.of(ctx);
    Account account = entered.account();
    if (account.hasPassword()) {
      desk.requirePassword(account, body.text("oldPassword"), ctx.ip());
    }
    desk.setPassword(account, body.text("password"), entered.login().id());
    ctx.status(204);
  }

  private void sessions(Context ctx) {
    Entered entered = person(ctx);
    ctx.json(
        registry.logins().of(entered.account().id(), Login.Kind.SESSION).stream()
            .filter(login -> login.expires().isAfter(clock.instant()))
            .map(login -> LoginRoutes.LoginView.of(login, entered.login().id()))
            .toList());
  }

  private void endSession(Context ctx) {
    end(ctx, "session");
  }

  private void endToken(Context ctx) {
    end(ctx, "token");
  }

  private void end(Context ctx, String what) {
    Entered entered = person(ctx);
    long id = Params.number(ctx, "id");
    if (!registry.logins().end(entered.account().id(), id)) {
      throw ApiException.notFound(
          what + "-not-found", "%s (%s) does not exist".formatted(what, id));
    }
    ctx.status(204);
  }

  private void endOthers(Context ctx) {
    Entered entered = person(ctx);
    registry.logins().endAll(entered.account().id(), Login.Kind.SESSION, entered.login().id());
    ctx.status(204);
  }

  private void beginTotp(Context ctx) {
    Account account = person(ctx).account();
    if (account.twoFactor()) {
      throw new ApiException(409, "totp-on", "this account asks for a code already");
    }
    String secret = Totp.secret(Secrets.random());
    synchronized (begun) {
      begun.put(account.id(), secret);
    }
    ctx.status(201)
        .json(
            new TotpBegun(
                secret,
                "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                    .formatted(
                        encoded(issuer), encoded(account.login()), secret, encoded(issuer))));
  }

  /**
   * @param uri what a phone reads as a QR code
   */
  record TotpBegun(String secret, String uri) {}

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void confirmTotp(Context ctx) {
    Account account = person(ctx).account();
    String secret;
    synchronized (begun) {
      secret = begun.get(account.id());
    }
    if (secret == null) {
      throw new ApiException(409, "totp-not-begun", "begin with POST /api/me/totp");
    }
    List<String> recovery = desk.startTotp(account, secret, JsonBody.of(ctx).text("code"));
    synchronized (begun) {
      begun.remove(account.id());
    }
    ctx.json(new TotpOn(recovery));
  }

  /**
   * @param recovery codes, each good once in place of one of the phone's; not shown again
   */
  record TotpOn(List<String> recovery) {}

  private void endTotp(Context ctx) {
    Account account = person(ctx).account();
    desk.requirePassword(account, JsonBody.of(ctx).text("password"), ctx.ip());
    registry.accounts().clearTotp(account.id());
    ctx.status(204);
  }

  private void tokens(Context ctx) {
    Entered entered = person(ctx);
    ctx.json(
        registry.logins().of(entered.account().id(), Login.Kind.TOKEN).stream()
            .map(login -> LoginRoutes.LoginView.of(login, 0))
            .toList());
  }

  private void makeToken(Context ctx) {
    Entered entered = person(ctx);
    JsonBody body = JsonBody.of(ctx);
    String name = body.text("name").strip();
    if (name.isEmpty() || name.length() > 100) {
      throw new RuleException("name", "must have 1 to 100 characters", name, "text-length");
    }
    Set<String> rights = rights(entered, body.texts("rights"));
    Instant now = clock.instant();
    Instant expires = now.plus(holds(body));
    long account = entered.account().id();
    String secret = Sessions.TOKEN_PREFIX + Secrets.draw();
    Login login =
        registry.write(
            tables -> {
              if (tables.logins().of(account, Login.Kind.TOKEN).size() >= MOST_TOKENS) {
                throw new ApiException(
                    409, "token-limit", "an account has at most %s tokens".formatted(MOST_TOKENS));
              }
              return tables
                  .logins()
                  .add(
                      new Login(
                          0,
                          Login.Kind.TOKEN,
                          Secrets.hash(secret),
                          account,
                          name,
                          Optional.of(rights),
                          now,
                          expires,
                          now,
                          ctx.ip()));
            });
    ctx.status(201).json(new NewToken(secret, LoginRoutes.LoginView.of(login, 0)));
  }

  private static Duration holds(JsonBody body) {
    long days = body.number("days");
    if (days < 1 || days > LONGEST_TOKEN.toDays()) {
      throw new RuleException(
          "days", "must be 1 to %s".formatted(LONGEST_TOKEN.toDays()), days, "token-days");
    }
    return Duration.ofDays(days);
  }

  private static Set<String> rights(Entered entered, List<String> words) {
    Set<Right> asked =
        words.stream()
            .map(
                word ->
                    Right.ofText(word)
                        .filter(right -> entered.caller().may(right))
                        .filter(right -> !NOT_FOR_PROGRAMS.contains(right))
                        .orElseThrow(
                            () ->
                                new RuleException(
                                    "rights",
                                    "must be rights that the account has and a program can be given",
                                    word,
                                    "token-rights")))
            .collect(Collectors.toSet());
    if (asked.isEmpty()) {
      throw new RuleException("rights", "must name at least one", words, "token-rights");
    }
    return Stream.concat(asked.stream(), Stream.of(Right.PUBLIC, Right.LOGGED_IN))
        .map(Right::text)
        .collect(Collectors.toSet());
  }

  /**
   * @param token its secret, not shown again
   */
  record NewToken(String token, LoginRoutes.LoginView login) {}
}
