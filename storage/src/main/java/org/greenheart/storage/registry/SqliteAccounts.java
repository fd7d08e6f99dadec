// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteAccounts implements Accounts {
  private final Access access;

  SqliteAccounts(Access access) {
    this.access = access;
  }

  @Override
  public List<Account> list() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM account ORDER BY login")
                .map((row, context) -> account(handle, row))
                .list());
  }

  @Override
  public int count() {
    return access.read(
        handle -> handle.createQuery("SELECT COUNT(*) FROM account").mapTo(Integer.class).one());
  }

  @Override
  public Optional<Account> find(long id) {
    return access.read(handle -> find(handle, "id = ?", id));
  }

  @Override
  public Optional<Account> byLogin(String login) {
    return access.read(handle -> find(handle, "login = ?", login));
  }

  @Override
  public Optional<Account> bySubject(String issuer, String subject) {
    return access.read(handle -> find(handle, "issuer = ? AND subject = ?", issuer, subject));
  }

  private static Optional<Account> find(Handle handle, String which, Object... values) {
    return handle
        .select("SELECT * FROM account WHERE " + which, values)
        .map((row, context) -> account(handle, row))
        .findOne();
  }

  @Override
  public Account add(Account account) {
    return access.write(
        handle -> {
          refuseTaken(handle, account);
          long id =
              handle
                  .createUpdate(
                      """
                      INSERT INTO account
                        (login, name, roles, everything, unit, active, created, issuer, subject,
                         claimed)
                      VALUES
                        (:login, :name, :roles, :everything, :unit, :active, :created, :issuer,
                          :subject, :claimed)\
                      """)
                  .bind("login", account.login())
                  .bind("name", account.name())
                  .bind("roles", words(account.roles()))
                  .bind("everything", account.reach().everything())
                  .bind("unit", account.unit())
                  .bind("active", account.active())
                  .bind("created", Micros.of(account.created()))
                  .bind("issuer", account.issuer())
                  .bind("subject", account.subject())
                  .bind("claimed", account.claimed())
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          setReach(handle, id, account.reach());
          return find(handle, "id = ?", id).orElseThrow();
        });
  }

  private static void refuseTaken(Handle handle, Account account) {
    if (find(handle, "login = ? AND id <> ?", account.login(), account.id()).isPresent()) {
      throw new RegistryException(
          RegistryException.Code.DUPLICATE, "login (%s) is taken".formatted(account.login()));
    }
    String issuer = account.issuer();
    String subject = account.subject();
    if (issuer != null
        && subject != null
        && find(handle, "issuer = ? AND subject = ? AND id <> ?", issuer, subject, account.id())
            .isPresent()) {
      throw new RegistryException(
          RegistryException.Code.DUPLICATE,
          "subject (%s) of %s is taken".formatted(subject, issuer));
    }
  }

  @Override
  public Account change(Account account) {
    return access.write(
        handle -> {
          refuseTaken(handle, account);
          int found =
              handle
                  .createUpdate(
                      """
                      UPDATE account SET login = :login, name = :name, roles = :roles,
                        everything = :everything, unit = :unit, active = :active, issuer = :issuer,
                        subject = :subject, claimed = :claimed
                      WHERE id = :id\
                      """)
                  .bind("login", account.login())
                  .bind("name", account.name())
                  .bind("roles", words(account.roles()))
                  .bind("everything", account.reach().everything())
                  .bind("unit", account.unit())
                  .bind("active", account.active())
                  .bind("issuer", account.issuer())
                  .bind("subject", account.subject())
                  .bind("claimed", account.claimed())
                  .bind("id", account.id())
                  .execute();
          if (found == 0) {
            throw RegistryException.notFound("account", account.id());
          }
          handle.execute("DELETE FROM account_reach WHERE account = ?", account.id());
          setReach(handle, account.id(), account.reach());
          return find(handle, "id = ?", account.id()).orElseThrow();
        });
  }

  private static void setReach(Handle handle, long account, Reach reach) {
    add(handle, account, "enterprise", reach.enterprises());
    add(handle, account, "area", reach.areas());
    add(handle, account, "group", reach.groups());
  }

  private static void add(Handle handle, long account, String kind, Set<Long> places) {
    places.forEach(
        place ->
            handle.execute(
                "INSERT INTO account_reach (account, kind, place) VALUES (?, ?, ?)",
                account,
                kind,
                place));
  }

  private static Reach reach(Handle handle, long account, boolean everything) {
    return everything
        ? Reach.all()
        : Reach.of(
            places(handle, account, "enterprise"),
            places(handle, account, "area"),
            places(handle, account, "group"));
  }

  private static Set<Long> places(Handle handle, long account, String kind) {
    return new HashSet<>(
        handle
            .select("SELECT place FROM account_reach WHERE account = ? AND kind = ?", account, kind)
            .mapTo(Long.class)
            .list());
  }

  @Override
  public Optional<String> password(long id) {
    return text(id, "password");
  }

  @Override
  public void setPassword(long id, String hash) {
    access.write(
        handle -> handle.execute("UPDATE account SET password = ? WHERE id = ?", hash, id));
  }

  @Override
  public Optional<String> totp(long id) {
    return text(id, "totp");
  }

  private Optional<String> text(long id, String column) {
    return access.read(
        handle ->
            handle
                .select(
                    "SELECT %s FROM account WHERE id = ? AND %s IS NOT NULL"
                        .formatted(column, column),
                    id)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public void setTotp(long id, String secret, long step, Collection<String> recoveryHashes) {
    access.write(
        handle -> {
          handle.execute(
              "UPDATE account SET totp = ?, totp_step = ? WHERE id = ?", secret, step, id);
          handle.execute("DELETE FROM recovery_code WHERE account = ?", id);
          recoveryHashes.forEach(
              hash ->
                  handle.execute(
                      "INSERT INTO recovery_code (account, hash) VALUES (?, ?)", id, hash));
          return id;
        });
  }

  @Override
  public void keepTotp(long id, String secret) {
    access.write(
        handle ->
            handle.execute(
                "UPDATE account SET totp = ? WHERE id = ? AND totp IS NOT NULL", secret, id));
  }

  @Override
  public void clearTotp(long id) {
    access.write(
        handle -> {
          handle.execute("UPDATE account SET totp = NULL, totp_step = 0 WHERE id = ?", id);
          return handle.execute("DELETE FROM recovery_code WHERE account = ?", id);
        });
  }

  @Override
  public boolean useStep(long id, long step) {
    return access.write(
        handle ->
            handle.execute(
                    "UPDATE account SET totp_step = ? WHERE id = ? AND totp_step < ?",
                    step,
                    id,
                    step)
                == 1);
  }

  @Override
  public boolean useRecovery(long id, String hash) {
    return access.write(
        handle ->
            handle.execute("DELETE FROM recovery_code WHERE account = ? AND hash = ?", id, hash)
                == 1);
  }

  @Override
  public int recoveryLeft(long id) {
    return access.read(
        handle ->
            handle
                .select("SELECT COUNT(*) FROM recovery_code WHERE account = ?", id)
                .mapTo(Integer.class)
                .one());
  }

  private static Account account(Handle handle, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    return new Account(
        id,
        row.getString("login"),
        row.getString("name"),
        set(row.getString("roles")),
        reach(handle, id, row.getBoolean("everything")),
        row.getString("unit"),
        row.getBoolean("active"),
        Columns.instant(row, "created"),
        Columns.text(row, "totp") != null,
        Columns.text(row, "password") != null,
        Columns.text(row, "issuer"),
        Columns.text(row, "subject"),
        row.getBoolean("claimed"));
  }

  static String words(Set<String> words) {
    return words.stream().sorted().collect(Collectors.joining(","));
  }

  static Set<String> set(@Nullable String words) {
    return words == null || words.isEmpty()
        ? Set.of()
        : Arrays.stream(words.split(",", -1)).collect(Collectors.toUnmodifiableSet());
  }
}
