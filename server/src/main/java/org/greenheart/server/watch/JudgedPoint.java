// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Observation;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.PointMark;
import org.greenheart.storage.registry.Rule;
import org.jspecify.annotations.Nullable;

/**
 * One rule at one point, as far as the watch has come: the newest samples, the episode that is open
 * or coming, the alarm and the case that belong to it. Kept in memory only; {@link JudgedPoints}
 * makes it again from the rows. Not thread-safe.
 */
final class JudgedPoint {
  private final Rule rule;
  private final long thing;
  private final String signalCode;
  private final String unit;
  private final Condition condition;
  private final boolean converted;
  private final MarkUse marks;
  private final List<PointMark> said;
  private final Instant until;
  private final LatestSamples samples;
  private EpisodeTracker tracker;
  private boolean holds;
  private volatile @Nullable LeftOut leftOut;
  private @Nullable LeftOut leftOutBefore;
  private @Nullable Alarm alarm;
  private @Nullable CaseFile caseFile;
  private @Nullable Proof proof;

  /**
   * @param until when the next version of the rule began, in the data's time
   */
  JudgedPoint(
      Rule rule,
      long thing,
      String signalCode,
      String unit,
      Condition condition,
      boolean converted,
      MarkUse marks,
      List<PointMark> said,
      Instant until) {
    this.rule = requireNonNull(rule, "rule is null");
    this.thing = thing;
    this.signalCode = requireNonNull(signalCode, "signalCode is null");
    this.unit = requireNonNull(unit, "unit is null");
    this.condition = requireNonNull(condition, "condition is null");
    this.converted = converted;
    this.marks = requireNonNull(marks, "marks is null");
    this.said = said.stream().filter(mark -> marks.suppressedBy(mark.kind())).toList();
    this.until = requireNonNull(until, "until is null");
    this.samples = newSamples();
    this.tracker = newTracker();
  }

  /** A tracker of the rule's that knows nothing yet. */
  EpisodeTracker newTracker() {
    return new EpisodeTracker(rule.dwell(), rule.clearAfter(), condition.worst());
  }

  /** Samples of the point's that know nothing yet. */
  LatestSamples newSamples() {
    return new LatestSamples(condition.lookback());
  }

  /** What a row is called here. */
  Signal signal(Datastream datastream) {
    return new Signal(
        datastream.code(),
        datastream.interval(),
        datastream.thing() == thing ? 0 : datastream.thing());
  }

  /** A row as the rule sees it. */
  Sample sample(Signal signal, Observation row) {
    return Sample.of(signal, row, converted, marks, isMarked(row.key().start()));
  }

  /** Whether a person's mark keeps the rule from judging data of this time. */
  boolean isMarked(Instant at) {
    for (PointMark mark : said) {
      if (mark.covers(at)) {
        return true;
      }
    }
    return false;
  }

  /** What the rule says as of {@link LatestSamples#now}; outside its schedule it does not hold. */
  Judgement judge(LatestSamples as) {
    Instant now = as.now();
    if (now.isBefore(rule.applies().from()) || !now.isBefore(until)) {
      return Judgement.UNKNOWN;
    }
    Judgement judgement = condition.judge(as);
    return rule.applies().covers(now)
        ? judgement
        : new Judgement(Judgement.Verdict.DOES_NOT_HOLD, judgement.value(), judgement.limit());
  }

  /** When the next version of the rule began; {@link Instant#MAX} when this is the one of now. */
  Instant until() {
    return until;
  }

  Rule rule() {
    return rule;
  }

  long thing() {
    return thing;
  }

  String signalCode() {
    return signalCode;
  }

  String unit() {
    return unit;
  }

  Condition condition() {
    return condition;
  }

  /** Time of the newest sample; {@link Instant#MIN} before the first. */
  Instant now() {
    return samples.now();
  }

  /** How much of the past decides what comes next. */
  Duration memory() {
    return rule.dwell().plus(rule.clearAfter()).plus(condition.memory()).plusHours(1);
  }

  /**
   * Takes the samples of one moment, not older than {@link #now}.
   *
   * @return the episode if it opened, rose or closed by this
   */
  Optional<Episode> step(List<Sample> moment) {
    moment.forEach(samples::put);
    Judgement judgement = judge(samples);
    holds = judgement.verdict() == Judgement.Verdict.HOLDS;
    note(judgement);
    Optional<Episode> changed = tracker.step(samples.now(), judgement);
    if (proof != null) {
      proof.step(samples);
    }
    return changed;
  }

  /** What is missing for a value may come with another part of the same time. */
  private void note(Judgement judgement) {
    LeftOut known = leftOut;
    Unjudged why = judgement.unjudged();
    if (known != null && samples.now().equals(known.last())) {
      leftOut = leftOutBefore;
    }
    if (why != null) {
      leftOutBefore = leftOut;
      Long before = leftOutBefore == null ? null : leftOutBefore.values();
      leftOut =
          new LeftOut(
              rule.code(),
              thing,
              signalCode,
              why.word(),
              null,
              unit,
              before == null ? 1 : before + 1,
              samples.now());
    }
  }

  /** The values that could not be judged, and why the last one was not; may be asked by anyone. */
  Optional<LeftOut> leftOut() {
    return Optional.ofNullable(leftOut);
  }

  /** Whether an episode is open. */
  boolean isOpen() {
    return tracker.open().isPresent();
  }

  /** Whether the condition holds as of {@link #now}. */
  boolean holds() {
    return holds;
  }

  /** The open alarm. */
  Optional<Alarm> alarm() {
    return Optional.ofNullable(alarm);
  }

  /**
   * Ends the replay of the past. An episode that it shows and no alarm knows belongs to what an
   * older version of the rule has judged: it is not judged again by itself, so this one begins
   * anew. An alarm that the replay would have ended goes on until what comes ends it.
   */
  void replayed() {
    if (isOpen() && alarm == null) {
      tracker = newTracker();
    } else if (!isOpen() && alarm != null) {
      // By another rule or limit than the one that raised it the past would have ended it: only
      // what comes ends an alarm by itself.
      resume(alarm);
    }
  }

  /** Goes on with an alarm that was raised before. */
  void resume(Alarm open) {
    alarm = open;
    tracker.resume(new Episode(open.start(), null, open.peak(), open.limit()));
  }

  void setAlarm(@Nullable Alarm raised) {
    alarm = raised;
  }

  Optional<CaseFile> caseFile() {
    return Optional.ofNullable(caseFile);
  }

  Optional<Proof> proof() {
    return Optional.ofNullable(proof);
  }

  void setCase(@Nullable CaseFile file, @Nullable Proof begun) {
    caseFile = file;
    proof = begun;
  }
}
