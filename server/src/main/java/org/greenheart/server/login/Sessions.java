// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Rights;
import org.greenheart.server.accounts.Role;
import org.greenheart.server.api.ApiException;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Login;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;

/** Lets in by the secrets that browsers and programs bring. Thread-safe. */
final class Sessions {
  /** Seldom enough to write, often enough to be shown. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  /** By it a leaked token is recognised as one of ours. */
  static final String TOKEN_PREFIX = "ghk_";

  private final Registry registry;
  private final LoginTimes times;
  private final InstantSource clock;
  private final AccessPasses passes = new AccessPasses();

  Sessions(Registry registry, LoginTimes times, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.times = requireNonNull(times, "times is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** A new session; its secret is known to the answer alone. */
  Entered begin(Tables tables, Account account, String browser, String address) {
    Instant now = clock.instant();
    tables.logins().forget(now.minus(Duration.ofDays(1)));
    String secret = Secrets.draw();
    Login login =
        tables
            .logins()
            .add(
                new Login(
                    0,
                    Login.Kind.SESSION,
                    Secrets.hash(secret),
                    account.id(),
                    browser,
                    Optional.empty(),
                    now,
                    now.plus(times.idle()),
                    now,
                    address));
    return new Entered(account, login, caller(account, login), secret);
  }

  /**
   * @throws ApiException 401 {@code session-unknown}, {@code session-expired}, {@code
   *     account-inactive}
   */
  Entered bySession(String secret, String address) {
    return enter(Login.Kind.SESSION, "session", secret, address);
  }

  /**
   * @throws ApiException 401 {@code token-unknown}, {@code token-expired}, {@code account-inactive}
   */
  Entered byToken(String secret, String address) {
    return enter(Login.Kind.TOKEN, "token", passes.behind(secret, clock.instant()), address);
  }

  /**
   * A pass for a while, for a program that shows its token beside the login of its account (OAuth
   * 2.0, RFC 6749, section 4.4).
   *
   * @throws ApiException 401 as {@link #byToken}; {@code client-wrong} when the two do not belong
   *     together
   */
  String pass(String login, String secret, String address) {
    Entered entered = enter(Login.Kind.TOKEN, "token", secret, address);
    if (!entered.account().login().equals(LoginDesk.login(login))) {
      throw refused("client-wrong", "login and token do not belong together");
    }
    return passes.issue(secret, clock.instant());
  }

  private Entered enter(Login.Kind kind, String word, String secret, String address) {
    Login login =
        registry
            .logins()
            .byHash(kind, Secrets.hash(secret))
            .orElseThrow(
                () -> refused(word + "-unknown", "this %s is not one of ours".formatted(word)));
    Instant now = clock.instant();
    if (!now.isBefore(login.expires())) {
      throw refused(word + "-expired", "this %s ended at %s".formatted(word, login.expires()));
    }
    Account account =
        registry
            .accounts()
            .find(login.account())
            .filter(Account::active)
            .orElseThrow(() -> refused("account-inactive", "this account is not active"));
    if (now.isAfter(login.seen().plus(SEEN_EVERY))) {
      registry.logins().seen(login.id(), now, expires(login, now), address);
    }
    return new Entered(account, login, caller(account, login), secret);
  }

  private Instant expires(Login login, Instant now) {
    if (login.kind() != Login.Kind.SESSION) {
      return login.expires();
    }
    Instant idle = now.plus(times.idle());
    Instant end = login.made().plus(times.longest());
    return idle.isBefore(end) ? idle : end;
  }

  private static ApiException refused(String code, String message) {
    return new ApiException(401, code, message);
  }

  private static Caller caller(Account account, Login login) {
    Set<Role> roles =
        account.roles().stream()
            .flatMap(word -> Role.ofText(word).stream())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    if (roles.isEmpty()) {
      roles.add(Role.PUBLIC);
    }
    Set<Right> rights = Rights.of(roles);
    if (login.rights().isPresent()) {
      Set<String> words = login.rights().get();
      // Never more than the account may now; never the account itself.
      rights.removeIf(right -> !words.contains(right.text()));
    }
    return new Caller(account.id(), account.name(), account.unit(), roles, account.reach(), rights);
  }
}
