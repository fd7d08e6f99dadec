// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.greenheart.regulation.supervision.SupervisionRule;
import org.greenheart.server.api.ApiException;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Runs the rules over all firms and months. A clue is the same one as long as it is about the same
 * (rule, firm, month, outlet, subject): run again it is found again, not twice; one that a run no
 * longer finds is gone, and kept. What a person said of it stays. What is found is worked out from
 * a reading transaction, so that devices and the watch go on writing; only keeping it writes. One
 * run at a time. Thread-safe.
 */
public final class ClueRun {
  private static final int MOST_MONTHS = 60;

  private final Registry registry;
  private final ClueSearch search;
  private final ReentrantLock running = new ReentrantLock();

  /**
   * @param amounts that the server itself has monitored
   */
  public ClueRun(Registry registry, Amounts amounts) {
    this.registry = requireNonNull(registry, "registry is null");
    this.search = new ClueSearch(registry, amounts);
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

    Rates rates() {
      return new Rates(province, airRate, waterRate);
    }
  }

  /** A rule that could not be held against a firm's month. */
  public record Problem(
      String creditCode, String firm, String month, String rule, String message) {}

  /** A month that was left out. */
  public record SkippedMonth(String month, String reason) {}

  /**
   * What a run did.
   *
   * @param found clues that stand now, of the months of the run
   * @param monitored outlets and months of which the server's own readings were used
   */
  public record Outcome(
      int firms,
      int monitored,
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

  /** Tries a rule as it would be; nothing is kept. */
  ClueSearch.Found tried(Order order, SupervisionRule rule) {
    return alone(() -> search.find(order, (tables, date) -> List.of(new RuleDesk.Held(rule, 0))));
  }

  /**
   * Runs all rules that are on.
   *
   * @throws ApiException when no rate is known, or another run is going on
   */
  public Outcome run(Order order) {
    return alone(
        () -> {
          ClueSearch.Found found = search.find(order, RuleDesk::at);
          return registry.write(tables -> new ClueKeeping(tables, order, found).keep());
        });
  }

  private interface Work<T> {
    T done();
  }

  private <T> T alone(Work<T> work) {
    if (!running.tryLock()) {
      throw new ApiException(
          409, "tax-run-going", "another run of the rules is going on: wait for its end");
    }
    try {
      return work.done();
    } finally {
      running.unlock();
    }
  }
}
