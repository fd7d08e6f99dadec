// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;

final class SqliteCodePrefixes implements CodePrefixes {
  private final Access access;

  SqliteCodePrefixes(Access access) {
    this.access = access;
  }

  @Override
  public CodePrefix add(CodePrefix prefix) {
    return access.write(
        handle -> {
          References.require(handle, "enterprise", "enterprise", prefix.owner());
          for (CodePrefix each : all()) {
            if (each.meets(prefix)) {
              throw new RuleException(
                  "prefix",
                  "must not begin with one that is registered, nor one with it: %s of enterprise %s"
                      .formatted(each.prefix(), each.owner()),
                  prefix.prefix(),
                  "prefix-taken");
            }
          }
          long id =
              handle
                  .createUpdate(
                      "INSERT INTO supply_prefix (owner, prefix) VALUES (:owner, :prefix)")
                  .bind("owner", prefix.owner())
                  .bind("prefix", prefix.prefix())
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          return new CodePrefix(id, prefix.owner(), prefix.prefix());
        });
  }

  @Override
  public void remove(long id) {
    int removed =
        access.write(handle -> handle.execute("DELETE FROM supply_prefix WHERE id = ?", id));
    if (removed == 0) {
      throw RegistryException.notFound("prefix", id);
    }
  }

  @Override
  public List<CodePrefix> all() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM supply_prefix ORDER BY prefix")
                .map(
                    (row, context) ->
                        new CodePrefix(
                            row.getLong("id"), row.getLong("owner"), row.getString("prefix")))
                .list());
  }
}
