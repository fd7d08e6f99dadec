// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.greenheart.protocols.dlt645.Dlt645Reader;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.MeterSource.Kind;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * The map of a source while it is gathered, entry by entry: each is checked against what its kind
 * of source can read, and against the entries before. Not thread-safe.
 */
final class MeterMap {
  static final int MOST_ENTRIES = 2_000;

  /** An energy of DL/T 645 has six digits before its point. */
  private static final BigDecimal ENERGY_END = BigDecimal.valueOf(1_000_000);

  /** Where the top bit is the sign (combined energies), the first digit is 7 at most. */
  private static final BigDecimal SIGNED_ENERGY_END = BigDecimal.valueOf(800_000);

  private static final Set<String> SIGNED_ENERGIES = Set.of("0000", "0003", "0004");

  private static final Pattern IDENTIFIER = Pattern.compile("[0-9A-F]{8}");
  private static final Pattern NUMBER = Pattern.compile("[-+0-9.,]+");

  private final Kind kind;
  private final Set<String> codes = new HashSet<>();
  private final List<ModbusItem> items = new ArrayList<>();
  private final List<MeterEntry> entries = new ArrayList<>();

  MeterMap(Kind kind) {
    this.kind = kind;
  }

  /**
   * @throws RuleException when an entry cannot stand in the map; its field names the entry
   */
  static List<MeterEntry> checked(Kind kind, List<MeterEntry> entries) {
    MeterMap map = new MeterMap(kind);
    for (int i = 0; i < entries.size(); i++) {
      try {
        map.add(entries.get(i));
      } catch (RuleException e) {
        throw new RuleException(
            "entries[%s].%s".formatted(i, e.field()), e.rule(), e.value(), e.code());
      }
    }
    return map.entries();
  }

  List<MeterEntry> entries() {
    return List.copyOf(entries);
  }

  /**
   * @throws RuleException when it cannot stand in the map
   */
  void add(MeterEntry given) {
    if (entries.size() == MOST_ENTRIES) {
      throw new RuleException("code", "is one too many: at most 2000", given.code(), "map-long");
    }
    MeterEntry entry =
        switch (kind) {
          case MODBUS -> modbus(given);
          case DLT645 -> dlt645(given);
          case MQTT -> mqtt(given);
        };
    checkUnit(entry);
    if (!codes.add(entry.code())) {
      throw new RuleException("code", "stands there twice", entry.code(), "code-twice");
    }
    entries.add(entry);
  }

  private MeterEntry modbus(MeterEntry given) {
    ModbusItem item = ModbusItem.of(given);
    item.requireApart(items);
    items.add(item);
    BigDecimal end = item.type().end();
    return withWidth(given, end);
  }

  private static MeterEntry dlt645(MeterEntry given) {
    String identifier = given.place().toUpperCase(Locale.ROOT).replace(" ", "");
    if (!IDENTIFIER.matcher(identifier).matches()) {
      throw new RuleException(
          "identifier",
          "must be 8 hexadecimal digits from DI3 to DI0, such as 00010000",
          given.place(),
          "identifier-form");
    }
    if (identifier.substring(4).contains("FF") || !Dlt645Reader.knows(identifier)) {
      throw new RuleException(
          "identifier",
          "must be that of one value of energy, voltage, current, power, power factor or frequency",
          given.place(),
          "identifier-unknown");
    }
    return withWidth(withPlace(given, identifier), end(identifier));
  }

  private static @Nullable BigDecimal end(String identifier) {
    if (!identifier.startsWith("00") && !identifier.startsWith("0506")) {
      return null;
    }
    return SIGNED_ENERGIES.contains(identifier.substring(0, 4)) ? SIGNED_ENERGY_END : ENERGY_END;
  }

  private static MeterEntry mqtt(MeterEntry given) {
    if (!given.place().startsWith("/")) {
      throw new RuleException(
          "pointer", "must be a JSON pointer such as /data/kwh", given.place(), "pointer-form");
    }
    return given;
  }

  private static MeterEntry withPlace(MeterEntry entry, String place) {
    return new MeterEntry(
        entry.code(),
        entry.name(),
        place,
        entry.area(),
        entry.type(),
        entry.order(),
        entry.scale(),
        entry.shift(),
        entry.unit(),
        entry.counter(),
        entry.wrapsAt(),
        entry.mostPerHour());
  }

  /** The width that the type has by itself, where none is given. */
  private static MeterEntry withWidth(MeterEntry entry, @Nullable BigDecimal end) {
    if (!entry.counter() || entry.wrapsAt() != null || end == null) {
      return entry;
    }
    Decimal width =
        Decimal.of(end.multiply(entry.scale().toBigDecimal()))
            .filter(number -> number.unscaled() > 0)
            .orElse(null);
    return new MeterEntry(
        entry.code(),
        entry.name(),
        entry.place(),
        entry.area(),
        entry.type(),
        entry.order(),
        entry.scale(),
        entry.shift(),
        entry.unit(),
        true,
        width,
        entry.mostPerHour());
  }

  /** A number in the column of units, or a unit that is not that of the code. */
  private static void checkUnit(MeterEntry entry) {
    String unit = entry.unit();
    if (unit.length() > 20 || (NUMBER.matcher(unit).matches() && !unit.equals("1"))) {
      throw new RuleException("unit", "must be a unit such as kWh", unit, "unit-form");
    }
    FactorTable factors = FactorTable.standard();
    String usual = factors.find(entry.code()).map(_ -> factors.unit(entry.code(), "")).orElse("");
    if (!unit.isEmpty() && !usual.isEmpty() && !plain(usual).equals(plain(unit))) {
      throw new RuleException(
          "unit",
          "must be %s, the unit of %s: the scale converts".formatted(usual, entry.code()),
          unit,
          "unit-other");
    }
  }

  private static String plain(String unit) {
    return unit.replace('³', '3').replace('²', '2').replace("℃", "°C").toLowerCase(Locale.ROOT);
  }
}
