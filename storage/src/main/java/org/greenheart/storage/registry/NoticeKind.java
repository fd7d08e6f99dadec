// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.EnumSet;
import java.util.Set;

/** What a notice is about. */
public enum NoticeKind {
  ALARM_RAISED,
  ALARM_CLEARED,
  /** Judged again and found not to have been. */
  ALARM_WITHDRAWN,
  /** Nobody acknowledged in time. */
  ALARM_ESCALATED,
  /** Given to somebody to see to. */
  ALARM_ASSIGNED,
  /** A case was opened, moved or closed. */
  CASE_STEP,
  /** A case is near its time limit or past it. */
  CASE_DEADLINE,
  /** A request, an order or a delivery between buyer and supplier moved. */
  SUPPLY_STEP,
  /** A delivery will be late or short, or is. */
  SUPPLY_WARNING,
  /** A laboratory's report or a reading by hand exceeds a limit. */
  MANUAL_EXCEEDED,
  /** One of which this was told does no more: it was corrected or withdrawn. */
  MANUAL_WITHDRAWN,
  /** A report that was made on a schedule. */
  REPORT,
  /** Several notices in one. */
  DIGEST,
  /** Asked for by somebody who wants to know whether it arrives. */
  TEST;

  /** Those that a rule can name; the others have their addressees. */
  public static final Set<NoticeKind> FOR_RULES =
      Set.copyOf(
          EnumSet.of(
              ALARM_RAISED,
              ALARM_CLEARED,
              ALARM_WITHDRAWN,
              ALARM_ESCALATED,
              CASE_STEP,
              CASE_DEADLINE,
              SUPPLY_STEP,
              SUPPLY_WARNING,
              MANUAL_EXCEEDED,
              MANUAL_WITHDRAWN));

  /** The word in the database and in the interface: {@code alarm-raised}. */
  public String text() {
    return NoticeWords.text(this);
  }

  /**
   * @throws RuleException {@code notice-kind}
   */
  public static NoticeKind ofText(String text) {
    return NoticeWords.constant("kinds", text, NoticeKind.class, Set.of(values()), "notice-kind");
  }

  public boolean isAlarm() {
    return switch (this) {
      case ALARM_RAISED, ALARM_CLEARED, ALARM_WITHDRAWN, ALARM_ESCALATED, ALARM_ASSIGNED -> true;
      case CASE_STEP,
          CASE_DEADLINE,
          SUPPLY_STEP,
          SUPPLY_WARNING,
          MANUAL_EXCEEDED,
          MANUAL_WITHDRAWN,
          REPORT,
          DIGEST,
          TEST ->
          false;
    };
  }
}
