// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseTitle;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Writes findings as alarms and cases, within the transaction that moves the watch's position. When
 * that transaction fails, the points it touched must be forgotten.
 */
final class FindingWriter {
  static final String WATCH = "watch";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final InstantSource clock;

  FindingWriter(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Writes all, in order.
   *
   * @return the points whose case was opened by this: its proof has to be begun after the commit
   */
  List<JudgedPoint> write(Tables tables, List<Finding> findings) {
    return write(tables, findings, "live data", WATCH);
  }

  /**
   * Writes all, in order.
   *
   * @param why the reason noted with alarms that are judged otherwise than before
   * @param by who had them judged
   */
  List<JudgedPoint> write(Tables tables, List<Finding> findings, String why, String by) {
    List<JudgedPoint> begun = new ArrayList<>();
    for (Finding finding : findings) {
      switch (finding) {
        case Finding.Raised raised -> raise(tables, raised, begun);
        case Finding.Peaked peaked -> peak(tables, peaked);
        case Finding.Enlivened enlivened -> enliven(tables, enlivened.point(), begun);
        case Finding.Cleared cleared -> {
          Alarm alarm = known(cleared.point());
          clear(tables, cleared);
          proveSilenceEnded(tables, alarm, cleared);
        }
        case Finding.FoundLate late ->
            note(
                tables,
                tables.alarms().raise(alarm(late.point(), late.episode(), true)),
                late.point(),
                late.episode());
        case Finding.GapFilled filled -> fill(tables, filled);
        case Finding.Changed changed -> change(tables, changed, why, by);
        case Finding.Withdrawn withdrawn ->
            tables.alarms().withdraw(withdrawn.alarm().id(), why, by);
        case Finding.Merged merged ->
            tables.alarms().merge(merged.older().id(), merged.younger().id(), why, by);
        case Finding.Proved proved -> prove(tables, proved);
      }
    }
    return begun;
  }

  private void raise(Tables tables, Finding.Raised raised, List<JudgedPoint> begun) {
    JudgedPoint point = raised.point();
    Alarm alarm = tables.alarms().raise(alarm(point, raised.episode(), raised.late()));
    note(tables, alarm, point, raised.episode());
    if (!raised.late()) {
      alarm = tie(tables, point, alarm, begun);
    }
    point.setAlarm(alarm);
  }

  private void enliven(Tables tables, JudgedPoint point, List<JudgedPoint> begun) {
    if (!known(point).late()) {
      return;
    }
    Alarm alarm = tables.alarms().enliven(known(point).id());
    alarm = tie(tables, point, alarm, begun);
    point.setAlarm(alarm);
  }

  /** An alarm belongs to the case that is open for its point; a rule may open one by itself. */
  private Alarm tie(Tables tables, JudgedPoint point, Alarm alarm, List<JudgedPoint> begun) {
    Optional<CaseFile> open = tables.cases().open(alarm.rule(), alarm.thing(), alarm.signalCode());
    if (open.isPresent()) {
      tables
          .cases()
          .note(
              open.get().id(),
              new CaseEvent(clock.instant(), WATCH, "alarm", json(Map.of("alarm", alarm.id()))));
      return tables.alarms().attach(alarm.id(), open.get().id(), WATCH);
    }
    if (!point.rule().opensCase()) {
      return alarm;
    }
    CaseFile file = tables.cases().open(alarm, CaseTitle.of(alarm, tables), WATCH);
    point.setCase(file, null);
    begun.add(point);
    return tables.alarms().find(alarm.id()).orElseThrow();
  }

  private static void peak(Tables tables, Finding.Peaked peaked) {
    Decimal peak = requireNonNull(peaked.episode().peak(), "peak is null");
    Alarm alarm = tables.alarms().peak(known(peaked.point()).id(), peak, peaked.episode().limit());
    if (!Objects.equals(known(peaked.point()).limit(), alarm.limit())) {
      note(tables, alarm, peaked.point(), peaked.episode());
    }
    peaked.point().setAlarm(alarm);
  }

  /**
   * Keeps with an alarm which limit judged its peak. The limit may change at midnight, so that of
   * the beginning is taken if the number agrees, else that of the last sample.
   */
  private static void note(Tables tables, Alarm alarm, JudgedPoint point, Episode episode) {
    HeldLimits limits = point.condition().heldAgainst();
    Decimal against = episode.limit();
    Instant last = point.now().isBefore(episode.start()) ? episode.start() : point.now();
    Instant judged =
        limits.at(episode.start()).filter(limit -> limit.hasEnd(against)).isPresent()
            ? episode.start()
            : last;
    limits
        .held(judged)
        .ifPresent(held -> tables.limits().judged(alarm.id(), held.ref(), held.choice()));
  }

  private static void clear(Tables tables, Finding.Cleared cleared) {
    tables
        .alarms()
        .clear(known(cleared.point()).id(), requireNonNull(cleared.episode().end(), "end is null"));
    cleared.point().setAlarm(null);
  }

  /** A silence that ended may be all that a case waits for. */
  private void proveSilenceEnded(Tables tables, Alarm alarm, Finding.Cleared cleared) {
    JudgedPoint point = cleared.point();
    Instant end = cleared.episode().end();
    CaseFile file =
        tables.cases().open(alarm.rule(), alarm.thing(), alarm.signalCode()).orElse(null);
    boolean asked =
        RuleReader.criterion(point.rule())
            .filter(criterion -> criterion.kind().equals(RuleReader.Criterion.SILENCE_ENDED))
            .isPresent();
    if (file == null || end == null || !asked) {
      return;
    }
    Progress.Step step = new Progress.Step(alarm.start(), end, Progress.Outcome.PASSED);
    point.setCase(file, null);
    prove(tables, new Finding.Proved(point, new Progress(1, 1, end, List.of(step))));
  }

  private static void fill(Tables tables, Finding.GapFilled filled) {
    Alarm alarm = filled.alarm();
    Episode rest = filled.rest();
    if (rest == null) {
      tables.alarms().withdraw(alarm.id(), "late data filled the gap", WATCH);
    } else {
      tables
          .alarms()
          .extend(alarm.id(), rest.start(), rest.end(), "late data shortened the gap", WATCH);
    }
    JudgedPoint point = filled.point();
    if (point.alarm().filter(open -> open.id() == alarm.id()).isPresent()) {
      point.setAlarm(null);
    }
  }

  private static void change(Tables tables, Finding.Changed changed, String why, String by) {
    Episode episode = changed.episode();
    Decimal peak = episode.peak();
    if (peak != null) {
      tables.alarms().correctPeak(changed.alarm().id(), peak, episode.limit(), why, by);
    }
    tables.alarms().extend(changed.alarm().id(), episode.start(), episode.end(), why, by);
    note(tables, changed.alarm(), changed.point(), episode);
  }

  private void prove(Tables tables, Finding.Proved proved) {
    JudgedPoint point = proved.point();
    CaseFile seen = point.caseFile().orElse(null);
    if (seen == null) {
      return; // an earlier proof of the same batch has closed it
    }
    CaseFile file = tables.cases().find(seen.id()).orElseThrow();
    if (!file.open() || !Objects.equals(file.tie(), seen.tie())) {
      // A person was quicker: has closed it, opened it again or tied it to other data. What was
      // proved of it as it was says nothing of it as it is.
      point.setCase(null, null);
      return;
    }
    Progress progress = proved.progress();
    String json = json(progress);
    CaseEvent event = null;
    if (!progress.steps().isEmpty()) {
      Progress.Step last = progress.steps().getLast();
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("done", progress.done());
      details.put("needed", progress.needed());
      details.put("from", last.from().toString());
      details.put("to", last.to().toString());
      details.put("outcome", word(last.outcome()));
      event = new CaseEvent(clock.instant(), WATCH, "progress", json(details));
    }
    file = tables.cases().progress(file.id(), json, event);
    // A complaint, and what still has open items or handlers, is closed by people on its way.
    if (progress.fulfilled()
        && file.facts().source().equals("alarm")
        && tables.cases().openParts(file.id()) == 0) {
      file = tables.cases().close(file.id(), new CaseEvent(clock.instant(), WATCH, "closed", json));
      point.setCase(null, null);
    } else {
      point.setCase(file, point.proof().orElse(null));
    }
  }

  private static Alarm known(JudgedPoint point) {
    return point
        .alarm()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no alarm of rule %s is open at thing %s"
                        .formatted(point.rule().code(), point.thing())));
  }

  private static NewAlarm alarm(JudgedPoint point, Episode episode, boolean late) {
    return new NewAlarm(
        point.rule(),
        point.thing(),
        point.signalCode(),
        episode.start(),
        episode.end(),
        episode.peak(),
        episode.limit(),
        point.unit(),
        late);
  }

  /** As it is kept; equal progress is equal text. */
  static String json(Progress progress) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("done", progress.done());
    map.put("needed", progress.needed());
    map.put("fulfilledAt", text(progress.fulfilledAt()));
    map.put("steps", progress.steps().stream().map(FindingWriter::step).toList());
    return json(map);
  }

  private static Map<String, String> step(Progress.Step step) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("from", step.from().toString());
    map.put("to", step.to().toString());
    map.put("outcome", word(step.outcome()));
    return map;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static String word(Progress.Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "passed";
      case FAILED -> "failed";
      case NEUTRAL -> "neutral";
    };
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write %s as JSON".formatted(value), e);
    }
  }
}
