// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.EnergyMeter;
import org.greenheart.storage.registry.OutputEntry;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.Tables;

/**
 * What a works made. Batches go before meters: a meter of output counts only in the time that no
 * batch of its product covers; what it measured meanwhile is named. Not thread-safe.
 */
final class Outputs {
  /** A product at a unit. */
  private record Place(long product, long unit) {}

  private final Tables tables;
  private final MeterReadings readings;
  private final TimeRange range;
  private final List<Finding> findings;
  private final Map<Place, Made> made = new LinkedHashMap<>();

  private Outputs(Tables tables, MeterReadings readings, TimeRange range, List<Finding> findings) {
    this.tables = requireNonNull(tables, "tables is null");
    this.readings = requireNonNull(readings, "readings is null");
    this.range = requireNonNull(range, "range is null");
    this.findings = requireNonNull(findings, "findings is null");
  }

  /**
   * By product and unit.
   *
   * @param findings where what is odd is added
   */
  static List<Made> of(
      Tables tables,
      MeterReadings readings,
      long enterprise,
      TimeRange range,
      List<Finding> findings) {
    Outputs outputs = new Outputs(tables, readings, range, findings);
    Map<Long, Product> products = new LinkedHashMap<>();
    tables.production().products().list().stream()
        .filter(product -> product.enterprise() == enterprise)
        .forEach(product -> products.put(product.id(), product));
    List<OutputEntry> entered = tables.production().outputs(enterprise, range);
    for (OutputEntry entry : entered) {
      Product product = products.get(entry.product());
      if (product != null) {
        outputs.add(product, entry);
      }
    }
    for (EnergyMeter meter : tables.energy().meters(enterprise)) {
      Product product = products.get(meter.product());
      if (product != null) {
        outputs.add(product, meter, entered);
      }
    }
    return List.copyOf(outputs.made.values());
  }

  private void add(Product product, OutputEntry entry) {
    TimeRange all = TimeRange.of(entry.from(), entry.to());
    for (TimeRange within : Stretches.common(range, all)) {
      BigDecimal share = Stretches.share(List.of(within), all);
      if (share.compareTo(BigDecimal.ONE) != 0) {
        findings.add(Finding.ofShare("batch-shared", entry.batch(), share));
      }
      BigDecimal amount = entry.amount().toBigDecimal();
      put(
          new Made(
              product,
              entry.unit(),
              amount.multiply(share),
              entry.qualified().toBigDecimal().multiply(share),
              List.of(
                  new EnergySource(
                      "batch",
                      entry.id(),
                      entry.batch(),
                      entry.unit(),
                      0,
                      EnergySource.ALL,
                      Micros.toInstant(within.fromMicros()),
                      Micros.toInstant(within.toMicros()),
                      amount,
                      share,
                      amount.multiply(share),
                      "",
                      0,
                      0))));
    }
  }

  private void add(Product product, EnergyMeter meter, List<OutputEntry> entered) {
    List<TimeRange> life = MeterSource.life(meter, range);
    List<TimeRange> batches = new ArrayList<>();
    for (OutputEntry entry : entered) {
      boolean here = entry.unit() == meter.unit() || entry.unit() == 0 || meter.unit() == 0;
      if (entry.product() == product.id() && here) {
        batches.add(TimeRange.of(entry.from(), entry.to()));
      }
    }
    List<TimeRange> free = Stretches.without(life, batches);
    for (TimeRange stretch : Stretches.without(life, free)) {
      BigDecimal measured =
          readings.of(meter, stretch).amount().multiply(meter.factor().toBigDecimal());
      findings.add(
          new Finding(
              "output-measured", MeterSource.name(tables, meter), Exact.text(measured, 2), false));
    }
    for (TimeRange stretch : free) {
      EnergySource source = MeterSource.of(tables, readings, meter, stretch, findings);
      if (source.amount().signum() > 0 || !source.complete()) {
        put(new Made(product, meter.unit(), source.amount(), source.amount(), List.of(source)));
      }
    }
  }

  private void put(Made one) {
    made.merge(new Place(one.product().id(), one.unit()), one, Made::plus);
  }
}
