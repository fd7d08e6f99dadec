// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

final class SqliteReaches implements Reaches {
  private final Access access;

  SqliteReaches(Access access) {
    this.access = access;
  }

  /** A statement that gives the things of a reach; numbers stand in it as they are. */
  static String visible(Reach reach) {
    if (reach.everything()) {
      throw new IllegalArgumentException("a reach over everything needs no statement");
    }
    return "SELECT thing FROM thing_place WHERE enterprise IN %s"
            .formatted(list(reach.enterprises()))
        + (reach.areas().isEmpty() ? "" : " OR area IN (%s)".formatted(areasOf(reach)))
        + (reach.groups().isEmpty()
            ? ""
            : " UNION SELECT thing FROM point_group_thing WHERE point_group IN %s"
                .formatted(list(reach.groups())));
  }

  private static String areasOf(Reach reach) {
    return "WITH RECURSIVE reached (id) AS (SELECT id FROM area WHERE id IN %s"
            .formatted(list(reach.areas()))
        + " UNION SELECT a.id FROM area a JOIN reached r ON a.parent = r.id)"
        + " SELECT id FROM reached";
  }

  private static String list(Collection<Long> numbers) {
    return numbers.stream()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(",", "(", ")"));
  }

  @Override
  public Set<Long> things(Reach reach) {
    return access.read(handle -> numbers(handle, visible(reach)));
  }

  @Override
  public Set<Long> enterprises(Reach reach) {
    return access.read(
        handle -> {
          Set<Long> enterprises = new HashSet<>(reach.enterprises());
          enterprises.addAll(
              numbers(
                  handle,
                  "SELECT DISTINCT enterprise FROM thing_place WHERE enterprise IS NOT NULL"
                      + " AND thing IN (%s)".formatted(visible(reach))));
          return enterprises;
        });
  }

  @Override
  public Set<Long> areas(Reach reach) {
    return access.read(handle -> numbers(handle, areasOf(reach)));
  }

  @Override
  public Set<Long> casesOf(String unit, long account) {
    return access.read(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(
                        """
                        SELECT id FROM case_file
                        WHERE lead = :unit AND id NOT IN (
                          SELECT case_file FROM case_piece
                          WHERE leads = 1 AND account IS NOT NULL)
                        UNION SELECT case_file FROM case_piece
                        WHERE (unit = :unit AND account IS NULL) OR account = :account""")
                    .bind("unit", unit)
                    .bind("account", TableShape.reference(account))
                    .mapTo(Long.class)
                    .list()));
  }

  private static Set<Long> numbers(Handle handle, String sql) {
    return new HashSet<>(handle.createQuery(sql).mapTo(Long.class).list());
  }

  @Override
  public OptionalLong thingOf(AuditedTable table, long id) {
    return number(
        "SELECT thing FROM %s WHERE %s = ? AND thing IS NOT NULL"
            .formatted(table.table(), table.key()),
        id);
  }

  @Override
  public OptionalLong enterpriseOfPermit(long permit) {
    return number("SELECT enterprise FROM permit WHERE id = ?", permit);
  }

  private OptionalLong number(String sql, long id) {
    Optional<Long> found =
        access.read(handle -> handle.select(sql, id).mapTo(Long.class).findOne());
    return found.map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
