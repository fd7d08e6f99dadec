// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a case is about, in a line.
 *
 * @param zh as who opened it wrote it, mostly in Chinese
 * @param en in English; null where there is none
 */
public record CaseTitle(String zh, @Nullable String en) {
  public CaseTitle {
    requireNonNull(zh, "zh is null");
  }

  /** Of an alarm: its place and its rule, by the names of both. */
  public static CaseTitle of(Alarm alarm, Tables tables) {
    Optional<Rule> rule = tables.rules().version(alarm.rule(), alarm.ruleVersion());
    String zh = rule.map(Rule::name).orElse(alarm.rule());
    String en = rule.map(Rule::nameEn).orElse(alarm.rule());
    if (alarm.area() == 0) {
      Optional<Thing> thing = tables.catalogue().thing(alarm.thing());
      String name = thing.map(Thing::name).orElse("");
      return of(name, thing.map(Thing::nameEn).orElse(null), zh, en);
    }
    Optional<Area> area = tables.places().areas().find(alarm.area());
    return of(area.map(Area::name).orElse(""), area.map(Area::nameEn).orElse(null), zh, en);
  }

  /**
   * Of a place and what is the matter there.
   *
   * @param placeEn null where nobody has given an English name
   */
  public static CaseTitle of(String place, @Nullable String placeEn, String what, String whatEn) {
    return new CaseTitle(place + "：" + what, requireNonNullElse(placeEn, place) + ": " + whatEn);
  }
}
