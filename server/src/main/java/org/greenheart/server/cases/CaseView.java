// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.time.Instant;
import java.util.List;
import org.greenheart.server.alarms.AlarmView;
import org.greenheart.storage.Json;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/** A case as the interface shows it. */
record CaseView(
    long id,
    String number,
    String kind,
    String title,
    String state,
    long thing,
    String thingName,
    String rule,
    String code,
    Instant since,
    Instant opened,
    @Nullable Instant closed,
    @Nullable Criterion criterion,
    List<Entry> timeline,
    List<AlarmView> alarms) {
  /**
   * What the data must show.
   *
   * @param required the rule's criterion: kind, count
   * @param progress how far it has come: done, needed, fulfilledAt, steps; null before any
   */
  record Criterion(Json required, @Nullable Json progress, boolean fulfilled) {}

  /**
   * An entry of the timeline.
   *
   * @param text what a person wrote; empty for entries of the watch
   * @param details what the watch wrote; null for entries of persons
   */
  record Entry(Instant at, String who, String what, String text, @Nullable Json details) {
    private static Entry of(CaseEvent event) {
      boolean structured = event.text().startsWith("{");
      return new Entry(
          event.at(),
          event.who(),
          event.what(),
          structured ? "" : event.text(),
          structured ? new Json(event.text()) : null);
    }
  }

  static CaseView of(CaseFile file, Tables tables) {
    return new CaseView(
        file.id(),
        file.number(),
        file.kind(),
        file.title(),
        file.open() ? "open" : "closed",
        file.thing(),
        tables.catalogue().thing(file.thing()).map(Thing::name).orElse(""),
        file.rule(),
        file.signalCode(),
        file.since(),
        file.opened(),
        file.closed(),
        criterion(file, tables),
        tables.cases().timeline(file.id()).stream().map(Entry::of).toList(),
        tables.alarms().ofCase(file.id()).stream()
            .map(alarm -> AlarmView.of(alarm, tables))
            .toList());
  }

  private static @Nullable Criterion criterion(CaseFile file, Tables tables) {
    String required =
        tables.rules().version(file.rule(), file.ruleVersion()).map(Rule::criterion).orElse(null);
    if (required == null) {
      return null;
    }
    String progress = file.progress();
    return new Criterion(
        new Json(required), progress == null ? null : new Json(progress), !file.open());
  }
}
