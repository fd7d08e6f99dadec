// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.jdbi.v3.core.Handle;

final class SqliteEnergy implements Energy {
  private final Access access;

  SqliteEnergy(Access access) {
    this.access = access;
  }

  private long now() {
    return Micros.of(access.clock().instant());
  }

  @Override
  public EnergyMeter add(EnergyMeter meter) {
    return access.write(
        handle -> {
          References.require(handle, "enterprise", "enterprise", meter.enterprise());
          if (meter.unit() != 0) {
            Books.requireOwner(handle, "work_unit", "unit", meter.unit(), meter.enterprise());
          }
          if (meter.product() != 0) {
            Books.requireOwner(handle, "product", "product", meter.product(), meter.enterprise());
          }
          if (meters(handle, meter.enterprise()).stream()
              .anyMatch(
                  known ->
                      (known.to() == null || known.to().isAfter(meter.from()))
                          && known.datastream() == meter.datastream()
                          && known.unit() == meter.unit()
                          && known.carrier().equals(meter.carrier()))) {
            throw new RuleException(
                "datastream", "counts for this already", meter.datastream(), "meter-twice");
          }
          handle.execute(
              """
              INSERT INTO energy_meter (enterprise, work_unit, product, carrier, tariff, datastream,
                way, factor, from_time, to_time, author, recorded)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
              meter.enterprise(),
              TableShape.reference(meter.unit()),
              TableShape.reference(meter.product()),
              meter.carrier(),
              meter.tariff(),
              meter.datastream(),
              meter.way().text(),
              Columns.sql(meter.factor()),
              Micros.of(meter.from()),
              null,
              meter.author(),
              now());
          return meters(handle, meter.enterprise()).getLast();
        });
  }

  @Override
  public EnergyMeter end(long enterprise, long meter, Instant to) {
    return access.write(
        handle -> {
          EnergyMeter known =
              meters(handle, enterprise).stream()
                  .filter(each -> each.id() == meter)
                  .findFirst()
                  .orElseThrow(() -> RegistryException.notFound("meter", meter));
          Checks.order(known.from(), to);
          handle.execute("UPDATE energy_meter SET to_time = ? WHERE id = ?", Micros.of(to), meter);
          return meters(handle, enterprise).stream()
              .filter(each -> each.id() == meter)
              .findFirst()
              .orElseThrow();
        });
  }

  @Override
  public List<EnergyMeter> meters(long enterprise) {
    return access.read(handle -> meters(handle, enterprise));
  }

  private static List<EnergyMeter> meters(Handle handle, long enterprise) {
    return handle
        .createQuery("SELECT * FROM energy_meter WHERE enterprise = :enterprise ORDER BY id")
        .bind("enterprise", enterprise)
        .map(
            (row, context) ->
                new EnergyMeter(
                    row.getLong("id"),
                    row.getLong("enterprise"),
                    row.getLong("work_unit"),
                    row.getLong("product"),
                    row.getString("carrier"),
                    row.getString("tariff"),
                    row.getLong("datastream"),
                    EnergyMeter.Way.ofText(row.getString("way")),
                    requireNonNull(Columns.decimal(row, "factor"), "factor is null"),
                    Columns.instant(row, "from_time"),
                    Columns.instantOrNull(row, "to_time"),
                    row.getString("author"),
                    Columns.instant(row, "recorded")))
        .list();
  }

  @Override
  public Change<EnergyEntry> keep(EnergyEntry entry) {
    return access.write(
        handle -> {
          References.require(handle, "enterprise", "enterprise", entry.enterprise());
          if (entry.unit() != 0) {
            Books.requireOwner(handle, "work_unit", "unit", entry.unit(), entry.enterprise());
          }
          EnergyEntry known = about(handle, entry).stream().findFirst().orElse(null);
          if (known != null && known.saysAs(entry)) {
            return new Change<>(Change.Kind.UNCHANGED, known);
          }
          Books.requireReason(known != null, entry.why());
          insert(handle, entry);
          return new Change<>(
              known == null ? Change.Kind.ADDED : Change.Kind.CHANGED,
              about(handle, entry).getFirst());
        });
  }

  private void insert(Handle handle, EnergyEntry entry) {
    handle.execute(
        """
        INSERT INTO energy_entry (enterprise, work_unit, carrier, tariff, from_time, to_time, amount,
          unit, document, facts, withdrawn, author, recorded, why)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        entry.enterprise(),
        TableShape.reference(entry.unit()),
        entry.carrier(),
        entry.tariff(),
        Micros.of(entry.from()),
        Micros.of(entry.to()),
        Columns.sql(entry.amount()),
        entry.amountUnit(),
        entry.document(),
        entry.facts(),
        entry.withdrawn() ? 1 : 0,
        entry.author(),
        now(),
        entry.why());
  }

  private static List<EnergyEntry> about(Handle handle, EnergyEntry entry) {
    return handle
        .createQuery(
            """
            SELECT * FROM energy_entry WHERE enterprise = :enterprise AND document = :document
            ORDER BY id DESC""")
        .bind("enterprise", entry.enterprise())
        .bind("document", entry.document())
        .map((row, context) -> entry(row))
        .stream()
        .filter(each -> each.isAbout(entry))
        .toList();
  }

  @Override
  public List<EnergyEntry> entries(long enterprise, TimeRange range) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM energy_entry e WHERE enterprise = :enterprise AND withdrawn = 0
                      AND from_time < :to AND to_time > :from AND NOT EXISTS (
                        SELECT 1 FROM energy_entry n
                        WHERE n.enterprise = e.enterprise AND n.document = e.document
                          AND COALESCE(n.work_unit, 0) = COALESCE(e.work_unit, 0)
                          AND n.carrier = e.carrier AND n.tariff = e.tariff AND n.id > e.id)
                    ORDER BY from_time, id""")
                .bind("enterprise", enterprise)
                .bind("from", range.fromMicros())
                .bind("to", range.toMicros())
                .map((row, context) -> entry(row))
                .list());
  }

  @Override
  public List<EnergyEntry> history(long enterprise, long entry) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM energy_entry WHERE id = :id AND enterprise = :owner")
                .bind("id", entry)
                .bind("owner", enterprise)
                .map((row, context) -> entry(row))
                .findOne()
                .map(found -> about(handle, found))
                .orElseThrow(() -> RegistryException.notFound("entry", entry)));
  }

  private static EnergyEntry entry(ResultSet row) throws SQLException {
    return new EnergyEntry(
        row.getLong("id"),
        row.getLong("enterprise"),
        row.getLong("work_unit"),
        row.getString("carrier"),
        row.getString("tariff"),
        Columns.instant(row, "from_time"),
        Columns.instant(row, "to_time"),
        requireNonNull(Columns.decimal(row, "amount"), "amount is null"),
        row.getString("unit"),
        row.getString("document"),
        row.getString("facts"),
        row.getInt("withdrawn") != 0,
        row.getString("author"),
        Columns.instant(row, "recorded"),
        Columns.text(row, "why"));
  }

  @Override
  public CarbonChoice choose(CarbonChoice choice) {
    return access.write(
        handle -> {
          References.require(handle, "enterprise", "enterprise", choice.enterprise());
          String held =
              choices(handle, choice.enterprise(), choice.year()).stream()
                  .filter(each -> each.item().equals(choice.item()))
                  .map(CarbonChoice::value)
                  .findFirst()
                  .orElse("");
          if (!held.equals(choice.value())) {
            handle.execute(
                """
                INSERT INTO carbon_choice (enterprise, year, item, value, author, recorded)
                VALUES (?, ?, ?, ?, ?, ?)""",
                choice.enterprise(),
                choice.year(),
                choice.item(),
                choice.value(),
                choice.author(),
                now());
          }
          return choice;
        });
  }

  @Override
  public List<CarbonChoice> choices(long enterprise, int year) {
    return access.read(handle -> choices(handle, enterprise, year));
  }

  private static List<CarbonChoice> choices(Handle handle, long enterprise, int year) {
    return handle
        .createQuery(
            """
            SELECT * FROM carbon_choice c WHERE enterprise = :enterprise AND year = :year
              AND value <> '' AND NOT EXISTS (
                SELECT 1 FROM carbon_choice n WHERE n.enterprise = c.enterprise
                  AND n.year = c.year AND n.item = c.item AND n.id > c.id)
            ORDER BY item""")
        .bind("enterprise", enterprise)
        .bind("year", year)
        .map(
            (row, context) ->
                new CarbonChoice(
                    row.getLong("enterprise"),
                    row.getInt("year"),
                    row.getString("item"),
                    row.getString("value"),
                    row.getString("author"),
                    Columns.instant(row, "recorded")))
        .list();
  }

  @Override
  public EnergyConsent record(EnergyConsent consent) {
    return access.write(
        handle -> {
          References.require(handle, "enterprise", "enterprise", consent.enterprise());
          handle.execute(
              """
              INSERT INTO energy_consent (enterprise, agreed, author, recorded, why)
              VALUES (?, ?, ?, ?, ?)""",
              consent.enterprise(),
              consent.agreed() ? 1 : 0,
              consent.author(),
              now(),
              consent.why());
          return consents(handle, consent.enterprise()).getFirst();
        });
  }

  @Override
  public List<EnergyConsent> consents(long enterprise) {
    return access.read(handle -> consents(handle, enterprise));
  }

  private static List<EnergyConsent> consents(Handle handle, long enterprise) {
    return handle
        .createQuery("SELECT * FROM energy_consent WHERE enterprise = :enterprise ORDER BY id DESC")
        .bind("enterprise", enterprise)
        .map(
            (row, context) ->
                new EnergyConsent(
                    row.getLong("enterprise"),
                    row.getInt("agreed") != 0,
                    row.getString("author"),
                    Columns.instant(row, "recorded"),
                    Columns.text(row, "why")))
        .list();
  }
}
