// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.protocols.hj212.Factor;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.regulation.limits.Unit;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The quantities that belong to a point: what its device sends, what the permit of its outlet
 * limits, and what every sampling tells beside them. Not thread-safe.
 */
final class PointQuantities {
  /** Oxygen, flow, temperature, humidity, speed and pressure of flue gas; flow of water. */
  private static final Set<String> BESIDE =
      Set.of(
          ManualCodes.OXYGEN,
          ManualCodes.GAS_FLOW,
          ManualCodes.WATER_FLOW,
          "a01011",
          "a01012",
          "a01013",
          "a01014");

  private final Set<String> codes = new HashSet<>(BESIDE);
  private final Map<String, String> byName = new HashMap<>();
  private final Map<String, String> units = new HashMap<>();
  private final @Nullable Medium medium;

  PointQuantities(Tables tables, long thing) {
    requireNonNull(tables, "tables is null");
    for (Datastream stream : tables.catalogue().datastreamsOf(thing)) {
      codes.add(stream.code());
      tables
          .catalogue()
          .observedProperty(stream.observedProperty())
          .ifPresent(property -> byName.put(property.name(), stream.code()));
      String symbol = stream.unit().symbol();
      if (symbol != null && !symbol.isBlank()) {
        units.putIfAbsent(stream.code(), symbol);
      }
    }
    Optional<Outlet> outlet =
        tables
            .places()
            .points()
            .find(thing)
            .map(PointPlace::outlet)
            .flatMap(id -> tables.places().outlets().find(id));
    outlet.ifPresent(
        found ->
            tables.places().permits().ofOutlet(found.id()).stream()
                .map(PermitLimit::code)
                .forEach(codes::add));
    medium = outlet.map(Outlet::medium).orElse(null);
  }

  /**
   * The code of a quantity that belongs to the point.
   *
   * @param text its code or its name
   * @param beyond whether one may be meant that the point does not have yet
   * @throws RuleException {@code unknown-pollutant}, {@code pollutant-medium}, {@code
   *     pollutant-not-here}
   */
  String code(String text, boolean beyond) {
    String code = byName.get(text);
    if (code == null) {
      code =
          codes.contains(text)
              ? text
              : named(text)
                  .orElseThrow(
                      () ->
                          new RuleException(
                              "code",
                              "must be the name or the HJ 212 code of a known quantity",
                              text,
                              "unknown-pollutant"));
    }
    requireMedium(code, text);
    if (!beyond && !codes.contains(code)) {
      throw new RuleException(
          "code",
          "is neither measured at the point nor in the permit of its outlet; say beyond where it"
              + " was measured all the same",
          text,
          "pollutant-not-here");
    }
    return code;
  }

  private Optional<String> named(String text) {
    Optional<Factor> direct = FactorTable.standard().find(text);
    if (direct.isPresent()) {
      return Optional.of(text);
    }
    Medium leaving = medium;
    List<String> found =
        FactorTable.standard().all().stream()
            .filter(factor -> factor.zh().equals(text) || factor.en().equalsIgnoreCase(text))
            .map(Factor::code)
            .filter(code -> leaving == null || code.startsWith(letter(leaving)))
            .distinct()
            .toList();
    return found.stream().filter(codes::contains).findFirst().or(() -> found.stream().findFirst());
  }

  private static String letter(Medium medium) {
    return switch (medium) {
      case AIR -> "a";
      case WATER -> "w";
    };
  }

  private void requireMedium(String code, String text) {
    Medium leaving = medium;
    if (leaving != null && code.matches("[aw]\\d{5}") && !code.startsWith(letter(leaving))) {
      throw new RuleException(
          "code",
          "must be of %s, which leaves at the outlet".formatted(leaving.text()),
          text,
          "pollutant-medium");
    }
  }

  /**
   * A unit that values of the quantity can come in.
   *
   * @throws RuleException {@code unit-unreadable}, {@code result-unit}
   */
  String unit(String code, String text) {
    if (Decimal.parse(text).isPresent() || text.matches("(HJ|GB|DB).*\\d.*")) {
      throw new RuleException(
          "unit",
          "must be a unit such as mg/m3: is it in another column?",
          text,
          "unit-unreadable");
    }
    String known =
        Optional.ofNullable(units.get(code))
            .or(() -> FactorTable.standard().find(code).map(Factor::unit))
            .orElse("");
    Unit expected = Unit.of(known);
    if (expected.kind() != Unit.Kind.OTHER && !Unit.of(text).convertsTo(expected)) {
      throw new RuleException(
          "unit", "must be %s or convert to it".formatted(known), text, "result-unit");
    }
    return text;
  }
}
