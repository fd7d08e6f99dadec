// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.greenheart.server.api.ApiException;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Login;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** Checks passwords and codes, and changes them. Thread-safe. */
final class LoginDesk {
  /** How long a code for a new password can be used. */
  static final Duration RESET_HOLDS = Duration.ofDays(2);

  private static final int RECOVERY_CODES = 10;
  private static final int RESET_GROUPS = 4;
  private static final int RECOVERY_GROUPS = 3;

  private final Registry registry;
  private final Passwords passwords;
  private final CodeSecrets codes;
  private final Throttle throttle;
  private final InstantSource clock;

  LoginDesk(
      Registry registry,
      Passwords passwords,
      CodeSecrets codes,
      Throttle throttle,
      InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.passwords = requireNonNull(passwords, "passwords is null");
    this.codes = requireNonNull(codes, "codes is null");
    this.throttle = requireNonNull(throttle, "throttle is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** As logins are kept. */
  static String login(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The account that password and code open.
   *
   * @param code of the second factor, or a recovery code; null when none was typed
   * @throws ApiException 401 {@code login-wrong}, {@code code-needed}, {@code code-wrong}, {@code
   *     code-used}, {@code code-sealed}, {@code account-inactive}; 429 {@code too-many-tries}
   */
  Account open(String typed, String password, @Nullable String code, String address) {
    String login = login(typed);
    throttle.check(login, address);
    Account account = registry.accounts().byLogin(login).orElse(null);
    Optional<String> hash =
        account == null ? Optional.empty() : registry.accounts().password(account.id());
    if (account == null || hash.isEmpty()) {
      passwords.pretend(password);
      throw wrong(login, address);
    }
    if (!passwords.matches(password, hash.get())) {
      throw wrong(login, address);
    }
    if (!account.active()) {
      throw new ApiException(401, "account-inactive", "this account is not active");
    }
    if (account.twoFactor()) {
      checkCode(account, code, address);
    }
    throttle.succeeded(login);
    return account;
  }

  private ApiException wrong(String login, String address) {
    throttle.failed(login, address);
    return new ApiException(
        401, "login-wrong", "login and password do not belong together, or there is no such login");
  }

  private void checkCode(Account account, @Nullable String code, String address) {
    if (code == null || code.isBlank()) {
      throw new ApiException(
          401, "code-needed", "this account asks for a code beside the password");
    }
    String typed = code.strip().toLowerCase(Locale.ROOT);
    if (typed.contains("-")) {
      if (!registry.accounts().useRecovery(account.id(), Secrets.hash(typed))) {
        throttle.failed(account.login(), address);
        throw new ApiException(401, "code-wrong", "this recovery code is wrong or was used before");
      }
      return;
    }
    String kept = registry.accounts().totp(account.id()).orElseThrow();
    String secret = codes.unseal(account, kept);
    OptionalLong step = Totp.match(secret, typed.replace(" ", ""), clock.instant());
    if (step.isEmpty()) {
      throttle.failed(account.login(), address);
      throw new ApiException(401, "code-wrong", "the code is not the one of this half minute");
    }
    if (!registry.accounts().useStep(account.id(), step.getAsLong())) {
      throttle.failed(account.login(), address);
      throw new ApiException(401, "code-used", "a code can be used once: wait for the next one");
    }
  }

  /**
   * That somebody who is logged in still knows the password.
   *
   * @throws ApiException 403 {@code password-wrong}; 429 {@code too-many-tries}
   */
  void requirePassword(Account account, String password, String address) {
    throttle.check(account.login(), address);
    Optional<String> hash = registry.accounts().password(account.id());
    if (hash.isEmpty() || !passwords.matches(password, hash.get())) {
      throttle.failed(account.login(), address);
      throw new ApiException(403, "password-wrong", "this is not the password of this account");
    }
    throttle.succeeded(account.login());
  }

  /** The hash of a new password; fails when it is weak. */
  String hash(String password, String login) {
    return passwords.hash(Passwords.checked(password, login));
  }

  /**
   * Sets a password and ends all sessions but one.
   *
   * @param but the id of the session that stays; 0 for none
   */
  void setPassword(Account account, String password, long but) {
    String hash = hash(password, account.login());
    registry.write(
        tables -> {
          tables.accounts().setPassword(account.id(), hash);
          tables.logins().endAll(account.id(), Login.Kind.SESSION, but);
          tables.logins().endAll(account.id(), Login.Kind.RESET, 0);
          return account;
        });
  }

  /** A code by which somebody sets a password of their own, once; an older one ends. */
  String resetCode(Tables tables, Account account, String address) {
    String secret = Secrets.drawForPeople(RESET_GROUPS);
    Instant now = clock.instant();
    tables.logins().endAll(account.id(), Login.Kind.RESET, 0);
    tables
        .logins()
        .add(
            new Login(
                0,
                Login.Kind.RESET,
                Secrets.hash(secret),
                account.id(),
                "",
                Optional.empty(),
                now,
                now.plus(RESET_HOLDS),
                now,
                address));
    return secret;
  }

  /**
   * Sets a new password by a code.
   *
   * @param found told whose code it is, before anything is changed
   * @throws ApiException 401 {@code reset-code}; 429 {@code too-many-tries}
   */
  Account reset(String code, String password, String address, Consumer<Account> found) {
    throttle.check("reset from " + address, address);
    Login login =
        registry
            .logins()
            .byHash(Login.Kind.RESET, Secrets.hash(code.strip().toLowerCase(Locale.ROOT)))
            .filter(each -> clock.instant().isBefore(each.expires()))
            .orElse(null);
    if (login == null) {
      throttle.failed("reset from " + address, address);
      throw new ApiException(
          401, "reset-code", "this code is wrong, was used, or is older than two days");
    }
    Account account = registry.accounts().find(login.account()).orElseThrow();
    found.accept(account);
    setPassword(account, password, 0);
    throttle.succeeded(account.login());
    return account;
  }

  /** Begins to ask for codes of a secret; gives the recovery codes, which nobody sees again. */
  List<String> startTotp(Account account, String secret, String code) {
    OptionalLong step = Totp.match(secret, code.replace(" ", ""), clock.instant());
    if (step.isEmpty()) {
      throw new ApiException(
          400, "code-wrong", "the code is not the one of this half minute: is the clock right?");
    }
    List<String> recovery =
        IntStream.range(0, RECOVERY_CODES)
            .mapToObj(i -> Secrets.drawForPeople(RECOVERY_GROUPS))
            .toList();
    registry
        .accounts()
        .setTotp(
            account.id(),
            codes.seal(account, secret),
            step.getAsLong(),
            recovery.stream().map(Secrets::hash).toList());
    return recovery;
  }
}
