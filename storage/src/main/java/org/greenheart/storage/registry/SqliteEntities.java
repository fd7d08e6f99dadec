// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Entities from the registry's tables. */
final class SqliteEntities implements Entities {
  /** Ids in one statement: below every engine's limit of parameters. */
  private static final int IDS_AT_ONCE = 5_000;

  /** Becomes infinite again when it is bound. */
  private static final BigDecimal BEYOND_DOUBLE = new BigDecimal("1E+400");

  private final Access access;
  private final Reach reach;

  SqliteEntities(Access access) {
    this(access, Reach.all());
  }

  private SqliteEntities(Access access, Reach reach) {
    this.access = access;
    this.reach = reach;
  }

  @Override
  public Entities within(Reach reach) {
    return new SqliteEntities(access, reach);
  }

  @Override
  public List<EntityRow> select(EntityQuery query) {
    return all(new EntitySelect(query, reach).page(), row -> entity(query, row, 1));
  }

  @Override
  public long count(EntityQuery query) {
    return all(new EntitySelect(query, reach).count(), row -> row.getLong(1)).getFirst();
  }

  @Override
  public Map<Long, List<EntityRow>> related(
      Navigation step, Collection<Long> sources, EntityQuery query) {
    Map<Long, List<EntityRow>> related = new HashMap<>();
    for (List<Long> some : parts(sources)) {
      all(
          new EntitySelect(query, reach).related(step, some),
          row ->
              related
                  .computeIfAbsent(row.getLong(1), source -> new ArrayList<>())
                  .add(entity(query, row, 3)));
    }
    return related;
  }

  @Override
  public Map<Long, Long> relatedCounts(
      Navigation step, Collection<Long> sources, EntityQuery query) {
    Map<Long, Long> counts = new HashMap<>();
    for (List<Long> some : parts(sources)) {
      all(
          new EntitySelect(query, reach).relatedCounts(step, some),
          row -> counts.put(row.getLong(1), row.getLong(2)));
    }
    return counts;
  }

  @Override
  public List<StreamRow> streams(EntityQuery query, List<Term> extras) {
    return all(
        new EntitySelect(query, reach).streams(extras),
        row -> {
          String period = row.getString(4);
          return new StreamRow(
              row.getLong(1),
              row.getLong(2),
              Interval.ofText(row.getString(3)),
              period == null ? null : Duration.parse(period),
              constants(row, 5, extras));
        });
  }

  @Override
  public List<FeatureSpan> featuresOf(Collection<Long> things) {
    List<FeatureSpan> spans = new ArrayList<>();
    for (List<Long> some : parts(things)) {
      spans.addAll(spans(some));
    }
    return spans;
  }

  @Override
  public List<FeatureSpan> spansOf(Collection<Long> features) {
    Set<Long> wanted = Set.copyOf(features);
    Set<Long> things = new TreeSet<>();
    for (List<Long> some : parts(features)) {
      Sql sql =
          new Sql()
              .add("SELECT thing FROM thing_feature WHERE feature IN ")
              .add(EntitySelect.list(some))
              .add(seen());
      things.addAll(all(sql, row -> row.getLong(1)));
    }
    return featuresOf(things).stream().filter(span -> wanted.contains(span.feature())).toList();
  }

  @Override
  public List<MinutePeriod> minutePeriodsOf(Collection<Long> things) {
    List<MinutePeriod> periods = new ArrayList<>();
    for (List<Long> some : parts(things)) {
      Sql sql =
          new Sql()
              .add("SELECT thing, from_time, period, source FROM minute_period WHERE thing IN ")
              .add(EntitySelect.list(some))
              .add(" ORDER BY thing, from_time");
      periods.addAll(all(sql, Rows::minutePeriod));
    }
    return periods;
  }

  private Sql seen() {
    return new Sql()
        .add(
            reach.everything() ? "" : " AND thing IN (%s)".formatted(SqliteReaches.visible(reach)));
  }

  private List<FeatureSpan> spans(List<Long> things) {
    Sql sql =
        new Sql()
            .add("SELECT thing, feature, from_time FROM thing_feature WHERE thing IN ")
            .add(EntitySelect.list(things))
            .add(" ORDER BY thing, from_time");
    List<FeatureSpan> starts =
        all(
            sql,
            row -> new FeatureSpan(row.getLong(1), row.getLong(2), row.getLong(3), Long.MAX_VALUE));
    List<FeatureSpan> spans = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      FeatureSpan start = starts.get(i);
      boolean followed = i + 1 < starts.size() && starts.get(i + 1).thing() == start.thing();
      spans.add(
          followed
              ? new FeatureSpan(
                  start.thing(),
                  start.feature(),
                  start.fromMicros(),
                  starts.get(i + 1).fromMicros())
              : start);
    }
    return spans;
  }

  private static List<List<Long>> parts(Collection<Long> numbers) {
    List<Long> all = numbers.stream().distinct().sorted().toList();
    List<List<Long>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
      parts.add(all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE)));
    }
    return parts;
  }

  private static EntityRow entity(EntityQuery query, ResultSet row, int first) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    int column = first + 1;
    for (Property property : query.type().properties()) {
      if (property.kept()) {
        values.add(value(row, column++, property.type()));
      }
    }
    List<Term> keys = query.order().stream().map(EntityQuery.SortKey::term).toList();
    return new EntityRow(query.type(), row.getLong(first), values, constants(row, column, keys));
  }

  private static @Nullable Object value(ResultSet row, int column, TermType type)
      throws SQLException {
    if (type != TermType.TIME) {
      return row.getString(column);
    }
    long micros = row.getLong(column);
    return row.wasNull() ? null : micros;
  }

  private static List<Term.Constant> constants(ResultSet row, int first, List<Term> terms)
      throws SQLException {
    List<Term.Constant> constants = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      constants.add(constant(row.getObject(first + i), terms.get(i).type()));
    }
    return constants;
  }

  private static Term.Constant constant(@Nullable Object value, TermType type) {
    return switch (value) {
      case null -> new Term.Null();
      case String text -> new Term.Text(text);
      case Number number when type == TermType.TIME -> new Term.Time(number.longValue());
      case Number number when type == TermType.BOOLEAN -> new Term.Truth(number.longValue() != 0);
      case Double number -> new Term.Numeral(number(number));
      case Number number -> new Term.Numeral(BigDecimal.valueOf(number.longValue()));
      default -> throw new IllegalStateException("column of " + value.getClass());
    };
  }

  private static BigDecimal number(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? BEYOND_DOUBLE : BEYOND_DOUBLE.negate();
    }
    return new BigDecimal(Double.toString(number));
  }

  /** What becomes of a row. */
  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> all(Sql sql, Reader<T> reader) {
    return access.read(
        handle -> {
          try (PreparedStatement statement = handle.getConnection().prepareStatement(sql.text())) {
            sql.bind(statement);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
              while (result.next()) {
                rows.add(reader.read(result));
              }
            }
            return rows;
          } catch (SQLException e) {
            throw new RegistryException(
                RegistryException.Code.STORAGE, "the registry could not be read", e);
          }
        });
  }
}
