// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import org.greenheart.storage.registry.Alarm;
import org.jspecify.annotations.Nullable;

/** Something that the watch concluded and that must be written with its position. */
sealed interface Finding {
  JudgedPoint point();

  /**
   * An episode opened.
   *
   * @param late whether the data that showed it came late
   */
  record Raised(JudgedPoint point, Episode episode, boolean late) implements Finding {}

  /** The open episode rose to a new peak. */
  record Peaked(JudgedPoint point, Episode episode) implements Finding {}

  /** An alarm found in late data still holds in live data. */
  record Enlivened(JudgedPoint point) implements Finding {}

  /** The open episode closed. */
  record Cleared(JudgedPoint point, Episode episode) implements Finding {}

  /** An episode that was over before it was found. */
  record FoundLate(JudgedPoint point, Episode episode) implements Finding {}

  /**
   * Data that came late have filled a silence.
   *
   * @param rest what is left of it; null for nothing
   */
  record GapFilled(JudgedPoint point, Alarm alarm, @Nullable Episode rest) implements Finding {}

  /** Judged again, an alarm lasted otherwise, or its peak was another. */
  record Changed(JudgedPoint point, Alarm alarm, Episode episode) implements Finding {}

  /** Judged again, there was nothing. */
  record Withdrawn(JudgedPoint point, Alarm alarm) implements Finding {}

  /** Judged again, two alarms are one. */
  record Merged(JudgedPoint point, Alarm older, Alarm younger) implements Finding {}

  /** The proof of a case has moved. */
  record Proved(JudgedPoint point, Progress progress) implements Finding {}
}
