// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.FacilityPair;
import org.greenheart.storage.registry.Interval;
import org.jspecify.annotations.Nullable;

/** What a rule looks for, before it is tied to points. */
sealed interface Body {
  /**
   * One condition for each Datastream of a code and interval.
   *
   * @param code null for every quantity that has a limit
   * @param unit that the Datastream must have; null for any
   * @param converted whether the value converted to reference oxygen is judged where there is one
   * @param limit of its own; null for the one that holds for the point
   * @param limited whether it is held against a limit: where there is none it does not listen
   */
  record EachStream(
      @Nullable String code,
      Interval interval,
      @Nullable String unit,
      boolean converted,
      @Nullable StandingLimit limit,
      boolean limited,
      Maker maker)
      implements Body {
    public EachStream {
      requireNonNull(interval, "interval is null");
      requireNonNull(maker, "maker is null");
    }
  }

  /** One condition for each point that has its signals. */
  record OnePoint(Condition condition) implements Body {
    public OnePoint {
      requireNonNull(condition, "condition is null");
    }
  }

  /**
   * One condition for each pair of points before and after a facility; the point after it is the
   * one that is judged.
   *
   * @param codes of both points that it looks at
   */
  record OnePair(Interval interval, Set<String> codes, Function<FacilityPair, Condition> maker)
      implements Body {
    public OnePair {
      requireNonNull(interval, "interval is null");
      requireNonNull(maker, "maker is null");
      codes = Set.copyOf(codes);
    }
  }

  /**
   * Data that do not come. Judged by the clock, not by samples.
   *
   * @param byPoint whether a point is silent when all its Datastreams are, or each one by itself
   * @param code null for every quantity
   * @param interval null for every interval
   * @param after how long after the next value was due
   */
  record Silent(boolean byPoint, @Nullable String code, @Nullable Interval interval, Duration after)
      implements Body {
    public Silent {
      requireNonNull(after, "after is null");
    }

    /** Whether it listens to a Datastream; computed ones are silent when their source is. */
    boolean means(Datastream one) {
      return !one.computed()
          && (code == null || code.equals(one.code()))
          && (interval == null || interval == one.interval());
    }

    /** What names the alarm; over every interval the code alone would not name the Datastream. */
    String signalCode(Datastream one) {
      if (byPoint) {
        return "";
      }
      return interval == null ? one.code() + "/" + one.interval().text() : one.code();
    }

    /** Of the fastest Datastream; zero when one sends at no fixed time. */
    Duration period(List<Datastream> streams) {
      return streams.stream()
          .map(one -> one.period() == null ? Duration.ZERO : one.period())
          .min(Comparator.naturalOrder())
          .orElse(Duration.ZERO);
    }

    /** Whether data of two times are so far apart that the silence between them is told. */
    boolean apart(List<Datastream> streams, Instant earlier, Instant later) {
      return later.isAfter(earlier.plus(period(streams)).plus(after));
    }
  }

  /**
   * An area as a whole. Judged by itself: see {@link RegionWarnings}.
   *
   * @param stationPercent of its stations that must have a valid value; null: any one is enough
   */
  record Area(@Nullable Decimal stationPercent) implements Body {}

  /** Makes the condition of one Datastream. */
  interface Maker {
    /**
     * @param period for how long a value stands
     * @param limited the signal with the limits that hold at the point; none where the kind asks
     *     for none
     */
    Condition make(Signal signal, Duration period, LimitedSignal limited);
  }
}
