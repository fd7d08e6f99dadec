// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/** An alarm as the interface shows it: with the names of its rule and its point. */
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
    @Nullable Long caseId) {
  /** In Chinese and English. */
  public record Name(String zh, String en) {}

  public static AlarmView of(Alarm alarm, Tables tables) {
    Name name =
        tables
            .rules()
            .version(alarm.rule(), alarm.ruleVersion())
            .map((Rule rule) -> new Name(rule.name(), rule.nameEn()))
            .orElse(new Name(alarm.rule(), alarm.rule()));
    return new AlarmView(
        alarm.id(),
        alarm.rule(),
        alarm.ruleVersion(),
        name,
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
        alarm.caseFile());
  }
}
