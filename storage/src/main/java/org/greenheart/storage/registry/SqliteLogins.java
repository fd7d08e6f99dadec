// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;

final class SqliteLogins implements Logins {
  private final Access access;

  SqliteLogins(Access access) {
    this.access = access;
  }

  @Override
  public Login add(Login login) {
    return access.write(
        handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO login
                      (kind, hash, account, name, rights, made, expires, seen, address)
                    VALUES
                      (:kind, :hash, :account, :name, :rights, :made, :expires, :seen, :address)
                    RETURNING *""")
                .bind("kind", login.kind().text())
                .bind("hash", login.hash())
                .bind("account", login.account())
                .bind("name", login.name())
                .bind("rights", login.rights().map(SqliteAccounts::words).orElse(null))
                .bind("made", Micros.of(login.made()))
                .bind("expires", Micros.of(login.expires()))
                .bind("seen", Micros.of(login.seen()))
                .bind("address", login.address())
                .map((row, context) -> login(row))
                .one());
  }

  @Override
  public Optional<Login> byHash(Login.Kind kind, String hash) {
    return access.read(
        handle ->
            handle
                .select("SELECT * FROM login WHERE hash = ? AND kind = ?", hash, kind.text())
                .map((row, context) -> login(row))
                .findOne());
  }

  @Override
  public List<Login> of(long account, Login.Kind kind) {
    return access.read(
        handle ->
            handle
                .select(
                    "SELECT * FROM login WHERE account = ? AND kind = ? ORDER BY id DESC",
                    account,
                    kind.text())
                .map((row, context) -> login(row))
                .list());
  }

  @Override
  public void seen(long id, Instant at, Instant expires, String address) {
    access.write(
        handle ->
            handle.execute(
                "UPDATE login SET seen = ?, expires = ?, address = ? WHERE id = ?",
                Micros.of(at),
                Micros.of(expires),
                address,
                id));
  }

  @Override
  public boolean end(long account, long id) {
    return access.write(
        handle ->
            handle.execute("DELETE FROM login WHERE account = ? AND id = ?", account, id) == 1);
  }

  @Override
  public void endAll(long account, Login.Kind kind, long but) {
    access.write(
        handle ->
            handle.execute(
                "DELETE FROM login WHERE account = ? AND kind = ? AND id <> ?",
                account,
                kind.text(),
                but));
  }

  @Override
  public void forget(Instant before) {
    access.write(
        handle -> handle.execute("DELETE FROM login WHERE expires < ?", Micros.of(before)));
  }

  private static Login login(ResultSet row) throws SQLException {
    return new Login(
        row.getLong("id"),
        Login.Kind.ofText(row.getString("kind")),
        row.getString("hash"),
        row.getLong("account"),
        row.getString("name"),
        Optional.ofNullable(Columns.text(row, "rights")).map(SqliteAccounts::set),
        Columns.instant(row, "made"),
        Columns.instant(row, "expires"),
        Columns.instant(row, "seen"),
        row.getString("address"));
  }
}
