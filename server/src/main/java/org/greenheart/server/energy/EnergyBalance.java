// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.server.energy.EnergySources.Place;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.WorkUnit;
import org.jspecify.annotations.Nullable;

/**
 * The energy of a works over a stretch of time, by its lines and kilns, and what they made.
 *
 * <p>A unit with meters or bills of its own for a carrier used what these say; one without used
 * what its parts did. So a main meter and the meters behind it are never added up. Batches and
 * bills that lie partly outside of the time count by their share of it, and are named.
 *
 * @param works the whole, with its parts
 * @param made by product and unit
 */
record EnergyBalance(TimeRange range, UnitUse works, List<Made> made, List<Finding> findings) {
  EnergyBalance {
    requireNonNull(range, "range is null");
    requireNonNull(works, "works is null");
    made = List.copyOf(made);
    findings = List.copyOf(findings);
  }

  static EnergyBalance of(Tables tables, MeterReadings readings, long enterprise, TimeRange range) {
    List<Finding> findings = new ArrayList<>();
    List<WorkUnit> units =
        tables.production().units().list().stream()
            .filter(unit -> unit.enterprise() == enterprise)
            .toList();
    Tree tree =
        new Tree(units, EnergySources.of(tables, readings, enterprise, range, findings), findings);
    UnitUse works = tree.use(null);
    tellGasOfOwnCoal(works, findings);
    List<Made> made = Outputs.of(tables, readings, enterprise, range, findings);
    return new EnergyBalance(range, works, made, findings);
  }

  /** Gas that the works makes of its own coal would count a second time. */
  private static void tellGasOfOwnCoal(UnitUse works, List<Finding> findings) {
    BigDecimal gas = works.amount(EnergyCarrier.PRODUCER_GAS);
    BigDecimal coal =
        Stream.of(
                EnergyCarrier.RAW_COAL,
                EnergyCarrier.ANTHRACITE,
                EnergyCarrier.WASHED_COAL,
                EnergyCarrier.COKE)
            .map(works::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (gas.signum() > 0 && coal.signum() > 0) {
      findings.add(
          new Finding(
              "gas-beside-coal",
              EnergyCarrier.PRODUCER_GAS.word(),
              "%s m3, %s t".formatted(Exact.text(gas, 1), Exact.text(coal, 1)),
              false));
    }
  }

  boolean isComplete() {
    return findings.stream().noneMatch(Finding::incomplete);
  }

  /** Puts the units into one another. */
  private record Tree(
      List<WorkUnit> units, Map<Place, CarrierUse> sources, List<Finding> findings) {
    /**
     * @param unit null for the whole works
     */
    UnitUse use(@Nullable WorkUnit unit) {
      long id = unit == null ? 0 : unit.id();
      List<UnitUse> parts =
          units.stream().filter(part -> part.parent() == id).map(this::use).toList();
      Map<EnergyCarrier, CarrierUse> uses = new LinkedHashMap<>();
      for (EnergyCarrier carrier : Arrays.asList(EnergyCarrier.values())) {
        CarrierUse own = sources.get(new Place(id, carrier));
        Optional<CarrierUse> below =
            parts.stream()
                .flatMap(part -> Optional.ofNullable(part.uses().get(carrier)).stream())
                .map(CarrierUse::asBelow)
                .reduce(CarrierUse::plus);
        // A unit of which only a bill is missing used what its parts did.
        if (own == null || (own.sources().isEmpty() && below.isPresent())) {
          below.ifPresent(use -> uses.put(carrier, use));
          continue;
        }
        uses.put(carrier, own);
        below.ifPresent(sum -> tellMore(unit, own, sum.amount()));
      }
      return new UnitUse(unit, uses, parts);
    }

    private void tellMore(@Nullable WorkUnit unit, CarrierUse whole, BigDecimal parts) {
      if (parts.compareTo(whole.amount()) > 0) {
        findings.add(
            new Finding(
                "parts-above-whole",
                (unit == null ? "" : unit.name() + " ") + whole.carrier().word(),
                "%s > %s".formatted(Exact.text(parts, 1), Exact.text(whole.amount(), 1)),
                false));
      }
    }
  }
}
