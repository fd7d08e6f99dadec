// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.server.manual.ManualMonths.Sampled;
import org.greenheart.server.manual.MonthOfSamples;
import org.greenheart.server.manual.MonthOfSamples.NotDetected;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.Outlet;

/**
 * Takes what laboratories found into a month where no monitor tells it: the second of the ways of
 * the Law, Art. 10; the enterprise's own commissioned data count alike (Regulation Art. 9). Never
 * both for one pollutant.
 *
 * <p>Amount = mean concentration × mean flow × hours run, or × the volume of the month. Of several
 * results of a month the mean counts, of water that weighted by the flow; a month without one may
 * take the newest before (Cai Shui 2018 No. 23, 1; medium: read in copies), never that of another
 * quarter (Cai Shui 2018 No. 117, 3; by memory, so only as a bound). Where a monitor stands and was
 * silent, factors count and no laboratory (No. 117, 3; by memory), unless who asks says that no
 * rule demands it. What is not known is asked for by a note, and the pollutant left out.
 */
final class LaboratoryAmounts {
  private static final int MONTHS_OF_QUARTER = 3;

  private final LaboratoryResults laboratories;

  LaboratoryAmounts(LaboratoryResults laboratories) {
    this.laboratories = requireNonNull(laboratories, "laboratories is null");
  }

  /** Samples, and the month that they were taken in. */
  record Found(YearMonth sampled, MonthOfSamples samples) {}

  /**
   * What is known of an outlet, monitors first.
   *
   * @param monitored by the monitors, at most one a quantity
   * @param notes are added to
   */
  List<PollutantMonth> with(
      Outlet outlet,
      TaxRequest asked,
      List<PollutantMonth> monitored,
      List<TaxStatement.Note> notes) {
    List<PollutantMonth> all = new ArrayList<>(monitored);
    newest(outlet, asked)
        .forEach(
            (code, found) -> {
              Optional<PollutantMonth> monitor =
                  monitored.stream().filter(one -> one.code().equals(code)).findFirst();
              if (monitor.isPresent() && !monitor.get().isSilent()) {
                return; // Art. 10 (1)
              }
              if (monitor.isPresent() && !asked.laboratory().voluntary().contains(outlet.code())) {
                notes.add(TaxStatement.Note.of("monitor-silent", code, monitor.get().name()));
                return;
              }
              amount(outlet, asked, code, found, notes)
                  .ifPresent(
                      month -> {
                        monitor.ifPresent(all::remove);
                        all.add(month);
                      });
            });
    return all;
  }

  /** Of the month itself; else of the month before in its quarter, there the newest one alone. */
  private SortedMap<String, Found> newest(Outlet outlet, TaxRequest asked) {
    SortedMap<String, Found> newest = new TreeMap<>();
    YearMonth month = asked.month();
    int before = (month.getMonthValue() - 1) % MONTHS_OF_QUARTER;
    for (int back = 0; back <= before; back++) {
      YearMonth sampled = month.minusMonths(back);
      for (Map.Entry<String, MonthOfSamples> each :
          laboratories.found(outlet.id(), sampled).entrySet()) {
        MonthOfSamples samples = each.getValue();
        MonthOfSamples counted =
            back == 0
                ? samples
                : new MonthOfSamples(samples.medium(), List.of(samples.samples().getLast()));
        newest.putIfAbsent(each.getKey(), new Found(sampled, counted));
      }
    }
    return newest;
  }

  private static Optional<PollutantMonth> amount(
      Outlet outlet, TaxRequest asked, String code, Found found, List<TaxStatement.Note> notes) {
    String name = FactorTable.standard().find(code).map(factor -> factor.zh()).orElse(code);
    MonthOfSamples samples = found.samples();
    boolean carried = !found.sampled().equals(asked.month());
    if (carried && !asked.laboratory().carryOver()) {
      return left("manual-earlier", code, name, notes);
    }
    NotDetected treatment = asked.laboratory().notDetected();
    if (samples.isAnyBelowDetection() && treatment == null) {
      return left("manual-not-detected", code, name, notes);
    }
    TaxRequest.Ran ran = asked.laboratory().ran().get(outlet.code());
    if (ran == null) {
      return left("manual-hours", code, name, notes);
    }
    Optional<PollutantMonth> counted =
        counted(code, found, carried, treatment == null ? NotDetected.ZERO : treatment, ran);
    return counted.isPresent() ? counted : left("manual-flow", code, name, notes);
  }

  /**
   * The month of a pollutant by its samples; empty when these do not tell the flow that is needed.
   *
   * @param carried whether the samples are of an earlier month
   */
  static Optional<PollutantMonth> counted(
      String code, Found found, boolean carried, NotDetected treatment, TaxRequest.Ran ran) {
    MonthOfSamples samples = found.samples();
    Optional<BigDecimal> mean = samples.mean(treatment);
    Optional<BigDecimal> flow = samples.meanFlow();
    if (mean.isEmpty() || (ran.hours() != null && flow.isEmpty())) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    source(found, steps);
    BigDecimal kg = kg(samples.medium(), mean.get(), flow, ran, steps);
    Optional<Compliance> kept =
        carried ? notOfTheMonth(steps) : compliance(samples.samples(), steps);
    return Optional.of(
        new PollutantMonth(
            code,
            FactorTable.standard().find(code).map(factor -> factor.zh()).orElse(code),
            new PollutantMonth.Hours(0, 0, 0, 0, 0, 0),
            kg,
            BigDecimal.ZERO,
            kept.orElse(null),
            carried
                ? List.of()
                : samples.samples().stream()
                    .filter(Sampled::exceeded)
                    .map(Sampled::report)
                    .distinct()
                    .toList(),
            new PollutantMonth.Laboratory(
                samples.samples().stream().map(Sampled::report).distinct().toList(),
                found.sampled()),
            steps));
  }

  private static Optional<PollutantMonth> left(
      String note, String code, String name, List<TaxStatement.Note> notes) {
    notes.add(TaxStatement.Note.of(note, code, name));
    return Optional.empty();
  }

  private static void source(Found found, List<Step> steps) {
    String unit = found.samples().medium().unit();
    steps.add(
        new Step(
            "无自动监测数据，按监测机构的监测数据（税法第十条第二项、条例第九条）",
            "no automatic data: by the laboratory's (Law Art. 10 (2); Regulation Art. 9)",
            "Σ %s".formatted(found.samples().samples().size()),
            found.sampled().toString()));
    for (Sampled sample : found.samples().samples()) {
      BigDecimal value = sample.concentration();
      BigDecimal flow = sample.flow();
      steps.add(
          new Step(
              "手工监测记录 #%s".formatted(sample.report()),
              "manual report #%s".formatted(sample.report()),
              LocalDate.ofInstant(sample.from(), MonthReader.BEIJING).toString(),
              (value == null ? "ND" : Shown.text(value))
                  + " "
                  + unit
                  + (flow == null ? "" : "; " + Shown.text(flow) + " m3/h")));
    }
  }

  private static BigDecimal kg(
      Medium medium,
      BigDecimal mean,
      Optional<BigDecimal> flow,
      TaxRequest.Ran ran,
      List<Step> steps) {
    int digits = medium == Medium.AIR ? 6 : 3;
    BigDecimal hours = ran.hours();
    BigDecimal volume =
        hours == null
            ? requireNonNull(ran.volumeM3(), "neither hours nor volume")
            : flow.orElseThrow().multiply(hours);
    BigDecimal kg = Exact.plain(mean.multiply(volume).movePointLeft(digits));
    steps.add(
        new Step(
            hours == null ? "排放量 = 平均浓度 × 当月排放体积" : "排放量 = 平均浓度 × 平均流量 × 运行小时",
            hours == null
                ? "amount = mean concentration × volume of the month"
                : "amount = mean concentration × mean flow × hours run",
            (hours == null
                    ? "%s×%s".formatted(Shown.text(mean), Shown.text(volume))
                    : "%s×%s×%s"
                        .formatted(
                            Shown.text(mean), Shown.text(flow.orElseThrow()), Shown.text(hours)))
                + "/10^"
                + digits,
            Shown.text(kg) + " kg"));
    return kg;
  }

  private static Optional<Compliance> notOfTheMonth(List<Step> steps) {
    steps.add(
        new Step(
            "沿用以前的监测数据，当月无监测数据：不减征（条例第十条）",
            "carried over, no result of the month itself: no reduction (Regulation Art. 10)",
            "",
            "1"));
    return Optional.empty();
  }

  /** Mean of the results of the month, converted where the limit is (Regulation Art. 10). */
  static Optional<Compliance> compliance(List<Sampled> samples, List<Step> steps) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal strictest = null;
    int exceedances = 0;
    for (Sampled sample : samples) {
      BigDecimal compared = sample.compared();
      BigDecimal limit = sample.limit();
      if (compared == null || limit == null || limit.signum() <= 0) {
        steps.add(
            new Step(
                "有样品未能按限值评价：不减征",
                "a sample could not be judged by a limit: no reduction",
                "#" + sample.report(),
                "1"));
        return Optional.empty();
      }
      sum = sum.add(compared);
      strictest = strictest == null ? limit : strictest.min(limit);
      exceedances += sample.exceeded() ? 1 : 0;
    }
    if (strictest == null) {
      return Optional.empty();
    }
    BigDecimal mean = Exact.divide(sum, BigDecimal.valueOf(samples.size()));
    steps.add(
        new Step(
            "当月监测结果平均浓度（未检出按检出限）",
            "mean of the month's results (not detected: the detection limit)",
            "Σ/%s".formatted(samples.size()),
            "%s; ≤ %s".formatted(Shown.text(mean), Shown.text(strictest))));
    return Optional.of(new Compliance(mean, strictest, exceedances));
  }
}
