// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.greenheart.regulation.limits.Unit;
import org.greenheart.server.limits.OperatingLimits;
import org.greenheart.server.places.OutletPoints;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.ManualResult;
import org.greenheart.storage.registry.ManualSample;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * What laboratories found at an outlet in a month, for those who compute amounts from it: the
 * second of the ways of the Environmental Protection Tax Law, Art. 10, where no automatic data
 * meets the rules. Readings by hand, withdrawn reports, and samples before the treatment are left
 * out. Thread-safe.
 */
public final class ManualMonths {
  private static final int MOST = 2_000;

  private final Registry registry;
  private final SampleJudge judge;

  public ManualMonths(Registry registry, OperatingLimits limits) {
    this.registry = requireNonNull(registry, "registry is null");
    this.judge = new SampleJudge(limits);
  }

  /**
   * A sample.
   *
   * @param concentration measured, mg/m3 or mg/L; null where nothing was detected
   * @param detectionLimit in the same unit; null where none is said
   * @param flow of the same report, m3/h; null where it tells none that can be read
   * @param exceeded whether it exceeds its limit: then no reduction is given (Art. 13; Implementing
   *     Regulation, Art. 11)
   * @param compared with the limit, in the same unit: converted where the limit has a reference
   *     oxygen, the detection limit of what was not detected; null where it was not judged
   * @param limit upper end, in the same unit; null where none judged
   */
  public record Sampled(
      long report,
      int revision,
      Instant from,
      @Nullable BigDecimal concentration,
      @Nullable BigDecimal detectionLimit,
      @Nullable BigDecimal flow,
      boolean exceeded,
      @Nullable BigDecimal compared,
      @Nullable BigDecimal limit) {}

  /** The samples of a quantity at an outlet that began in a month, the oldest first. */
  public MonthOfSamples of(long outlet, String code, YearMonth month) {
    return new MonthOfSamples(medium(outlet), samples(outlet, code, Periods.month(month)));
  }

  /** All concentrations that were sampled at an outlet in a month, by their codes. */
  public SortedMap<String, MonthOfSamples> all(long outlet, YearMonth month) {
    Medium medium = medium(outlet);
    Unit unit = Unit.of(medium.unit());
    SortedMap<String, MonthOfSamples> all = new TreeMap<>();
    for (ManualReport report : reports(outlet, Periods.month(month))) {
      for (ManualResult result : report.results()) {
        if (Unit.of(result.unit()).convertsTo(unit)) {
          all.computeIfAbsent(
              result.code(),
              code -> new MonthOfSamples(medium, samples(outlet, code, Periods.month(month))));
        }
      }
    }
    return all;
  }

  private Medium medium(long outlet) {
    return registry
        .places()
        .outlets()
        .find(outlet)
        .orElseThrow(() -> new IllegalArgumentException("outlet (%s) is unknown".formatted(outlet)))
        .medium();
  }

  private List<Sampled> samples(long outlet, String code, TimeRange range) {
    Unit unit = Unit.of(medium(outlet).unit());
    return reports(outlet, range).stream()
        .flatMap(
            report ->
                report.result(code).stream()
                    .filter(result -> Unit.of(result.unit()).convertsTo(unit))
                    .map(result -> sampled(report, result, unit)))
        .sorted(Comparator.comparing(Sampled::from).thenComparingLong(Sampled::report))
        .toList();
  }

  private List<ManualReport> reports(long outlet, TimeRange range) {
    List<ManualReport> reports =
        registry.places().points().ofOutlet(outlet).stream()
            .flatMap(thing -> registry.manualReports().list(thing, range, _ -> true, MOST).stream())
            .filter(report -> !report.withdrawn())
            .filter(report -> report.sample().kind() == ManualSample.Kind.LABORATORY)
            .toList();
    if (reports.isEmpty()) {
      return reports; // as nearly always: nothing more is asked of the registry
    }
    List<Long> after = new OutletPoints(registry.places()).after(outlet);
    return reports.stream().filter(report -> after.contains(report.sample().thing())).toList();
  }

  private Sampled sampled(ManualReport report, ManualResult result, Unit unit) {
    Unit from = Unit.of(result.unit());
    Judged judged = judge.judge(report, result);
    boolean isJudged = judged.outcome() != Judged.Outcome.NOT_JUDGED;
    return new Sampled(
        report.id(),
        report.revision(),
        report.sample().from(),
        convert(result.value(), from, unit),
        convert(result.detectionLimit(), from, unit),
        flow(report).orElse(null),
        judged.isExceeded(),
        isJudged ? convert(judged.value(), from, unit) : null,
        isJudged ? convert(judged.upper(), from, unit) : null);
  }

  private static @Nullable BigDecimal convert(@Nullable Decimal number, Unit from, Unit to) {
    return number == null ? null : from.convert(number.toBigDecimal(), to);
  }

  private static Optional<BigDecimal> flow(ManualReport report) {
    return report
        .result(ManualCodes.GAS_FLOW)
        .or(() -> report.result(ManualCodes.WATER_FLOW))
        .flatMap(ManualMonths::perHour);
  }

  private static Optional<BigDecimal> perHour(ManualResult flow) {
    Decimal value = flow.value();
    Optional<BigDecimal> factor =
        switch (Unit.of(flow.unit()).text()) {
          case "m3/h" -> Optional.of(BigDecimal.ONE);
          case "m3/s" -> Optional.of(new BigDecimal("3600"));
          case "l/s" -> Optional.of(new BigDecimal("3.6"));
          default -> Optional.empty();
        };
    return value == null ? Optional.empty() : factor.map(value.toBigDecimal()::multiply);
  }
}
