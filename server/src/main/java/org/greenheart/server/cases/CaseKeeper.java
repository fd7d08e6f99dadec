// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.CaseClock;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseTie;
import org.greenheart.storage.registry.LookBack;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due about cases by the server's clock: warns before a limit, tells when it is over,
 * escalates; plans the look-backs of what was closed, and where a case is tied to data looks back
 * itself. What it has done is in the registry with what it did, so nothing is told twice after a
 * restart, and what came due meanwhile is done then.
 *
 * <p>One thread works; the public methods are thread-safe.
 */
final class CaseKeeper implements AutoCloseable {
  static final String CLOCK = "clock";

  /** Writes what came from a file. */
  static final String IMPORT = "import";

  private static final Logger log = LoggerFactory.getLogger(CaseKeeper.class);
  private static final Duration EVERY = Duration.ofSeconds(60);

  /** Rules that find data that were tampered with. */
  private static final Set<String> TAMPERING =
      Set.of("constant", "clipped", "marked-before-excess");

  private final Registry registry;
  private final CaseDesk desk;
  private final InstantSource clock;
  private final Rounds rounds;

  CaseKeeper(Registry registry, CaseDesk desk, Pause pause, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.rounds = new Rounds("case-keeper", pause, this::round);
  }

  static CaseKeeper start(Registry registry, CaseDesk desk, InstantSource clock) {
    CaseKeeper keeper = new CaseKeeper(registry, desk, new ClockPause(clock), clock);
    keeper.rounds.start();
    return keeper;
  }

  private Instant round() {
    step();
    return clock.instant().plus(EVERY);
  }

  /** Does what is due now. */
  void step() {
    try {
      registry.cases().open().forEach(this::watchClock);
      registry.cases().withoutLookBack().forEach(this::planLookBacks);
      registry.caseBook().lookBacksDue(clock.instant()).forEach(this::lookBack);
    } catch (RuntimeException e) {
      log.error("The clocks of cases failed and are tried again", e);
    }
  }

  private void watchClock(CaseFile seen) {
    Instant now = clock.instant();
    if (seen.clock().paused() != null) {
      return;
    }
    if (seen.clock().next() == null) {
      windUp(seen);
      return;
    }
    if (seen.clock().told() < level(registry, seen, now).orElse(CaseClock.NOTHING)) {
      registry.write(tables -> tell(tables, seen.id(), now));
    }
  }

  /** A case that a rule opened has no clock yet: the rule knows of no kinds. */
  private void windUp(CaseFile seen) {
    if (!seen.facts().source().equals("alarm") || seen.version() != 1) {
      return;
    }
    registry.write(tables -> desk.wound(tables, tables.cases().existing(seen.id())));
  }

  private Optional<Integer> level(Tables tables, CaseFile file, Instant now) {
    Instant next = file.clock().next();
    TimeLimit limit = limit(tables, file);
    if (next == null || limit == null) {
      return Optional.empty();
    }
    WorkingDays days = CaseDesk.days(tables);
    LocalDate today = WorkingDays.dayOf(now);
    LocalDate last = WorkingDays.dayOf(next.minusSeconds(1));
    if (!now.isBefore(next)) {
      int over = days.between(last, today, limit.unit());
      return Optional.of(
          limit.escalateDays() > 0 && over >= limit.escalateDays()
              ? CaseClock.ESCALATED
              : CaseClock.OVERDUE);
    }
    return limit.warnDays() > 0 && days.between(today, last, limit.unit()) <= limit.warnDays()
        ? Optional.of(CaseClock.WARNED)
        : Optional.empty();
  }

  /** The limit that ends first. */
  private @Nullable TimeLimit limit(Tables tables, CaseFile file) {
    CaseKind kind;
    try {
      kind = desk.kind(tables, file);
    } catch (RuleException e) {
      log.debug("Kind of case {} is gone", file.number(), e);
      return null;
    }
    Instant stageDue = file.clock().stageDue();
    boolean ofStage = stageDue != null && stageDue.equals(file.clock().next());
    TimeLimit usual = new TimeLimit(0, TimeLimit.Unit.CALENDAR, 1, 3, "leader");
    TimeLimit total = kind.total() == null ? usual : kind.total();
    return ofStage ? kind.limit(file.stage()).orElse(total) : total;
  }

  private CaseFile tell(Tables tables, long id, Instant now) {
    CaseFile file = tables.cases().existing(id);
    int level = level(tables, file, now).orElse(CaseClock.NOTHING);
    // A person may have closed it or stopped its clock since it was looked at.
    if (!file.open() || file.clock().paused() != null || level <= file.clock().told()) {
      return file;
    }
    String word =
        switch (level) {
          case CaseClock.WARNED -> "warned";
          case CaseClock.OVERDUE -> "overdue";
          default -> "escalated";
        };
    ObjectNode details = History.object("{}");
    details.put("due", String.valueOf(file.clock().next()));
    details.put("stage", file.stage().text());
    TimeLimit limit = limit(tables, file);
    details.put("to", limit == null ? "leader" : limit.to());
    return tables
        .cases()
        .change(
            file.with(file.clock().telling(level)),
            new CaseEvent(now, CLOCK, word, "", details.toString()));
  }

  private void planLookBacks(CaseFile seen) {
    Instant closed = requireNonNull(seen.closed(), "closed is null");
    List<Integer> days = desk.kind(registry, seen).lookBack();
    if (days.isEmpty()) {
      return;
    }
    registry.write(
        tables -> {
          for (int day : days) {
            Instant due = WorkingDays.endOf(WorkingDays.dayOf(closed).plusDays(day));
            tables
                .caseBook()
                .lookBacks()
                .put(new LookBack(0, seen.id(), day, closed, due, null, null, null, null));
          }
          return days;
        });
  }

  /** Where data tell it: whether what the case was about came back, and whether data look made. */
  private void lookBack(LookBack look) {
    CaseFile seen = registry.cases().existing(look.caseFile());
    if (seen.tie() == null || !look.closed().equals(seen.closed())) {
      return; // for people to do, or of a closing that did not last
    }
    registry.write(
        tables -> {
          CaseFile file = tables.cases().existing(look.caseFile());
          CaseTie tie = file.tie();
          if (tie == null || !look.closed().equals(file.closed())) {
            return false;
          }
          List<Alarm> after = after(tables, tie.thing(), look.closed());
          List<Long> rebound =
              after.stream()
                  .filter(
                      alarm ->
                          alarm.rule().equals(tie.rule())
                              && alarm.signalCode().equals(tie.signalCode()))
                  .map(Alarm::id)
                  .toList();
          List<Long> tampered =
              after.stream().filter(alarm -> tampers(tables, alarm)).map(Alarm::id).toList();
          ObjectNode found = History.object("{}");
          var alarms = found.putArray("alarms");
          rebound.forEach(alarms::add);
          var signs = found.putArray("tampering");
          tampered.forEach(signs::add);
          String outcome =
              !rebound.isEmpty() ? "rebound" : !tampered.isEmpty() ? "doubtful" : "kept";
          tables
              .caseBook()
              .lookBacks()
              .put(
                  new LookBack(
                      look.id(),
                      file.id(),
                      look.day(),
                      look.closed(),
                      look.due(),
                      clock.instant(),
                      outcome,
                      CLOCK,
                      found.toString()));
          found.put("day", look.day()).put("outcome", outcome);
          tables
              .cases()
              .note(
                  file.id(),
                  new CaseEvent(clock.instant(), CLOCK, "look-back", "", found.toString()));
          return true;
        });
  }

  private static List<Alarm> after(Tables tables, long thing, Instant closed) {
    List<Alarm> after = new ArrayList<>();
    List<Alarm> page = tables.alarms().list((AlarmState) null, thing, Long.MAX_VALUE, 500);
    while (!page.isEmpty()) {
      page.stream()
          .filter(alarm -> alarm.start().isAfter(closed) && alarm.state() != AlarmState.WITHDRAWN)
          .forEach(after::add);
      page = tables.alarms().list((AlarmState) null, thing, page.getLast().id(), 500);
    }
    return after;
  }

  private static boolean tampers(Tables tables, Alarm alarm) {
    return tables
        .rules()
        .version(alarm.rule(), alarm.ruleVersion())
        .filter(rule -> TAMPERING.contains(rule.kind()))
        .isPresent();
  }

  @Override
  public void close() {
    rounds.close();
  }
}
