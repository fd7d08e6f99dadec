// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.alarms;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as the interface shows it.
 *
 * @param thing the point that it is about; null for an alarm of an area
 * @param area the area that it is about; null for an alarm of a point
 * @param assignedAccount the account that sees to it; null where only a name is known
 * @param level the word of the warning level that it reached; null where its rule knows none
 */
public record AlarmView(
    long id,
    String rule,
    int ruleVersion,
    Name ruleName,
    @Nullable Long thing,
    String thingName,
    @Nullable Place area,
    @Nullable String level,
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
    @Nullable Long assignedAccount,
    @Nullable Instant shelvedUntil,
    int escalation) {
  /** In Chinese and English. */
  public record Name(String zh, String en) {}

  /**
   * The area that an alarm is about.
   *
   * @param nameEn the Chinese name where there is no other
   */
  public record Place(long id, String name, String nameEn) {}

  private static @Nullable Place area(Alarm alarm, Tables tables) {
    return tables
        .places()
        .areas()
        .find(alarm.area())
        .map(
            area ->
                new Place(area.id(), area.name(), requireNonNullElse(area.nameEn(), area.name())))
        .orElse(null);
  }

  public static AlarmView of(Alarm alarm, Tables tables) {
    return new AlarmView(
        alarm.id(),
        alarm.rule(),
        alarm.ruleVersion(),
        ruleName(alarm, tables),
        alarm.thing() == 0 ? null : alarm.thing(),
        tables.catalogue().thing(alarm.thing()).map(Thing::name).orElse(""),
        area(alarm, tables),
        alarm.level(),
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
        alarm.assignedAccount(),
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
