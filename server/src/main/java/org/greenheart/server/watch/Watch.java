// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final int BATCH = 500;
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** So long may the durable position stay behind while nothing is found. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Telemetry telemetry;
  private final Registry registry;
  private final Supplier<PermitLimits> permits;
  private final JudgedPoints points;
  private final Judge judge;
  private final Silences silences;
  private final FindingWriter writer;
  private final OrderedRejudging ordered;
  private final AtomicBoolean changed = new AtomicBoolean();
  private final Thread thread;

  /** All up to here is judged; the durable position is at or before it. */
  private volatile long judged;

  private long written;
  private long writtenNanos;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private long changesSeen;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable String failure;

  private Watch(
      Telemetry telemetry,
      Registry registry,
      Supplier<PermitLimits> permits,
      InstantSource clock,
      LongSupplier nanos) {
    this.telemetry = telemetry;
    this.registry = registry;
    this.permits = permits;
    this.points = new JudgedPoints(telemetry, registry, permits.get(), clock);
    this.judge = new Judge(telemetry, registry.alarms(), points);
    this.silences = new Silences(telemetry, registry, clock);
    this.writer = new FindingWriter(clock);
    this.ordered =
        new OrderedRejudging(
            registry, writer, new Rejudging(telemetry, registry, permits.get(), clock));
    this.judged = registry.positions().position(READER);
    this.clock = clock;
    this.nanos = nanos;
    this.written = judged;
    this.writtenNanos = nanos.getAsLong();
    this.thread = Thread.ofPlatform().name("watch").unstarted(this::run);
  }

  /** Begins where the last run ended. */
  public static Watch start(Telemetry telemetry, Registry registry, InstantSource clock) {
    Watch watch =
        new Watch(
            telemetry,
            registry,
            () -> new PlacePermits(registry.places()),
            clock,
            System::nanoTime);
    watch.thread.start();
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
      PermitLimits permits,
      InstantSource clock,
      LongSupplier nanos) {
    return new Watch(telemetry, registry, () -> permits, clock, nanos);
  }

  /** Reads alarms and cases anew before the next arrival: a person has changed one. */
  public void refresh() {
    changed.set(true);
  }

  /** The last arrival judged. */
  public long position() {
    return judged;
  }

  /** How many arrivals wait to be judged. */
  public long behind() {
    return Math.max(0, telemetry.lastArrival() - judged);
  }

  /** Why it does not get on; null when it does. */
  public @Nullable String failure() {
    return failure;
  }

  private void run() {
    while (!isClosed()) {
      try {
        boolean more = rejudgeNext();
        if (telemetry.awaitArrival(judged, more ? Duration.ZERO : WAIT)) {
          judgeNext();
        } else {
          keepPosition();
        }
        tellSilence();
        failure = null;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (isClosed()) {
          return;
        }
        log.error("The watch stopped at arrival {} and tries again", judged, e);
        failure = String.valueOf(e.getMessage());
        startOver();
        if (!pause()) {
          return;
        }
      }
    }
  }

  private boolean isClosed() {
    return ended.getCount() == 0;
  }

  private boolean pause() {
    try {
      return !ended.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void startOver() {
    judged = written;
    judge.forget();
    points.forget();
    silences.forget();
  }

  /**
   * Judges one point again if a person has ordered it: between batches, so that live data wait for
   * one point at most.
   *
   * @return whether more may wait
   */
  boolean rejudgeNext() {
    OrderedRejudging.Step step = ordered.next(judged);
    points.dropPoint(step.thing());
    return step.more();
  }

  /** Lets the watch look for what was ordered. */
  public void rejudge() {
    ordered.look();
  }

  /** What judging a range again would change; changes nothing. */
  public Rejudging.Difference difference(Rejudging.Range range) {
    return new Rejudging(telemetry, registry, permits.get(), clock).difference(range, judged);
  }

  /** Judges what waits, at most one batch. */
  void judgeNext() {
    judgeNext(BATCH);
  }

  /** The same with a batch of a size. */
  void judgeNext(int batch) {
    forgetWhatChanged();
    List<Finding> findings = new ArrayList<>();
    long last = judged;
    for (Arrival arrival : telemetry.feed(judged, batch)) {
      findings.addAll(judge.judge(arrival));
      findings.addAll(silences.heard(arrival));
      last = arrival.number();
    }
    if (last == judged) {
      return;
    }
    List<Stretch> late = judge.takeLate(last, findings);
    if (findings.isEmpty() && late.isEmpty()) {
      judged = last;
      if (nanos.getAsLong() - writtenNanos >= QUIET.toNanos()) {
        keepPosition();
      }
      return;
    }
    write(findings, late, last);
  }

  private void forgetWhatChanged() {
    long changes =
        registry.rules().changes() + registry.places().changes() + registry.catalogue().removals();
    if (changed.getAndSet(false) || changes != changesSeen || points.turned()) {
      points.forget();
      silences.forget();
      changesSeen = changes;
    }
  }

  /** Raises what is silent by now, once all that came is judged. */
  void tellSilence() {
    if (behind() == 0) {
      forgetWhatChanged();
      List<Finding> findings = silences.tell();
      if (!findings.isEmpty()) {
        write(findings, List.of(), judged);
      }
    }
  }

  private void write(List<Finding> findings, List<Stretch> late, long last) {
    List<JudgedPoint> begun =
        registry.write(
            tables -> {
              List<JudgedPoint> withNewCase = new ArrayList<>(writer.write(tables, findings));
              for (Stretch stretch : late) {
                // What the same batch has raised is known here too.
                List<Finding> again =
                    Reconciliation.of(stretch, stretch.known(tables.alarms()), false);
                withNewCase.addAll(
                    writer.write(tables, again, "late or corrected data", FindingWriter.WATCH));
              }
              tables.positions().moveTo(READER, last);
              return withNewCase;
            });
    judged = last;
    written(last);
    Set<JudgedPoint> moved = late.stream().map(Stretch::point).collect(Collectors.toSet());
    points.drop(moved);
    for (JudgedPoint point : begun) {
      if (!moved.contains(point)) {
        CaseFile file = point.caseFile().orElseThrow();
        points.resume(point, file, last);
      }
    }
  }

  private void keepPosition() {
    if (judged != written) {
      registry.positions().moveTo(READER, judged);
      written(judged);
    }
  }

  private void written(long position) {
    written = position;
    writtenNanos = nanos.getAsLong();
  }

  /** Ends after the batch in hand; what is not judged waits for the next start. */
  @Override
  public void close() {
    ended.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    keepPosition();
  }
}
