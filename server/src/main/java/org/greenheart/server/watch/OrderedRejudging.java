// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rejudgement;
import org.greenheart.storage.registry.Rejudgement.Counts;

/**
 * Carries out what people have ordered to be judged again, point by point.
 *
 * <p>What comes out otherwise at a point is written in one transaction with the mark that this
 * point is done: after a crash it goes on with the next one. A cancelled order ends after the point
 * in hand, and what is done stays. Used by the watch's thread; {@link #look} is thread-safe.
 */
final class OrderedRejudging {
  private final Registry registry;
  private final FindingWriter writer;
  private final Rejudging rejudging;
  private final AtomicBoolean look = new AtomicBoolean(true);
  private long order;

  /** The points of the order that are still to be judged. */
  private Queue<Long> rest = new ArrayDeque<>();

  OrderedRejudging(Registry registry, FindingWriter writer, Rejudging rejudging) {
    this.registry = requireNonNull(registry, "registry is null");
    this.writer = requireNonNull(writer, "writer is null");
    this.rejudging = requireNonNull(rejudging, "rejudging is null");
  }

  /**
   * What was done.
   *
   * @param thing the point that was judged; 0 when none was
   * @param more whether more may wait
   */
  record Step(long thing, boolean more) {}

  /** Something was ordered. */
  void look() {
    look.set(true);
  }

  /**
   * Judges the next point.
   *
   * @param arrival as far as the watch has come
   */
  Step next(long arrival) {
    if (!look.getAndSet(false)) {
      return new Step(0, false);
    }
    try {
      Step step = step(arrival);
      if (step.more()) {
        look.set(true);
      }
      return step;
    } catch (RuntimeException e) {
      look.set(true);
      throw e;
    }
  }

  private Step step(long arrival) {
    Optional<Rejudgement> next = registry.rejudgements().next();
    if (next.isEmpty()) {
      return new Step(0, false);
    }
    Rejudgement ordered = next.get();
    Rejudging.Range range =
        new Rejudging.Range(ordered.rule(), ordered.things(), ordered.from(), ordered.to());
    if (ordered.id() != order) {
      rejudging.refresh();
      rest = new ArrayDeque<>(rejudging.things(range, ordered.pastThing()));
      order = ordered.id();
    }
    Long thing = rest.peek();
    if (thing == null) {
      registry.rejudgements().done(ordered.id());
      return new Step(0, true);
    }
    write(ordered, thing, rejudging.judge(range, thing, arrival));
    rest.remove();
    return new Step(thing, true);
  }

  private void write(Rejudgement ordered, long thing, List<Stretch> stretches) {
    String why = "ordered (%d): %s".formatted(ordered.id(), ordered.reason());
    registry.write(
        tables -> {
          Counts counts = Counts.NONE;
          for (Stretch stretch : stretches) {
            List<Finding> findings =
                Reconciliation.of(stretch, stretch.known(tables.alarms()), true);
            writer.write(tables, findings, why, ordered.author());
            counts = counts.plus(Rejudging.count(findings));
          }
          tables.rejudgements().passed(ordered.id(), thing, counts);
          return counts;
        });
  }
}
