// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes the statements that answer an {@link EntityQuery}. */
final class EntitySelect {
  private final EntityQuery query;
  private final Reach reach;
  private final Joins joins;
  private final TermSql terms;

  EntitySelect(EntityQuery query, Reach reach) {
    this.query = query;
    this.reach = reach;
    this.joins = new Joins(query.type(), "e", reach);
    this.terms = new TermSql(query.type(), joins);
  }

  /** Columns: id, the kept properties, the keys of the order. */
  Sql page() {
    return pageOf(columns());
  }

  /** What is named here joins what it needs: only then are the joins known. */
  private Sql pageOf(Sql columns) {
    Sql where = where(true);
    Sql order = order();
    return new Sql()
        .add("SELECT ")
        .add(columns)
        .add(" FROM " + joins.text())
        .add(where)
        .add(order)
        .add(" LIMIT ")
        .value((long) query.limit())
        .add(" OFFSET ")
        .value(query.skip());
  }

  Sql count() {
    Sql where = where(false);
    return new Sql().add("SELECT COUNT(*) FROM " + joins.text()).add(where);
  }

  /** Columns: source, place in the order, then as in {@link #page}. */
  Sql related(Navigation step, Collection<Long> sources) {
    Link link = Link.of(step);
    Sql columns = columns();
    Sql where = where(false);
    Sql order = order();
    return new Sql()
        .add("SELECT * FROM (SELECT link." + link.source() + " AS source, ROW_NUMBER() OVER")
        .add(" (PARTITION BY link." + link.source())
        .add(order)
        .add(") AS place, ")
        .add(columns)
        .add(" FROM " + link.table() + " link JOIN ")
        .add(joinedText(link))
        .add(where.isEmpty() ? new Sql().add(" WHERE ") : where.add(" AND "))
        .add("link." + link.source() + " IN ")
        .add(list(sources))
        .add(") WHERE place > ")
        .value(query.skip())
        .add(" AND place <= ")
        .value(query.skip() + query.limit())
        .add(" ORDER BY source, place");
  }

  /** Columns: source, count. */
  Sql relatedCounts(Navigation step, Collection<Long> sources) {
    Link link = Link.of(step);
    Sql where = where(false);
    return new Sql()
        .add("SELECT link." + link.source() + ", COUNT(*) FROM " + link.table() + " link JOIN ")
        .add(joinedText(link))
        .add(where.isEmpty() ? new Sql().add(" WHERE ") : where.add(" AND "))
        .add("link." + link.source() + " IN ")
        .add(list(sources))
        .add(" GROUP BY link." + link.source());
  }

  /** Columns: id, thing, interval, own_period, the extras, the keys of the order. */
  Sql streams(List<Term> extras) {
    Sql columns = new Sql().add("e.id, e.thing, e.interval, e.own_period");
    extras.forEach(extra -> columns.add(", ").add(terms.sql(extra)));
    return pageOf(columns);
  }

  /** Puts the join with the link behind the first table of the others. */
  private String joinedText(Link link) {
    String all = joins.text();
    String first = EntityColumns.table(query.type(), reach) + " e";
    return first + " ON e.id = link." + link.target() + all.substring(first.length());
  }

  private Sql columns() {
    Sql columns = new Sql().add("e.id");
    for (Property property : query.type().properties()) {
      if (property.kept()) {
        columns.add(", " + EntityColumns.whole(query.type(), property, "e"));
      }
    }
    for (EntityQuery.SortKey key : query.order()) {
      columns.add(", ").add(terms.sql(key.term()));
    }
    return columns;
  }

  /** Empty, or beginning with WHERE. */
  private Sql where(boolean fromPlace) {
    List<Sql> conditions = new ArrayList<>();
    query.within().ifPresent(source -> conditions.add(within(source)));
    for (Term condition : query.conditions()) {
      conditions.add(condition(condition, conditions.size()));
    }
    if (fromPlace) {
      query.after().ifPresent(place -> conditions.add(after(place)));
    }
    Sql where = new Sql();
    for (Sql condition : conditions) {
      where.add(where.isEmpty() ? " WHERE " : " AND ").add(condition);
    }
    return where;
  }

  private static Sql within(EntityQuery.Source source) {
    Link link = Link.of(source.step());
    return new Sql()
        .add(
            "e.id IN (SELECT %s FROM %s WHERE %s = "
                .formatted(link.target(), link.table(), link.source()))
        .value(source.id())
        .add(")");
  }

  /** A condition over relations to many holds when it holds for any choice of related ones. */
  private Sql condition(Term condition, int number) {
    boolean[] many = {false};
    condition.eachAccess(access -> many[0] |= access.path().stream().anyMatch(Navigation::many));
    if (!many[0]) {
      return terms.sql(condition);
    }
    String root = "c" + number;
    Joins inner = new Joins(query.type(), root, reach);
    Sql sql = new TermSql(query.type(), inner).sql(condition);
    return new Sql()
        .add("e.id IN (SELECT " + root + ".id FROM " + inner.text() + " WHERE ")
        .add(sql)
        .add(")");
  }

  private Sql order() {
    Sql order = new Sql().add(" ORDER BY ");
    for (EntityQuery.SortKey key : query.order()) {
      order
          .add(terms.sql(key.term()))
          .add(key.descending() ? " DESC NULLS LAST, " : " ASC NULLS FIRST, ");
    }
    return order.add("e.id");
  }

  /** {@code k1 after v1, or k1 same as v1 and (k2 after v2, or ... and id > last)}. */
  private Sql after(EntityQuery.Place place) {
    if (place.keys().size() != query.order().size()) {
      throw new IllegalArgumentException("the place (%s) is of another order".formatted(place));
    }
    Sql sql = new Sql();
    for (int i = 0; i < query.order().size(); i++) {
      EntityQuery.SortKey key = query.order().get(i);
      Sql same =
          new Sql()
              .add(terms.sql(key.term()))
              .add(" IS NOT DISTINCT FROM ")
              .add(TermSql.constant(place.keys().get(i)));
      sql.add("(").add(beyond(key, place.keys().get(i))).add(" OR ").add(same).add(" AND ");
    }
    sql.add("e.id > ").value(place.id());
    return sql.add(")".repeat(query.order().size()));
  }

  private Sql beyond(EntityQuery.SortKey key, Term.Constant last) {
    Sql term = terms.sql(key.term());
    if (last instanceof Term.Null) {
      return key.descending() ? new Sql().add("FALSE") : term.add(" IS NOT NULL");
    }
    if (!key.descending()) {
      return term.add(" > ").add(TermSql.constant(last));
    }
    return new Sql()
        .add("(")
        .add(term)
        .add(" < ")
        .add(TermSql.constant(last))
        .add(" OR ")
        .add(terms.sql(key.term()))
        .add(" IS NULL)");
  }

  static Sql list(Collection<Long> numbers) {
    Sql list = new Sql().add("(");
    boolean first = true;
    for (Long number : numbers) {
      list.add(first ? "" : ", ").value(number);
      first = false;
    }
    return list.add(")");
  }
}
