// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.supervision.Evidence;
import org.greenheart.regulation.supervision.Explained;
import org.greenheart.regulation.supervision.Explanation;
import org.greenheart.regulation.supervision.Monitored;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.regulation.tax.TaxItem;
import org.greenheart.regulation.tax.TaxItems;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.server.tax.MonitoredMonth;
import org.greenheart.server.tax.PollutantMonth;
import org.greenheart.server.tax.SampledMonth;

/**
 * What is known of an outlet's month beside the declaration. The server's own hours go first (Law
 * Art. 10 (1)) when enough of them are there; else the imported list; else what hours there are,
 * else laboratories' samples (Art. 10 (2)), and the clue is told to be less sure. All sources are
 * told where several speak. One use, one thread.
 */
final class OutletAmounts {
  private static final Set<String> DUST = Set.of("smoke dust", "general dust");
  private static final int KG_DIGITS = 3;

  /** So near to the sum of the valid hours a declared amount is that sum: a proposal. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.005");

  private final String outlet;
  private final LocalDate date;
  private final Map<String, BigDecimal> kg = new HashMap<>();
  private final Map<String, BigDecimal> generated = new HashMap<>();
  private final Map<String, Compliance> compliance = new HashMap<>();
  private final List<Evidence> records = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Explained> incomplete = new ArrayList<>();
  private final Set<String> sampled = new HashSet<>();
  private int zeroHours;
  private boolean compliant = true;

  OutletAmounts(String outlet, LocalDate date) {
    this.outlet = outlet;
    this.date = date;
  }

  /** The imported list. */
  OutletAmounts list(List<ListRow> rows) {
    for (ListRow row : rows) {
      String pollutant = row.text("pollutant");
      kg.put(pollutant, row.orZero("kg"));
      row.number("generatedKg").ifPresent(amount -> generated.put(pollutant, amount));
      BigDecimal limit = row.orZero("limit");
      if (row.number("mean").isPresent() && limit.signum() > 0) {
        compliance.put(
            pollutant, new Compliance(row.orZero("mean"), limit, row.count("exceedances")));
      }
      zeroHours = Math.max(zeroHours, row.count("zeroHours"));
      compliant &= row.flag("compliant", true);
      records.add(row.evidence("%s %s kg".formatted(pollutant, row.text("kg"))));
    }
    return this;
  }

  /**
   * The server's own, after the list.
   *
   * @param declarations that say which dust the outlet's particulates are
   */
  OutletAmounts own(List<MonitoredMonth> months, List<ListRow> declarations) {
    Set<String> dust = dust(declarations);
    for (MonitoredMonth month : months) {
      item(month.medium(), month.month().code(), month.particulates(), dust)
          .ifPresent(
              item -> {
                if (month.inlet()) {
                  before(month, item);
                } else {
                  take(month, item);
                  unfilled(month.month(), item, declarations);
                }
              });
    }
    return this;
  }

  private static Set<String> dust(List<ListRow> declarations) {
    return declarations.stream()
        .map(row -> row.text("pollutant"))
        .filter(DUST::contains)
        .collect(Collectors.toSet());
  }

  /**
   * What laboratories found, after the monitors and the list.
   *
   * @param ran empty: not known; then the samples tell how the limit was kept, and no amount
   */
  OutletAmounts sampled(
      List<SampledMonth> months, List<ListRow> declarations, Optional<RunTime> ran) {
    Set<String> dust = dust(declarations);
    for (SampledMonth month : months) {
      item(month.medium(), month.code(), month.particulates(), dust)
          .ifPresent(item -> take(month, item, ran));
    }
    return this;
  }

  private void take(SampledMonth samples, String item, Optional<RunTime> ran) {
    List<Step> working = new ArrayList<>();
    Compliance listed = compliance.get(item);
    if (listed == null) {
      samples.compliance(working).ifPresent(kept -> compliance.put(item, kept));
    } else if (samples.samples().isAnyExceeded()) {
      compliance.put(item, new Compliance(listed.mean(), listed.limit(), listed.exceedances() + 1));
      working.add(
          new Step(
              "手工监测结果超过限值：当月不减征（条例第十、十一条）",
              "a laboratory's result exceeds the limit: no reduction in the month (Regulation Art. 10, 11)",
              "",
              "1"));
    }
    Optional<PollutantMonth> amount =
        kg.containsKey(item) ? Optional.empty() : ran.flatMap(each -> each.amount(samples));
    String says =
        amount
            .map(month -> "%s %s kg".formatted(item, shown(month.kg())))
            .orElse("%s × %s".formatted(item, samples.samples().samples().size()));
    for (long report : samples.reports()) {
      Evidence record = new Evidence(Evidence.Source.READINGS, "manual/" + report, says);
      records.add(record);
      amount.ifPresent(
          _ -> incomplete.add(new Explained(Explanation.SAMPLES_ONLY, outlet, record)));
    }
    amount.ifPresent(
        month -> {
          kg.put(item, month.kg());
          sampled.add(item);
          ran.map(RunTime::record).ifPresent(records::add);
          working.clear();
          working.addAll(month.steps());
        });
    working.forEach(
        step ->
            steps.add(
                new Step(
                    item + " " + step.zh(),
                    item + ": " + step.en(),
                    step.expression(),
                    step.result())));
  }

  /** Nothing for what the annex does not list, and for particulates of which nobody says what. */
  private Optional<String> item(
      TaxMedium medium, String code, boolean particulates, Set<String> dust) {
    String name = code;
    if (particulates) {
      if (dust.size() != 1) {
        return Optional.empty();
      }
      name = dust.iterator().next();
    }
    try {
      return TaxItems.find(medium, name, name, date).map(TaxItem::name);
    } catch (LawException e) {
      return Optional.empty();
    }
  }

  private static String known(PollutantMonth.Hours hours) {
    return "%s h + %s h; %s h missing"
        .formatted(hours.counted(), hours.substituted(), hours.missing() + hours.before());
  }

  private static Evidence record(MonitoredMonth own, String what) {
    return new Evidence(
        Evidence.Source.READINGS,
        "points/%s/datastreams/%s/%s".formatted(own.thing(), own.datastream(), own.of()),
        "%s %s kg (%s)".formatted(what, shown(own.month().kg()), known(own.month().hours())));
  }

  /** Generated (Regulation Art. 7): what the points before the treatment measured. */
  private void before(MonitoredMonth own, String item) {
    if (!own.whole()) {
      return; // less than was generated
    }
    BigDecimal listed = generated.put(item, own.month().kg().max(BigDecimal.ZERO));
    records.add(record(own, item + " inlet"));
    steps.add(
        new Step(
            item + "：产生量取本系统治理设施进口的小时数据",
            item + ": generated, by this server's hours before the treatment",
            known(own.month().hours()),
            shown(own.month().kg()) + " kg"));
    if (listed != null) {
      steps.add(
          new Step(
              item + "：导入的监测清单（产生量）",
              item + ": the imported list (generated)",
              "",
              shown(listed) + " kg"));
    }
  }

  /**
   * Whether the declaration has the valid hours alone: it says their sum, and that with what stands
   * in for the missing ones is more than any rounding.
   */
  private void unfilled(PollutantMonth month, String item, List<ListRow> declarations) {
    BigDecimal valid = month.kg().subtract(month.substitutedKg());
    BigDecimal rounding = valid.multiply(ROUNDING);
    BigDecimal declared =
        declarations.stream()
            .filter(row -> row.text("pollutant").equals(item))
            .filter(row -> row.find("method").map("automatic"::equals).orElse(true))
            .map(row -> row.orZero("kg"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (declared.signum() > 0
        && month.substitutedKg().compareTo(rounding.add(rounding)) > 0
        && declared.subtract(valid).abs().compareTo(rounding) <= 0) {
      zeroHours = Math.max(zeroHours, month.hours().substituted());
      steps.add(
          new Step(
              item + "：申报量等于有效小时之和，缺失小时未替代",
              item + ": declared as the sum of the valid hours, missing ones not filled",
              "%s ≈ %s; + %s"
                  .formatted(shown(declared), shown(valid), shown(month.substitutedKg())),
              shown(month.kg()) + " kg"));
    }
  }

  private void take(MonitoredMonth own, String item) {
    PollutantMonth month = own.month();
    BigDecimal listed = kg.get(item);
    String amount = shown(month.kg()) + " kg";
    String known = known(month.hours());
    Evidence record = record(own, item);
    records.add(record);
    for (long report : month.reports()) {
      records.add(
          new Evidence(
              Evidence.Source.READINGS, "manual/" + report, item + " > limit (#" + report + ")"));
    }
    if (listed != null && !own.whole()) {
      steps.add(
          new Step(
              item + "：本系统小时数据不足，取导入的监测清单",
              item + ": too few of this server's hours: the imported list counts",
              known,
              shown(listed) + " kg"));
      return;
    }
    kg.put(item, month.kg().max(BigDecimal.ZERO));
    Compliance kept = month.compliance();
    // Where the server knows no limit, the list's mean and limit stand.
    if (kept != null) {
      compliance.put(item, kept);
    }
    compliant &= own.whole();
    steps.add(
        new Step(
            item + "：取本系统自动监测小时数据（第十条第一项）",
            item + ": this server's own monitored hours (Art. 10 (1))",
            known,
            amount));
    if (listed != null) {
      steps.add(
          new Step(item + "：导入的监测清单", item + ": the imported list", "", shown(listed) + " kg"));
    }
    if (!own.whole()) {
      incomplete.add(new Explained(Explanation.READINGS_INCOMPLETE, outlet, record));
    }
  }

  private static String shown(BigDecimal number) {
    return (number.scale() > KG_DIGITS
            ? number.setScale(KG_DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros()
            : number)
        .toPlainString();
  }

  /** Nothing when neither knows anything of the outlet. */
  Optional<Monitored> monitored() {
    return kg.isEmpty() && generated.isEmpty() && compliance.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Monitored(
                kg, generated, compliance, compliant, sampled, zeroHours, records, steps));
  }

  /** What makes its clues less sure. */
  List<Explained> incomplete() {
    return incomplete;
  }
}
