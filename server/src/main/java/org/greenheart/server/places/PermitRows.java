// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Permit;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.Places;
import org.greenheart.storage.registry.RuleException;

/**
 * A row is a limit of a permit for a pollutant at an outlet, and says each time when the permit
 * holds. Without outlet and code it is the permit alone.
 */
final class PermitRows implements RowWriter {
  /** pH has no unit. */
  private static final String PH = "w01001";

  private final Places places;
  private final Owned owned;
  private final OncePerFile once = new OncePerFile();

  PermitRows(Places places) {
    this.places = places;
    this.owned = new Owned(places);
  }

  @Override
  public Change.Kind write(RowValues row) {
    Enterprise owner = owned.enterprise(row);
    String number = row.text("permit");
    LocalDate from = date(row, "validFrom");
    LocalDate to = date(row, "validTo");
    once.same("validTo", number + " from " + from, to.toString());
    Change<Permit> permit = places.permits().put(new Permit(0, owner.id(), number));
    long id = permit.row().id();
    Change.Kind kind =
        RowWriter.together(permit.kind(), places.permits().setTerm(id, from, to).kind());
    Optional<String> outlet = row.optional("outlet");
    Optional<String> code = row.optional("code");
    if (outlet.isPresent() != code.isPresent()) {
      throw new RuleException(
          outlet.isPresent() ? "code" : "outlet",
          "must be given together with " + (outlet.isPresent() ? "the outlet" : "the code"),
          "",
          "limit-half");
    }
    if (outlet.isEmpty()) {
      return kind;
    }
    PermitLimit limit =
        limit(row, id, owned.outlet(owner.id(), outlet.get()), code.orElseThrow(), from);
    once.first("code", "%s %s %s".formatted(number, outlet.get(), key(limit)));
    Change.Kind written = places.permits().setLimit(limit).kind();
    return written == Change.Kind.ADDED ? written : RowWriter.together(kind, written);
  }

  private static String key(PermitLimit limit) {
    return "%s %s %s".formatted(limit.code(), limit.averaging().text(), limit.from());
  }

  private static LocalDate date(RowValues row, String key) {
    row.text(key);
    return row.date(key).orElseThrow();
  }

  private static PermitLimit limit(
      RowValues row, long permit, Outlet outlet, String code, LocalDate from) {
    Interval averaging = row.word("averaging", Words.INTERVALS).orElse(outlet.medium().averaging());
    String unit =
        row.optional("unit")
            .map(PermitRows::unit)
            .orElse(code.equals(PH) ? "" : outlet.medium().unit());
    return new PermitLimit(
        0,
        permit,
        outlet.id(),
        code,
        row.date("limitFrom").orElse(from),
        averaging,
        unit,
        row.decimal("minimum").orElse(null),
        row.decimal("maximum").orElse(null),
        row.decimal("kilogramsPerHour").orElse(null),
        row.decimal("tonnesPerYear").orElse(null),
        Instant.EPOCH);
  }

  /** The many ways in which people write two units. */
  private static String unit(String written) {
    return switch (written.toLowerCase(Locale.ROOT).replace("³", "3").replace("^", "")) {
      case "mg/m3", "mg/nm3", "毫克/立方米" -> "mg/m3";
      case "mg/l", "毫克/升" -> "mg/L";
      case "-", "/", "1", "无", "无量纲" -> "";
      default -> written;
    };
  }
}
