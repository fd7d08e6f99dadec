// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.supervision.RuleId;
import org.greenheart.regulation.supervision.SupervisionRule;
import org.greenheart.server.api.ApiException;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.TaxRule;

/**
 * The rules with their settings: as shipped, or as somebody has set them. A rule is switched on, or
 * gets other settings while it is on, only after a dry run of just these settings.
 */
final class RuleDesk {
  private RuleDesk() {}

  /**
   * A rule as it holds.
   *
   * @param version of its settings; 0: as shipped
   */
  record Held(SupervisionRule rule, int version) {}

  /** All rules for data of a day. */
  static List<Held> at(Tables tables, LocalDate date) {
    List<TaxRule> settings = tables.taxBook().rules().list();
    return SupervisionRule.at(date).stream().map(rule -> held(rule, settings)).toList();
  }

  private static Held held(SupervisionRule shipped, List<TaxRule> settings) {
    return newest(settings, shipped.id(), false)
        .map(
            set ->
                new Held(
                    new SupervisionRule(
                        shipped.id(),
                        shipped.zh(),
                        shipped.en(),
                        set.tolerance().toBigDecimal(),
                        set.leastYuan().toBigDecimal(),
                        set.enabled(),
                        shipped.basis()),
                    set.version()))
        .orElse(new Held(shipped, 0));
  }

  private static Optional<TaxRule> newest(List<TaxRule> settings, RuleId id, boolean trial) {
    return settings.stream()
        .filter(set -> set.rule().equals(id.name()) && set.trial() == trial)
        .max(Comparator.comparingInt(TaxRule::version));
  }

  /**
   * @throws ApiException 404
   */
  static RuleId id(String text) {
    try {
      return RuleId.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw ApiException.notFound(
          "tax-rule-unknown", "rule (%s) must be one of R1 to R15".formatted(text));
    }
  }

  /** A rule with other settings, checked. */
  static SupervisionRule with(SupervisionRule rule, Decimal tolerance, Decimal leastYuan) {
    try {
      return new SupervisionRule(
          rule.id(),
          rule.zh(),
          rule.en(),
          tolerance.toBigDecimal(),
          leastYuan.toBigDecimal(),
          true,
          rule.basis());
    } catch (LawException e) {
      throw new RuleException(
          e.field(),
          String.valueOf(e.getMessage()),
          e.field().equals("leastYuan") ? leastYuan : tolerance,
          "rule-setting");
    }
  }

  /** Notes that these settings were tried. */
  static void tried(Tables tables, RuleId id, Decimal tolerance, Decimal leastYuan, String author) {
    record(tables, id, tolerance, leastYuan, false, true, author);
  }

  /**
   * Sets a rule.
   *
   * @throws ApiException 409 {@code dry-run-missing}
   */
  static void set(
      Tables tables,
      RuleId id,
      Decimal tolerance,
      Decimal leastYuan,
      boolean enabled,
      String author) {
    if (enabled) {
      boolean tried =
          newest(tables.taxBook().rules().list(), id, true)
              .filter(
                  trial -> same(trial.tolerance(), tolerance) && same(trial.leastYuan(), leastYuan))
              .isPresent();
      if (!tried) {
        throw new ApiException(
            409,
            "dry-run-missing",
            "rule (%s) must be tried with tolerance %s and %s yuan before it is switched on"
                .formatted(id, tolerance, leastYuan));
      }
    }
    record(tables, id, tolerance, leastYuan, enabled, false, author);
  }

  private static boolean same(Decimal one, Decimal other) {
    BigDecimal difference = one.toBigDecimal().subtract(other.toBigDecimal());
    return difference.signum() == 0;
  }

  private static void record(
      Tables tables,
      RuleId id,
      Decimal tolerance,
      Decimal leastYuan,
      boolean enabled,
      boolean trial,
      String author) {
    int version =
        tables.taxBook().rules().list().stream()
            .filter(set -> set.rule().equals(id.name()))
            .mapToInt(TaxRule::version)
            .max()
            .orElse(0);
    var _ =
        tables
            .taxBook()
            .rules()
            .put(
                new TaxRule(
                    0,
                    id.name(),
                    version + 1,
                    tolerance,
                    leastYuan,
                    enabled,
                    trial,
                    author,
                    tables.now()));
  }
}
