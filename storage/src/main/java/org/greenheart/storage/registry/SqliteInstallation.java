// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Optional;

final class SqliteInstallation implements Installation {
  private final Access access;

  SqliteInstallation(Access access) {
    this.access = access;
  }

  @Override
  public Optional<String> get(String name) {
    return access.read(
        handle ->
            handle
                .select("SELECT value FROM installation WHERE name = ?", name)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public void set(String name, String value) {
    access.write(
        handle ->
            handle.execute(
                """
                INSERT INTO installation (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
                name,
                value));
  }
}
