// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.supervision.Clue;
import org.greenheart.regulation.supervision.RuleId;
import org.greenheart.regulation.supervision.Supervision;
import org.greenheart.regulation.supervision.SupervisionRule;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.TaxClue;
import org.jspecify.annotations.Nullable;

/**
 * Runs the rules over all firms and months. A clue is the same one as long as it is about the same
 * (rule, firm, month, outlet, subject): run again it is found again, not twice; one that a run no
 * longer finds is gone, and kept. What a person said of it stays. Thread-safe.
 */
public final class ClueRun {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final ObjectMapper JSON = ApiJson.mapper();
  private static final int MOST_MONTHS = 60;
  private static final int DECIMALS = 6;

  private final Registry registry;

  public ClueRun(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  /**
   * Over which months, with which rates.
   *
   * @param to the last month
   * @param province whose rates count; null: they are given
   */
  public record Order(
      YearMonth from,
      YearMonth to,
      @Nullable String province,
      @Nullable BigDecimal airRate,
      @Nullable BigDecimal waterRate) {
    public Order {
      long months = ChronoUnit.MONTHS.between(from, to) + 1;
      if (months < 1 || months > MOST_MONTHS) {
        throw ApiException.badRequest(
            "month-range", "%s to %s must be 1 to %s months".formatted(from, to, MOST_MONTHS));
      }
    }

    private Rates rates() {
      return new Rates(province, airRate, waterRate);
    }
  }

  /** A firm's month that could not be computed. */
  public record Problem(String firm, String month, String message) {}

  /** A month that was left out. */
  public record SkippedMonth(String month, String reason) {}

  /**
   * What a run did.
   *
   * @param found clues that stand now, of the months of the run
   */
  public record Outcome(
      int firms,
      int found,
      int added,
      int changed,
      int gone,
      List<SkippedMonth> skipped,
      List<Problem> problems) {
    public Outcome {
      skipped = List.copyOf(skipped);
      problems = List.copyOf(problems);
    }
  }

  /** What the rules find, and nothing is kept. */
  record Found(List<Clue> clues, int firms, List<SkippedMonth> skipped, List<Problem> problems) {}

  /** Tries a rule as it would be. */
  Found tried(Tables tables, Order order, SupervisionRule rule) {
    return find(tables, order, date -> List.of(new RuleDesk.Held(rule, 0)));
  }

  private interface RulesAt {
    List<RuleDesk.Held> at(LocalDate date);
  }

  private static Found find(Tables tables, Order order, RulesAt rules) {
    Rates rates = order.rates();
    Dossiers dossiers;
    try {
      var _ = rates.of(TaxMedium.AIR, order.to().atEndOfMonth());
      var _ = rates.of(TaxMedium.WATER, order.to().atEndOfMonth());
      dossiers = Dossiers.read(tables, rates);
    } catch (LawException e) {
      throw new ApiException(
          422,
          "law-" + e.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          String.valueOf(e.getMessage()));
    }
    LocalDate today = LocalDate.ofInstant(tables.now(), BEIJING);
    List<Clue> clues = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Map<YearMonth, List<SupervisionRule>> held = new HashMap<>();
    dossiers.forEach(
        order.from(),
        order.to(),
        today,
        dossier -> {
          try {
            clues.addAll(
                Supervision.examine(
                    dossier,
                    held.computeIfAbsent(
                        dossier.month(),
                        month ->
                            rules.at(month.atEndOfMonth()).stream()
                                .map(RuleDesk.Held::rule)
                                .toList())));
          } catch (LawException e) {
            problems.add(
                new Problem(
                    dossier.firm().name(),
                    dossier.month().toString(),
                    String.valueOf(e.getMessage())));
          }
        });
    return new Found(
        clues,
        dossiers.firms(),
        dossiers.skipped(order.from(), order.to(), today).stream()
            .map(skip -> new SkippedMonth(skip.month().toString(), skip.reason()))
            .toList(),
        problems);
  }

  /**
   * Runs all rules that are on.
   *
   * @throws ApiException when no rate is known
   */
  public Outcome run(Order order) {
    return registry.write(tables -> run(tables, order));
  }

  private static Outcome run(Tables tables, Order order) {
    Found found = find(tables, order, date -> RuleDesk.at(tables, date));
    Map<RuleId, Integer> versions =
        RuleDesk.at(tables, order.to().atEndOfMonth()).stream()
            .collect(Collectors.toMap(each -> each.rule().id(), RuleDesk.Held::version));
    Instant now = tables.now();
    Map<TaxClue.About, TaxClue> known = new HashMap<>();
    tables.taxBook().clues().list().forEach(clue -> known.put(clue.about(), clue));
    Set<TaxClue.About> seen = new HashSet<>();
    int added = 0;
    int changed = 0;
    for (Clue clue : found.clues()) {
      if (!clue.automatic()) {
        continue;
      }
      TaxClue.About about = about(clue);
      if (!seen.add(about)) {
        continue;
      }
      int version = versions.getOrDefault(clue.rule().id(), 0);
      TaxClue.Finding finding = finding(clue);
      TaxClue before = known.get(about);
      TaxClue next =
          before == null
              ? new TaxClue(
                  0,
                  about,
                  version,
                  clue.firm().name(),
                  finding,
                  now,
                  now,
                  null,
                  TaxClue.Verdict.OPEN,
                  null)
              : before.found(version, clue.firm().name(), finding, now);
      if (!next.equals(before)) {
        var _ = tables.taxBook().clues().put(next);
        added += before == null ? 1 : 0;
        changed += before == null ? 0 : 1;
      }
    }
    return new Outcome(
        found.firms(),
        seen.size(),
        added,
        changed,
        gone(tables, order, found, known, seen, now),
        found.skipped(),
        found.problems());
  }

  /** Clues of months that were looked at, and were not found: but a firm's month with a problem. */
  private static int gone(
      Tables tables,
      Order order,
      Found found,
      Map<TaxClue.About, TaxClue> known,
      Set<TaxClue.About> seen,
      Instant now) {
    Set<String> skipped =
        found.skipped().stream().map(SkippedMonth::month).collect(Collectors.toSet());
    Set<String> broken =
        found.problems().stream()
            .map(problem -> problem.firm() + " " + problem.month())
            .collect(Collectors.toSet());
    int gone = 0;
    for (TaxClue clue : known.values()) {
      YearMonth month = YearMonth.parse(clue.about().month());
      boolean looked =
          !month.isBefore(order.from())
              && !month.isAfter(order.to())
              && !skipped.contains(clue.about().month())
              && !broken.contains(clue.name() + " " + clue.about().month());
      if (looked && clue.gone() == null && !seen.contains(clue.about())) {
        var _ = tables.taxBook().clues().put(clue.gone(now));
        gone++;
      }
    }
    return gone;
  }

  static TaxClue.About about(Clue clue) {
    return new TaxClue.About(
        clue.rule().id().name(),
        clue.firm().creditCode(),
        clue.month().toString(),
        clue.outlet(),
        clue.subject());
  }

  private static TaxClue.Finding finding(Clue clue) {
    try {
      return new TaxClue.Finding(
          decimal(clue.declared()),
          decimal(clue.recomputed()),
          clue.unit(),
          clue.certainty().name().toLowerCase(Locale.ROOT),
          JSON.writeValueAsString(clue.records()),
          JSON.writeValueAsString(clue.steps()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("clue (%s) cannot be written".formatted(about(clue)), e);
    }
  }

  private static @Nullable Decimal decimal(Figure figure) {
    Optional<BigDecimal> number = figure.number();
    if (number.isEmpty()) {
      return null;
    }
    BigDecimal exact = number.get();
    return Decimal.of(
            exact.scale() > DECIMALS ? exact.setScale(DECIMALS, RoundingMode.HALF_EVEN) : exact)
        .orElse(null);
  }
}
