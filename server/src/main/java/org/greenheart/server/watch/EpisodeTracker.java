// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Turns judgements, in the order of the data's time, into episodes.
 *
 * <p>An episode opens when the condition has held for {@code dwell} without a contrary judgement,
 * and closes when it has not held for {@code clearAfter}; both count in the data's time, so a batch
 * that comes an hour late gives the same episodes as a live stream. What is unknown (a gap, a mark)
 * neither opens nor closes; a dwell runs on through it only when the condition is seen to hold at
 * its far end. Not thread-safe.
 */
final class EpisodeTracker {
  private final Duration dwell;
  private final Duration clearAfter;
  private final Worst which;
  private @Nullable Instant holdsSince;
  private @Nullable Instant restsSince;
  private @Nullable Episode open;
  private @Nullable Judgement worst;

  /**
   * @param which of its values is an episode's peak
   */
  EpisodeTracker(Duration dwell, Duration clearAfter, Worst which) {
    this.dwell = requireNonNull(dwell, "dwell is null");
    this.clearAfter = requireNonNull(clearAfter, "clearAfter is null");
    this.which = requireNonNull(which, "which is null");
  }

  /** Goes on with an episode that is known to be open. */
  void resume(Episode episode) {
    if (!episode.isOpen()) {
      throw new IllegalArgumentException("episode (%s) is not open".formatted(episode));
    }
    open = episode;
    holdsSince = null;
    restsSince = null;
  }

  Optional<Episode> open() {
    return Optional.ofNullable(open);
  }

  /**
   * Takes the next judgement.
   *
   * @return the episode if it opened, reached a new peak or closed by this
   */
  Optional<Episode> step(Instant at, Judgement judgement) {
    return switch (judgement.verdict()) {
      case HOLDS -> holds(at, judgement);
      case DOES_NOT_HOLD -> rests(at);
      case BETWEEN -> between();
      case UNKNOWN -> Optional.empty();
    };
  }

  private Optional<Episode> holds(Instant at, Judgement judgement) {
    restsSince = null;
    if (open != null) {
      return worsen(open, judgement);
    }
    if (holdsSince == null) {
      holdsSince = at;
      worst = judgement;
    } else if (worst == null || isWorse(judgement, worst.value(), worst.limit())) {
      worst = judgement;
    }
    if (Duration.between(holdsSince, at).compareTo(dwell) < 0) {
      return Optional.empty();
    }
    Judgement peak = requireNonNull(worst, "worst is null");
    open = new Episode(holdsSince, null, peak.value(), peak.limit());
    holdsSince = null;
    worst = null;
    return Optional.of(open);
  }

  private Optional<Episode> worsen(Episode episode, Judgement judgement) {
    Decimal value = judgement.value();
    if (value == null || !isWorse(judgement, episode.peak(), episode.limit())) {
      return Optional.empty();
    }
    open = episode.withPeak(value, judgement.limit());
    return Optional.of(open);
  }

  private Optional<Episode> rests(Instant at) {
    holdsSince = null;
    worst = null;
    if (open == null) {
      return Optional.empty();
    }
    if (restsSince == null) {
      restsSince = at;
    }
    if (Duration.between(restsSince, at).compareTo(clearAfter) < 0) {
      return Optional.empty();
    }
    Episode closed = open.endingAt(restsSince);
    open = null;
    restsSince = null;
    return Optional.of(closed);
  }

  private Optional<Episode> between() {
    holdsSince = null;
    worst = null;
    restsSince = null;
    return Optional.empty();
  }

  private boolean isWorse(Judgement next, @Nullable Decimal than, @Nullable Decimal itsLimit) {
    return which.isWorse(next.value(), next.limit(), than, itsLimit);
  }
}
