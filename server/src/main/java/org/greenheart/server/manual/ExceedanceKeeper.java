// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.ManualSample;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who must know of each revision of a report that exceeds, once; and that one of which this
 * was told exceeds no more. Kinds of notices of its own: no automatic alarm is raised. It looks
 * after the report was kept, whichever way it came in, since limits cannot be looked up in that
 * transaction; which revisions it has looked at is in the registry. One thread.
 */
final class ExceedanceKeeper implements AutoCloseable {
  /** The author of what it does. */
  private static final String BY = "clock";

  private static final Logger log = LoggerFactory.getLogger(ExceedanceKeeper.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int BATCH = 200;

  /** Older samples are history that somebody enters: they are told in a digest. */
  private static final Duration OLD = Duration.ofDays(92);

  private final Registry registry;
  private final SampleJudge judge;
  private final ManualCases cases;
  private final boolean opening;
  private final InstantSource clock;
  private final Rounds rounds;
  private boolean failing;

  /**
   * @param opening whether a laboratory's report that exceeds becomes a case by itself
   */
  ExceedanceKeeper(
      Registry registry,
      SampleJudge judge,
      ManualCases cases,
      boolean opening,
      Pause pause,
      InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.judge = requireNonNull(judge, "judge is null");
    this.cases = requireNonNull(cases, "cases is null");
    this.opening = opening;
    this.clock = requireNonNull(clock, "clock is null");
    this.rounds = new Rounds("exceedances", pause, this::round);
  }

  static ExceedanceKeeper start(
      Registry registry,
      SampleJudge judge,
      ManualCases cases,
      boolean opening,
      InstantSource clock) {
    ExceedanceKeeper keeper =
        new ExceedanceKeeper(registry, judge, cases, opening, new ClockPause(clock), clock);
    keeper.rounds.start();
    return keeper;
  }

  private Instant round() {
    Instant next = clock.instant().plus(EVERY);
    try {
      failing = !look();
    } catch (RuntimeException e) {
      complain("Exceeding reports could not be looked for; tried again", e);
      failing = true;
    }
    return next;
  }

  private void complain(String sentence, RuntimeException e) {
    if (!failing && !rounds.isClosed()) {
      log.error(sentence, e);
    }
  }

  /**
   * Does what is due now. A report that fails hinders no other.
   *
   * @return whether none failed
   */
  boolean look() {
    boolean whole = true;
    for (ManualReport report : registry.manualReports().untold(BATCH)) {
      if (rounds.isClosed()) {
        return whole;
      }
      try {
        List<Exceeding> exceeding = Exceeding.of(report, judge);
        boolean told = registry.write(tables -> tell(tables, report, exceeding));
        log.debug("Report {}: {} above a limit, told: {}", report.id(), exceeding.size(), told);
      } catch (RuntimeException e) {
        complain("Nobody could be told of report %s; tried again".formatted(report.id()), e);
        whole = false;
      }
    }
    return whole;
  }

  private boolean tell(Tables tables, ManualReport judged, List<Exceeding> exceeding) {
    ManualReport report = ManualRoutes.existing(tables, judged.id());
    if (report.revision() != judged.revision()) {
      return false; // the next round judges the newer one
    }
    boolean exceeds = !exceeding.isEmpty();
    boolean before = tables.manualReports().told(report.id(), report.revision(), exceeds);
    if (exceeds) {
      post(tables, NoticeKind.MANUAL_EXCEEDED, report, text(exceeding));
    } else if (before) {
      post(
          tables,
          NoticeKind.MANUAL_WITHDRAWN,
          report,
          report.withdrawn() ? "withdrawn" : "corrected");
    }
    Long caseFile = report.caseFile();
    if (caseFile != null) {
      tables.cases().note(caseFile, note(report, exceeds));
    } else if (opening && provesByItself(report, exceeding)) {
      open(tables, report, exceeding);
    }
    return exceeds || before;
  }

  /**
   * A laboratory's report. An enterprise's own single sample is no daily mean: whether it breaks a
   * limit on the day a person decides.
   */
  private static boolean provesByItself(ManualReport report, List<Exceeding> exceeding) {
    return report.sample().kind() == ManualSample.Kind.LABORATORY
        && exceeding.stream().anyMatch(each -> report.official() || !each.judged().longerMean());
  }

  private void open(Tables tables, ManualReport report, List<Exceeding> exceeding) {
    try {
      CaseFile file = cases.open(tables, report, exceeding, BY);
      log.info("Report {} exceeds: case {}", report.id(), file.number());
    } catch (RuleException e) {
      log.warn("Report {} exceeds, its case was not opened: a person has to", report.id(), e);
    }
  }

  private static void post(Tables tables, NoticeKind kind, ManualReport report, String text) {
    ManualSample sample = report.sample();
    boolean late =
        kind == NoticeKind.MANUAL_EXCEEDED && sample.to().plus(OLD).isBefore(report.recorded());
    long _ =
        tables
            .notices()
            .post(
                new NoticeEvent(
                    0,
                    kind,
                    report.id(),
                    sample.thing(),
                    null,
                    null,
                    late,
                    tables.now(),
                    title(report),
                    text,
                    ""));
  }

  private static String title(ManualReport report) {
    String name =
        Stream.of(report.sample().number(), report.sample().sample())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" · "));
    return name.isEmpty() ? "#" + report.id() : name;
  }

  /** A line a quantity: code, value, unit, limit. */
  private static String text(List<Exceeding> exceeding) {
    return exceeding.stream()
        .map(
            each ->
                "%s\t%s\t%s\t%s"
                    .formatted(
                        each.result().code(),
                        each.judged().value(),
                        each.result().unit(),
                        each.limit()))
        .collect(Collectors.joining("\n"));
  }

  /** In the case of a report that says something else now. */
  private static CaseEvent note(ManualReport report, boolean exceeds) {
    String why = report.why();
    return new CaseEvent(
        report.recorded(),
        report.author(),
        "note",
        "手工监测记录 %s 第 %s 版%s：%s，%s"
            .formatted(
                report.id(),
                report.revision(),
                report.withdrawn() ? "作废" : "更正",
                why == null ? "" : why,
                exceeds ? "仍超标" : "不再超标"));
  }

  @Override
  public void close() {
    rounds.close();
  }
}
