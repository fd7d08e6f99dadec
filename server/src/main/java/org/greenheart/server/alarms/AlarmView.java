// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.alarms;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/** An alarm as the interface shows it. */
public record AlarmView(
    long id,
    String rule,
    int ruleVersion,
    Name ruleName,
    long thing,
    String thingName,
    String code,
    String state,
    String severity,
    Instant start,
    @Nullable Instant end,
    @Nullable Decimal peak,
    @Nullable Decimal limit,
    String unit,
    String basis,
    boolean late,
    Instant raised,
    @Nullable Instant acknowledged,
    @Nullable String acknowledgedBy,
    @Nullable Long caseId,
    @Nullable Long previous,
    @Nullable Long mergedInto,
    @Nullable String assigned,
    @Nullable Instant shelvedUntil,
    int escalation) {
  /** In Chinese and English. */
  public record Name(String zh, String en) {}

  public static AlarmView of(Alarm alarm, Tables tables) {
    return new AlarmView(
        alarm.id(),
        alarm.rule(),
        alarm.ruleVersion(),
        ruleName(alarm, tables),
        alarm.thing(),
        tables.catalogue().thing(alarm.thing()).map(Thing::name).orElse(""),
        alarm.signalCode(),
        alarm.state().text(),
        alarm.severity().text(),
        alarm.start(),
        alarm.end(),
        alarm.peak(),
        alarm.limit(),
        alarm.unit(),
        alarm.basis(),
        alarm.late(),
        alarm.raised(),
        alarm.acknowledged(),
        alarm.acknowledgedBy(),
        alarm.caseFile(),
        alarm.previous(),
        alarm.mergedInto(),
        alarm.assigned(),
        alarm.shelvedUntil(),
        alarm.escalation());
  }

  private static Name ruleName(Alarm alarm, Tables tables) {
    return tables
        .rules()
        .version(alarm.rule(), alarm.ruleVersion())
        .map((Rule rule) -> new Name(rule.name(), rule.nameEn()))
        .orElse(new Name(alarm.rule(), alarm.rule()));
  }
}
