// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.supervision.Clue;
import org.greenheart.regulation.supervision.FirmMonth;
import org.greenheart.regulation.supervision.Supervision;
import org.greenheart.regulation.supervision.SupervisionRule;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.tax.KnownMonths;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;

/** Finds clues, and keeps nothing. Thread-safe. */
final class ClueSearch {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private final Registry registry;
  private final Amounts amounts;

  ClueSearch(Registry registry, Amounts amounts) {
    this.registry = requireNonNull(registry, "registry is null");
    this.amounts = requireNonNull(amounts, "amounts is null");
  }

  /**
   * What the rules find.
   *
   * @param looked months that were looked at
   * @param monitored outlets and months of which the server itself knows amounts or samples
   */
  record Found(
      List<Clue> clues,
      int firms,
      List<YearMonth> looked,
      long monitored,
      List<RuleDesk.Held> rules,
      List<ClueRun.SkippedMonth> skipped,
      List<ClueRun.Problem> problems) {
    Found {
      clues = List.copyOf(clues);
      looked = List.copyOf(looked);
      rules = List.copyOf(rules);
      skipped = List.copyOf(skipped);
      problems = List.copyOf(problems);
    }
  }

  /** The rules for data of a day. */
  interface RulesAt {
    List<RuleDesk.Held> at(Tables tables, LocalDate date);
  }

  /**
   * @throws ApiException when no rate is known
   */
  Found find(ClueRun.Order order, RulesAt rules) {
    requireRates(order.rates(), order.to());
    Instant now = registry.now();
    // Before the transaction: readings may be many, and the lists may change meanwhile.
    KnownMonths own = amounts.of(order.from(), order.to(), now);
    return registry.read(tables -> find(tables, order, rules, own, now));
  }

  private static void requireRates(Rates rates, YearMonth last) {
    try {
      for (TaxMedium medium : TaxMedium.values()) {
        var _ = rates.of(medium, last.atEndOfMonth());
      }
    } catch (LawException e) {
      throw new ApiException(
          422,
          "law-" + e.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          String.valueOf(e.getMessage()));
    }
  }

  private static Found find(
      Tables tables, ClueRun.Order order, RulesAt rules, KnownMonths own, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, BEIJING);
    Dossiers dossiers =
        Dossiers.read(tables, order.rates(), Readings.of(tables, own), order.from(), order.to());
    Examiner examiner = new Examiner(date -> rules.at(tables, date));
    dossiers.forEach(order.from(), order.to(), today, examiner);
    List<Dossiers.Skipped> skipped = dossiers.skipped(order.from(), order.to(), today);
    List<YearMonth> looked = new ArrayList<>();
    for (YearMonth month = order.from(); !month.isAfter(order.to()); month = month.plusMonths(1)) {
      YearMonth each = month;
      if (skipped.stream().noneMatch(skip -> skip.month().equals(each))) {
        looked.add(month);
      }
    }
    return new Found(
        examiner.clues,
        dossiers.firms(),
        looked,
        Stream.concat(
                own.monitored().stream().map(each -> each.creditCode() + each.outlet() + each.of()),
                own.sampled().stream().map(each -> each.creditCode() + each.outlet() + each.of()))
            .distinct()
            .count(),
        rules.at(tables, order.to().atEndOfMonth()),
        skipped.stream()
            .map(skip -> new ClueRun.SkippedMonth(skip.month().toString(), skip.reason()))
            .toList(),
        examiner.problems);
  }

  private interface RulesOf {
    List<RuleDesk.Held> at(LocalDate date);
  }

  /** Holds one rule after the other: what one cannot compute hides nothing of the others. */
  private static final class Examiner implements Dossiers.Taker {
    private final RulesOf rules;
    private final Map<YearMonth, List<SupervisionRule>> held = new HashMap<>();
    private final List<Clue> clues = new ArrayList<>();
    private final List<ClueRun.Problem> problems = new ArrayList<>();

    private Examiner(RulesOf rules) {
      this.rules = rules;
    }

    @Override
    public void take(FirmMonth dossier) {
      for (SupervisionRule rule :
          held.computeIfAbsent(
              dossier.month(),
              month -> rules.at(month.atEndOfMonth()).stream().map(RuleDesk.Held::rule).toList())) {
        try {
          clues.addAll(Supervision.examine(dossier, List.of(rule)));
        } catch (LawException e) {
          problems.add(
              new ClueRun.Problem(
                  dossier.firm().creditCode(),
                  dossier.firm().name(),
                  dossier.month().toString(),
                  rule.id().name(),
                  String.valueOf(e.getMessage())));
        }
      }
    }

    @Override
    public void refuse(String firm, String name, YearMonth month, LawException why) {
      problems.add(
          new ClueRun.Problem(firm, name, month.toString(), "", String.valueOf(why.getMessage())));
    }
  }
}
