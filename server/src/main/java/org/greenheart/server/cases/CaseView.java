// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.alarms.AlarmView;
import org.greenheart.storage.Json;
import org.greenheart.storage.registry.CaseClock;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFacts;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseTie;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * A case as the interface shows it. Numbers of 0 stand for none.
 *
 * @param titleEn the title in English; null where it has one language
 * @param state {@code open} or {@code closed}
 * @param rule by whose criterion it is closed; empty for none
 */
record CaseView(
    long id,
    String number,
    String kind,
    String title,
    @Nullable String titleEn,
    String state,
    String stage,
    long version,
    long thing,
    String thingName,
    String rule,
    String code,
    Instant since,
    Instant opened,
    @Nullable Instant closed,
    String source,
    String description,
    Map<String, String> fields,
    long area,
    long enterprise,
    long campaign,
    long parent,
    long mergedInto,
    String lead,
    String body,
    String finding,
    Clock clock,
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
   * The clock on the case.
   *
   * @param next the earlier of both limits
   * @param colour {@code none}, {@code paused}, {@code green}, {@code yellow} (7 days and less),
   *     {@code orange} (3 days and less), {@code red} (over)
   */
  record Clock(
      @Nullable Instant stageDue,
      @Nullable Instant due,
      @Nullable Instant next,
      @Nullable Instant paused,
      String colour,
      int extensions,
      @Nullable String askedBy,
      @Nullable String askedWhy) {
    private static Clock of(CaseFile file, Instant now) {
      CaseClock clock = file.clock();
      return new Clock(
          clock.stageDue(),
          clock.due(),
          file.open() ? clock.next() : null,
          clock.paused(),
          colour(file, now),
          clock.extensions(),
          clock.askedBy(),
          clock.askedWhy());
    }

    static String colour(CaseFile file, Instant now) {
      Instant next = file.clock().next();
      if (!file.open() || next == null) {
        return "none";
      }
      if (file.clock().paused() != null) {
        return "paused";
      }
      if (!now.isBefore(next)) {
        return "red";
      }
      Duration left = Duration.between(now, next);
      if (left.compareTo(Duration.ofDays(3)) <= 0) {
        return "orange";
      }
      return left.compareTo(Duration.ofDays(7)) <= 0 ? "yellow" : "green";
    }
  }

  /**
   * An entry of the timeline.
   *
   * @param text what a person wrote; empty for entries of the watch
   * @param details what the watch wrote, or what a step brought; null for plain entries
   */
  record Entry(Instant at, String who, String what, String text, @Nullable Json details) {
    private static Entry of(CaseEvent event) {
      boolean structured = event.details() == null && event.text().startsWith("{");
      String details = structured ? event.text() : event.details();
      return new Entry(
          event.at(),
          event.who(),
          event.what(),
          structured ? "" : event.text(),
          details == null ? null : new Json(details));
    }
  }

  /** Alarms of points that the reader does not see are left out. */
  static CaseView of(CaseFile file, Tables tables, Sight sight) {
    CaseTie tie = file.tie();
    CaseFacts facts = file.facts();
    String rule = tie == null ? null : tie.rule();
    return new CaseView(
        file.id(),
        file.number(),
        file.kind(),
        file.title(),
        file.titleEn(),
        file.open() ? "open" : "closed",
        file.stage().text(),
        file.version(),
        tie == null ? 0 : tie.thing(),
        tie == null ? "" : tables.catalogue().thing(tie.thing()).map(Thing::name).orElse(""),
        rule == null ? "" : rule,
        tie == null ? "" : tie.signalCode(),
        tie == null ? file.opened() : tie.since(),
        file.opened(),
        file.closed(),
        facts.source(),
        facts.description(),
        CaseFields.read(file),
        facts.area(),
        facts.enterprise(),
        facts.campaign(),
        facts.parent(),
        facts.mergedInto(),
        facts.lead(),
        facts.body(),
        facts.finding(),
        Clock.of(file, tables.now()),
        criterion(file, tables),
        tables.cases().timeline(file.id()).stream().map(Entry::of).toList(),
        tables.alarms().ofCase(file.id()).stream()
            .filter(sight::sees)
            .map(alarm -> AlarmView.of(alarm, tables))
            .toList());
  }

  private static @Nullable Criterion criterion(CaseFile file, Tables tables) {
    String progress = file.progress();
    return CaseDesk.criterion(tables, file)
        .map(
            required ->
                new Criterion(
                    new Json(required),
                    progress == null ? null : new Json(progress),
                    CaseDesk.isProved(file)))
        .orElse(null);
  }
}
