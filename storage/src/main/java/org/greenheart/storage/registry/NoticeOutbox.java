// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes what people are to be told of beside what happened, in its transaction: neither is kept
 * without the other. Called where alarms and cases write their own history.
 */
final class NoticeOutbox {
  private static final String ESCALATED = "escalated";
  private static final Set<String> DEADLINES = Set.of("warned", "overdue", ESCALATED);

  /** Words of steps that move a case, as its timeline has them. */
  private static final Set<String> STEPS =
      Set.of(
          "opened",
          "closed",
          "accept",
          "give-out",
          "investigate",
          "rectify",
          "apply",
          "verify",
          "publicise",
          "close",
          "hand-over",
          "answer",
          "return",
          "extend",
          "pause",
          "resume",
          "merge",
          "ask-closing",
          "confirm-closing",
          "reopen");

  private NoticeOutbox() {}

  /** What an alarm's event has to tell; most have nothing. */
  static void alarm(Handle handle, AlarmEvent event) {
    Alarm alarm = AlarmRows.existing(handle, event.alarm());
    NoticeKind kind =
        switch (event.what()) {
          case RAISED, SOUNDED -> alarm.shelvedUntil() == null ? NoticeKind.ALARM_RAISED : null;
          // Only one that was shelved when it was raised begins to ask now.
          case UNSHELVED -> first(alarm, event) ? NoticeKind.ALARM_RAISED : null;
          case CLEARED -> alarm.shelvedUntil() == null ? NoticeKind.ALARM_CLEARED : null;
          case WITHDRAWN -> NoticeKind.ALARM_WITHDRAWN;
          case ESCALATED -> NoticeKind.ALARM_ESCALATED;
          case ASSIGNED -> alarm.assigned() == null ? null : NoticeKind.ALARM_ASSIGNED;
          case PEAK, LIMIT, LEVEL, EXTENDED, MERGED, ACKNOWLEDGED, COMMENTED, SHELVED, ATTACHED ->
              null;
        };
    if (kind == null) {
      return;
    }
    String why = event.why();
    NoticeRows.post(
        handle,
        new NoticeEvent(
            0,
            kind,
            alarm.id(),
            alarm.thing() == 0 ? null : alarm.thing(),
            alarm.rule(),
            alarm.severity(),
            // Who is given it now is told now, however late its data came.
            alarm.late() && kind != NoticeKind.ALARM_ASSIGNED,
            event.at(),
            "",
            why == null ? "" : why,
            addressees(kind, alarm, why)));
  }

  private static String addressees(NoticeKind kind, Alarm alarm, @Nullable String why) {
    String person = alarm.assigned();
    if (kind == NoticeKind.ALARM_ASSIGNED && person != null) {
      Long account = alarm.assignedAccount();
      return NoticeEvent.ofHandler(person, account == null ? 0 : account);
    }
    return kind == NoticeKind.ALARM_ESCALATED && why != null ? why : "";
  }

  private static boolean first(Alarm alarm, AlarmEvent event) {
    return alarm.state() == AlarmState.OPEN
        && !alarm.late()
        && alarm.sounded() != null
        && !alarm.sounded().isBefore(event.at());
  }

  /** What an entry of a case's timeline has to tell; what data and clocks add by themselves: no. */
  static void step(Handle handle, long caseFile, CaseEvent event) {
    NoticeKind kind =
        DEADLINES.contains(event.what())
            ? NoticeKind.CASE_DEADLINE
            : STEPS.contains(event.what()) ? NoticeKind.CASE_STEP : null;
    if (kind == null) {
      return;
    }
    handle
        .createQuery(
            """
            SELECT number, title, thing, rule, COALESCE(json_extract(:deadline, '$.to'),
              json_extract(:step, '$.handlers')) AS addressees
            FROM case_file WHERE id = :id""")
        .bind("id", caseFile)
        .bind("deadline", event.what().equals(ESCALATED) ? event.details() : null)
        .bind("step", kind == NoticeKind.CASE_STEP ? event.details() : null)
        .map(
            (row, context) -> {
              String addressees = Columns.text(row, "addressees");
              return new NoticeEvent(
                  0,
                  kind,
                  caseFile,
                  Columns.number(row, "thing"),
                  Columns.text(row, "rule"),
                  null,
                  false,
                  event.at(),
                  row.getString("number") + " " + row.getString("title"),
                  event.what() + "\n" + event.who() + "\n" + event.text(),
                  addressees == null ? "" : addressees);
            })
        .findOne()
        .ifPresent(notice -> NoticeRows.post(handle, notice));
  }
}
