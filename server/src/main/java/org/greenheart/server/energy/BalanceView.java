// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.greenheart.regulation.carbon.EnergyQuota;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.Micros;
import org.jspecify.annotations.Nullable;

/**
 * A balance as REST gives it.
 *
 * @param complete whether nothing that should be in it is missing
 * @param units the whole works first, then each part behind the one that it stands in
 */
record BalanceView(
    Instant from,
    Instant to,
    boolean complete,
    List<UnitView> units,
    List<ProductView> products,
    List<Finding> findings) {
  BalanceView {
    units = List.copyOf(units);
    products = List.copyOf(products);
    findings = List.copyOf(findings);
  }

  /**
   * @param depth 0 for the whole works
   * @param kgce in standard coal in all
   * @param tCO2 in all; null where a factor is missing
   */
  record UnitView(
      long id,
      String code,
      String name,
      String kind,
      int depth,
      BigDecimal kgce,
      @Nullable BigDecimal tCO2,
      List<UseView> uses) {}

  /**
   * @param own whether the unit has meters or bills of its own
   * @param coalBasis where the factor of standard coal stands, and how sure that is; empty for what
   *     is no energy
   * @param missing why there is no carbon; empty when there is
   */
  record UseView(
      String carrier,
      String zh,
      String unit,
      BigDecimal amount,
      Map<String, BigDecimal> tariffs,
      boolean own,
      boolean complete,
      @Nullable BigDecimal kgce,
      String coalBasis,
      @Nullable BigDecimal tCO2,
      String chosen,
      String missing,
      List<Step> steps,
      List<Emission.Other> others,
      List<EnergySource> sources) {
    static UseView of(CarrierUse use, CarbonCount count, LocalDate day) {
      Emission emission = count.of(use);
      Optional<Reasoned<BigDecimal>> coal = count.coal(use.carrier(), use.amount(), day);
      List<Step> steps = new ArrayList<>();
      coal.ifPresent(reasoned -> steps.addAll(reasoned.steps()));
      steps.addAll(emission.steps());
      Map<String, BigDecimal> tariffs = new TreeMap<>();
      use.tariffs().forEach((tariff, part) -> tariffs.put(tariff, Shown.of(part)));
      return new UseView(
          use.carrier().word(),
          use.carrier().zh(),
          use.carrier().unit(),
          Shown.of(use.amount()),
          tariffs,
          use.own(),
          use.complete(),
          Shown.of(coal.map(Reasoned::value)),
          coal.map(Reasoned::basis).map(UseView::named).orElse(""),
          Shown.of(emission.tCO2()),
          emission.chosen(),
          emission.missing(),
          steps,
          emission.others(),
          use.sources());
    }

    private static String named(Basis basis) {
      return "%s (%s)"
          .formatted(basis.shown().citation(), basis.confidence().name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * A product's part of a carrier.
   *
   * @param perUnit for one unit of qualified output; null where something is missing
   */
  record ShareView(
      String carrier, String zh, String unit, BigDecimal amount, @Nullable BigDecimal perUnit) {}

  /**
   * Energy and carbon for one unit of qualified output.
   *
   * @param kgcePerUnit null where none passed, or a reading is missing
   * @param level of the quota, 1 the best; 0 when not even the third is met; null without a quota
   * @param levels what each level allows
   * @param quotaNote why there is no level
   * @param kgce in all; null as above
   * @param kgCO2 in all; null where something is missing
   * @param shares of each carrier
   */
  record ProductView(
      String code,
      String name,
      @Nullable String nameEn,
      String unit,
      BigDecimal amount,
      BigDecimal qualified,
      @Nullable BigDecimal kgcePerUnit,
      @Nullable BigDecimal kgCO2PerUnit,
      @Nullable BigDecimal measured,
      @Nullable String quota,
      @Nullable Integer level,
      List<BigDecimal> levels,
      String quotaNote,
      @Nullable BigDecimal kgce,
      @Nullable BigDecimal kgCO2,
      List<ShareView> shares,
      List<String> missing) {
    static ProductView of(ProductFigure figure, LocalDate day) {
      boolean made = figure.qualified().signum() > 0;
      List<ShareView> shares = new ArrayList<>();
      figure
          .energy()
          .forEach(
              (carrier, amount) ->
                  shares.add(
                      new ShareView(
                          carrier.word(),
                          carrier.zh(),
                          carrier.unit(),
                          Shown.of(amount),
                          figure.isPerUnit()
                              ? Shown.of(Exact.divide(amount, figure.qualified()))
                              : null)));
      Level level = Level.of(figure, day);
      return new ProductView(
          figure.product().code(),
          figure.product().name(),
          figure.product().nameEn(),
          figure.product().unit(),
          Shown.of(figure.amount()),
          Shown.of(figure.qualified()),
          figure.isPerUnit() ? Shown.of(Exact.divide(figure.kgce(), figure.qualified())) : null,
          made ? Shown.of(figure.kgCO2().map(all -> Exact.divide(all, figure.qualified()))) : null,
          Shown.of(figure.measured()),
          figure.product().quota(),
          level.met(),
          level.most(),
          level.note(),
          figure.isPerUnit() ? Shown.of(figure.kgce()) : null,
          Shown.of(figure.kgCO2()),
          shares,
          figure.missing());
    }
  }

  /** How a product stands to its quota. */
  private record Level(@Nullable Integer met, List<BigDecimal> most, String note) {
    static Level of(ProductFigure figure, LocalDate day) {
      String quota = figure.product().quota();
      if (quota == null || !figure.isPerUnit()) {
        return new Level(null, List.of(), "");
      }
      try {
        EnergyQuota.Result result =
            EnergyQuota.of(
                    quota,
                    figure.kgce(),
                    figure.qualified(),
                    figure.product().unit(),
                    figure.thickness(),
                    day)
                .value();
        return new Level(result.level().orElse(0), result.most(), "");
      } catch (LawException e) {
        return new Level(null, List.of(), String.valueOf(e.getMessage()));
      }
    }
  }

  static BalanceView of(EnergyBalance balance, CarbonCount count) {
    Instant from = Micros.toInstant(balance.range().fromMicros());
    LocalDate day = LocalDate.ofInstant(from, Periods.BEIJING);
    List<UnitView> units = new ArrayList<>();
    add(units, balance.works(), 0, count, day);
    return new BalanceView(
        from,
        Micros.toInstant(balance.range().toMicros()),
        balance.isComplete(),
        units,
        ProductShares.of(balance, count, day).stream()
            .map(figure -> ProductView.of(figure, day))
            .toList(),
        balance.findings());
  }

  private static void add(
      List<UnitView> units, UnitUse use, int depth, CarbonCount count, LocalDate day) {
    List<UseView> uses =
        use.uses().values().stream().map(one -> UseView.of(one, count, day)).toList();
    boolean known = uses.stream().allMatch(one -> one.tCO2() != null);
    units.add(
        new UnitView(
            use.id(),
            use.unit() == null ? "" : use.unit().code(),
            use.unit() == null ? "" : use.unit().name(),
            use.unit() == null ? "works" : use.unit().kind().text(),
            depth,
            uses.stream()
                .map(UseView::kgce)
                .flatMap(one -> Optional.ofNullable(one).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add),
            known
                ? uses.stream()
                    .map(UseView::tCO2)
                    .flatMap(one -> Optional.ofNullable(one).stream())
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                : null,
            uses));
    use.parts().forEach(part -> add(units, part, depth + 1, count, day));
  }
}
