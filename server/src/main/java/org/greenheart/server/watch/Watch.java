// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.greenheart.server.feed.FeedReader;
import org.greenheart.server.feed.FeedWork;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Follows the feed and judges what comes.
 *
 * <p>What is found is written together with the watch's position in one transaction, so after a
 * crash nothing acknowledged is left unjudged and nothing is concluded twice: the position says up
 * to where everything has been judged, and the points are made again from the rows up to there.
 * Where nothing was found the durable position follows within a second; judging the same arrivals
 * again after a crash then finds the same: nothing.
 *
 * <p>One thread judges. The public methods are thread-safe.
 */
public final class Watch implements AutoCloseable {
  /** Under this name its position is kept. */
  public static final String READER = "watch";

  private static final int BATCH = 1_000;

  /**
   * When it has fallen far behind: what waits is then on disk, where much is read faster at once.
   */
  private static final int LARGE_BATCH = 2_000;

  private final Telemetry telemetry;
  private final Registry registry;
  private final Supplier<PointLimits> limits;
  private final InstantSource clock;
  private final JudgedPoints points;
  private final Silences silences;
  private final LiveJudging live;
  private final OrderedRejudging ordered;
  private final SwitchedOffRules switchedOff;
  private final FeedReader reader;
  private final AtomicBoolean changed = new AtomicBoolean();
  private long changesSeen = -1;
  private int batch = BATCH;

  private Watch(
      Telemetry telemetry,
      Registry registry,
      Supplier<PointLimits> limits,
      InstantSource clock,
      LongSupplier nanos) {
    this.telemetry = telemetry;
    this.registry = registry;
    this.limits = limits;
    this.clock = clock;
    this.points = new JudgedPoints(telemetry, registry, limits, clock);
    this.silences = new Silences(telemetry, registry, clock);
    FindingWriter writer = new FindingWriter(clock);
    this.live = new LiveJudging(telemetry, registry, points, silences, writer);
    this.ordered =
        new OrderedRejudging(registry, writer, new Rejudging(telemetry, registry, limits, clock));
    this.switchedOff = new SwitchedOffRules(registry, clock);
    this.reader = new FeedReader(READER, telemetry, registry.positions(), new Jobs(), nanos);
  }

  /**
   * Begins where the last run ended.
   *
   * @param limits asked again whenever rules, places or limits have changed
   */
  public static Watch start(
      Telemetry telemetry, Registry registry, Supplier<PointLimits> limits, InstantSource clock) {
    Watch watch = new Watch(telemetry, registry, limits, clock, System::nanoTime);
    watch.reader.start();
    return watch;
  }

  /**
   * One that judges only when {@link #judgeNext} is called.
   *
   * @param nanos a clock that only rises, whatever the time of the server's clock does
   */
  static Watch idle(
      Telemetry telemetry,
      Registry registry,
      Supplier<PointLimits> limits,
      InstantSource clock,
      LongSupplier nanos) {
    return new Watch(telemetry, registry, limits, clock, nanos);
  }

  /** Its jobs, one after the other on its one thread. */
  private final class Jobs implements FeedWork {
    @Override
    public Progress next(long after) {
      forgetWhatChanged();
      return live.next(after, batch == BATCH && behind() > LARGE_BATCH ? LARGE_BATCH : batch);
    }

    @Override
    public boolean aside(long done) {
      boolean more = rejudgeNext();
      tellSilence();
      return more;
    }

    @Override
    public void startOver() {
      live.forget();
      points.forget();
      silences.forget();
    }
  }

  /** Reads alarms and cases anew before the next arrival: a person has changed one. */
  public void refresh() {
    changed.set(true);
  }

  /** The last arrival judged. */
  public long position() {
    return reader.position();
  }

  /** How many arrivals wait to be judged. */
  public long behind() {
    return reader.behind();
  }

  /** Why it does not get on; null when it does. */
  public @Nullable String failure() {
    return reader.failure();
  }

  /**
   * Judges one point again if a person has ordered it: between batches, so that live data wait for
   * one point at most.
   *
   * @return whether more may wait
   */
  boolean rejudgeNext() {
    OrderedRejudging.Step step = ordered.next(position());
    if (step.thing() != 0) {
      points.dropPoint(step.thing());
    }
    return step.more();
  }

  /** Lets the watch look for what was ordered. */
  public void rejudge() {
    ordered.look();
  }

  /** What judging a range again would change; changes nothing. */
  public Rejudging.Difference difference(Rejudging.Range range) {
    return new Rejudging(telemetry, registry, limits, clock).difference(range, position());
  }

  /** Datastreams that a rule names and does not judge, as far as they have sent anything. */
  public List<LeftOut> leftOut() {
    return points.leftOut();
  }

  /** Judges what waits, at most one batch. */
  void judgeNext() {
    reader.next();
  }

  /** The same with a batch of a size. */
  void judgeNext(int size) {
    batch = size;
    reader.next();
    batch = BATCH;
  }

  private void forgetWhatChanged() {
    long changes =
        registry.rules().changes()
            + registry.places().changes()
            + registry.limits().changes()
            + registry.catalogue().removals();
    if (changed.getAndSet(false) || changes != changesSeen || points.turned()) {
      points.forget();
      silences.forget();
      switchedOff.endAlarms();
      changesSeen = changes;
    }
  }

  /** Raises what is silent by now, once all that came is judged. */
  void tellSilence() {
    if (behind() == 0) {
      forgetWhatChanged();
      List<Finding> findings = silences.tell();
      if (!findings.isEmpty()) {
        live.write(findings, List.of(), position());
      }
    }
  }

  /** Ends after the batch in hand; what is not judged waits for the next start. */
  @Override
  public void close() {
    reader.close();
  }
}
