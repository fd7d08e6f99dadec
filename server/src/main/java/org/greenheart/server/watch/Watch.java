// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * Where nothing was found the position may stay behind for a moment; judging the same arrivals
 * again then finds the same: nothing.
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
  private static final long QUIET_ARRIVALS = 20_000;

  private final Telemetry telemetry;
  private final Registry registry;
  private final JudgedPoints points;
  private final Judge judge;
  private final FindingWriter writer;
  private final AtomicBoolean changed = new AtomicBoolean();
  private final Thread thread;

  /** All up to here is judged; the durable position is at or before it. */
  private volatile long judged;

  private long written;
  private long changesSeen;
  private volatile boolean closed;
  private volatile @Nullable String failure;

  private Watch(Telemetry telemetry, Registry registry, PermitLimits permits, InstantSource clock) {
    this.telemetry = telemetry;
    this.registry = registry;
    this.points = new JudgedPoints(telemetry, registry, permits);
    this.judge = new Judge(telemetry, registry.alarms(), points);
    this.writer = new FindingWriter(clock);
    this.judged = registry.positions().position(READER);
    this.written = judged;
    this.thread = Thread.ofPlatform().name("watch").unstarted(this::run);
  }

  /** Begins where the last run ended. */
  public static Watch start(Telemetry telemetry, Registry registry, InstantSource clock) {
    Watch watch = new Watch(telemetry, registry, new PlacePermits(registry.places()), clock);
    watch.thread.start();
    return watch;
  }

  /** One that judges only when {@link #judgeNext} is called. */
  static Watch idle(
      Telemetry telemetry, Registry registry, PermitLimits permits, InstantSource clock) {
    return new Watch(telemetry, registry, permits, clock);
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
    while (!closed) {
      try {
        if (telemetry.awaitArrival(judged, WAIT)) {
          judgeNext();
        } else {
          keepPosition();
        }
        failure = null;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (closed) {
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

  private boolean pause() {
    try {
      Thread.sleep(RETRY);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void startOver() {
    judged = written;
    points.forget();
  }

  /** Judges what waits, at most one batch. */
  void judgeNext() {
    long changes = registry.rules().changes() + registry.places().changes();
    if (changed.getAndSet(false) || changes != changesSeen) {
      points.forget();
      changesSeen = changes;
    }
    List<Finding> findings = new ArrayList<>();
    long last = judged;
    for (Arrival arrival : telemetry.feed(judged, BATCH)) {
      findings.addAll(judge.judge(arrival));
      last = arrival.number();
    }
    if (last == judged) {
      return;
    }
    if (findings.isEmpty()) {
      judged = last;
      if (judged - written >= QUIET_ARRIVALS) {
        keepPosition();
      }
      return;
    }
    write(findings, last);
  }

  private void write(List<Finding> findings, long last) {
    List<JudgedPoint> begun =
        registry.write(
            tables -> {
              List<JudgedPoint> withNewCase = writer.write(tables, findings);
              tables.positions().moveTo(READER, last);
              return withNewCase;
            });
    judged = last;
    written = last;
    for (JudgedPoint point : begun) {
      CaseFile file = point.caseFile().orElseThrow();
      points.resume(point, file, last);
    }
  }

  private void keepPosition() {
    if (judged != written) {
      registry.positions().moveTo(READER, judged);
      written = judged;
    }
  }

  /** Ends after the batch in hand; what is not judged waits for the next start. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    keepPosition();
  }
}
