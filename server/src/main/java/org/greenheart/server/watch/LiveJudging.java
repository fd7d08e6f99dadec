// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.server.feed.FeedWork;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.FedArrival;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Judges what the feed brings. What is found is written together with the watch's position in one
 * transaction. Not thread-safe.
 */
final class LiveJudging {
  private final Telemetry telemetry;
  private final Registry registry;
  private final JudgedPoints points;
  private final Silences silences;
  private final FindingWriter writer;
  private final Judge judge;

  LiveJudging(
      Telemetry telemetry,
      Registry registry,
      JudgedPoints points,
      Silences silences,
      FindingWriter writer) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.points = requireNonNull(points, "points is null");
    this.silences = requireNonNull(silences, "silences is null");
    this.writer = requireNonNull(writer, "writer is null");
    this.judge = new Judge(registry.alarms(), points);
  }

  /** Judges what comes after an arrival, at most so many of them. */
  FeedWork.Progress next(long after, int batch) {
    List<Finding> findings = new ArrayList<>();
    long last = after;
    for (FedArrival fed : telemetry.follow(after, batch, points::mayListen)) {
      judge.judge(fed, findings);
      silences.heard(fed.arrival(), findings);
      last = fed.arrival().number();
    }
    List<Stretch> late = judge.takeLate(last, findings);
    if (findings.isEmpty() && late.isEmpty()) {
      return new FeedWork.Progress(last, false);
    }
    write(findings, late, last);
    return new FeedWork.Progress(last, true);
  }

  /** Forgets what was not written. */
  void forget() {
    judge.forget();
  }

  /** Writes what was found up to an arrival. */
  void write(List<Finding> findings, List<Stretch> late, long last) {
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
              tables.positions().moveTo(Watch.READER, last);
              return withNewCase;
            });
    Set<JudgedPoint> moved = late.stream().map(Stretch::point).collect(Collectors.toSet());
    points.drop(moved);
    for (JudgedPoint point : begun) {
      if (!moved.contains(point)) {
        CaseFile file = point.caseFile().orElseThrow();
        points.resume(point, file, last);
      }
    }
  }
}
