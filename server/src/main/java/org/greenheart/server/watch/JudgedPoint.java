// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseFile;
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
  private final LatestSamples samples = new LatestSamples();
  private EpisodeTracker tracker;
  private boolean holds;
  private @Nullable Alarm alarm;
  private @Nullable CaseFile caseFile;
  private @Nullable Proof proof;

  JudgedPoint(
      Rule rule,
      long thing,
      String signalCode,
      String unit,
      Condition condition,
      boolean converted) {
    this.rule = requireNonNull(rule, "rule is null");
    this.thing = thing;
    this.signalCode = requireNonNull(signalCode, "signalCode is null");
    this.unit = requireNonNull(unit, "unit is null");
    this.condition = requireNonNull(condition, "condition is null");
    this.converted = converted;
    this.tracker = newTracker();
  }

  /** A tracker of the rule's that knows nothing yet. */
  EpisodeTracker newTracker() {
    return new EpisodeTracker(rule.dwell(), rule.clearAfter());
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

  boolean converted() {
    return converted;
  }

  /** Time of the newest sample; {@link Instant#MIN} before the first. */
  Instant now() {
    return samples.now();
  }

  /** How much of the past decides what comes next. */
  Duration memory() {
    Duration own =
        switch (condition) {
          case AboveLimit above -> Duration.ZERO;
          case PumpNotStarted pump -> pump.maxAge();
        };
    return rule.dwell().plus(rule.clearAfter()).plus(own).plusHours(1);
  }

  /**
   * Takes the samples of one moment, not older than {@link #now}.
   *
   * @return the episode if it opened, rose or closed by this
   */
  Optional<Episode> step(List<Sample> moment) {
    moment.forEach(samples::put);
    Judgement judgement = condition.judge(samples);
    holds = judgement.verdict() == Judgement.Verdict.HOLDS;
    Optional<Episode> changed = tracker.step(samples.now(), judgement);
    if (proof != null) {
      proof.step(samples);
    }
    return changed;
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
   * anew.
   */
  void replayed() {
    if (isOpen() && alarm == null) {
      tracker = newTracker();
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
