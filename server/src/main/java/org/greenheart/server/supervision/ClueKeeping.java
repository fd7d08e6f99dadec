// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.supervision.Clue;
import org.greenheart.regulation.supervision.Explained;
import org.greenheart.server.api.ApiJson;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.TaxBook;
import org.greenheart.storage.registry.TaxClue;
import org.jspecify.annotations.Nullable;

/** Keeps what a run found beside what is known, in one transaction. One use, one thread. */
final class ClueKeeping {
  private static final ObjectMapper JSON = ApiJson.mapper();
  private static final int DECIMALS = 6;

  private final Tables tables;
  private final ClueRun.Order order;
  private final ClueSearch.Found found;
  private final Instant now;
  private final Map<TaxClue.About, TaxClue> known = new HashMap<>();
  private final Set<TaxClue.About> seen = new HashSet<>();
  private int added;
  private int changed;

  ClueKeeping(Tables tables, ClueRun.Order order, ClueSearch.Found found) {
    this.tables = tables;
    this.order = order;
    this.found = found;
    this.now = tables.now();
  }

  ClueRun.Outcome keep() {
    TaxBook.ClueFilter months =
        TaxBook.ClueFilter.ofMonths(order.from().toString(), order.to().toString());
    tables
        .taxBook()
        .clues(months, Integer.MAX_VALUE)
        .forEach(clue -> known.put(clue.about(), clue));
    Map<String, Integer> versions =
        found.rules().stream()
            .collect(Collectors.toMap(each -> each.rule().id().name(), RuleDesk.Held::version));
    for (Clue clue : found.clues()) {
      TaxClue.About about = about(clue);
      if (clue.automatic() && seen.add(about)) {
        keep(clue, about, versions.getOrDefault(about.rule(), 0));
      }
    }
    return new ClueRun.Outcome(
        found.firms(),
        (int) found.monitored(),
        seen.size(),
        added,
        changed,
        gone(),
        found.skipped(),
        found.problems());
  }

  private void keep(Clue clue, TaxClue.About about, int version) {
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

  /** What was looked for and not found: neither of a rule that is off nor of what had a problem. */
  private int gone() {
    Set<String> looked =
        found.looked().stream().map(YearMonth::toString).collect(Collectors.toSet());
    Set<String> rules =
        found.rules().stream()
            .filter(held -> held.rule().enabled())
            .map(held -> held.rule().id().name())
            .collect(Collectors.toSet());
    Set<String> broken =
        found.problems().stream()
            .map(each -> String.join(" ", each.creditCode(), each.month(), each.rule()))
            .collect(Collectors.toSet());
    int gone = 0;
    for (TaxClue clue : known.values()) {
      TaxClue.About about = clue.about();
      if (clue.gone() == null
          && !seen.contains(about)
          && looked.contains(about.month())
          && rules.contains(about.rule())
          && !broken.contains(String.join(" ", about.creditCode(), about.month(), about.rule()))
          && !broken.contains(String.join(" ", about.creditCode(), about.month(), ""))) {
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
          JSON.writeValueAsString(clue.explanations().stream().map(Why::of).toList()),
          JSON.writeValueAsString(clue.steps()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("clue (%s) cannot be written".formatted(about(clue)), e);
    }
  }

  /** An explanation as it is kept and read. */
  private record Why(String zh, String en, String outlet, String id, String says) {
    static Why of(Explained explained) {
      return new Why(
          explained.explanation().zh(),
          explained.explanation().en(),
          explained.outlet(),
          explained.record().id(),
          explained.record().says());
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
