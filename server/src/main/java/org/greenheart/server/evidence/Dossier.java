// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Attachment;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseTie;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DeviceEvent;
import org.greenheart.storage.registry.ObservedProperty;
import org.greenheart.storage.registry.PointMark;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.registry.UpkeepEntry;
import org.jspecify.annotations.Nullable;

/**
 * All that the registry has on an alarm or a case, read at one moment. The observations and frames
 * are not in it: they may be many, and are read as they are written out.
 *
 * @param matter null for an alarm alone
 * @param from an hour before the first of it: so long retention keeps all that is around it
 * @param to an hour after its end, or now
 */
record Dossier(
    String subject,
    String number,
    String title,
    @Nullable Matter matter,
    List<AlarmPart> alarms,
    List<PointPart> points,
    List<Rule> rules,
    List<Attachment> attachments,
    Instant from,
    Instant to) {
  private static final Duration AROUND = Duration.ofHours(1);
  private static final int MOST_ENTRIES = 10_000;

  Dossier {
    alarms = List.copyOf(alarms);
    points = List.copyOf(points);
    rules = List.copyOf(rules);
    attachments = List.copyOf(attachments);
  }

  /**
   * A case: what everything here has to know of it.
   *
   * @param thing null where it is about no point
   * @param all of it, as the registry has it
   */
  record Matter(
      long id,
      String number,
      String kind,
      String title,
      boolean open,
      @Nullable Long thing,
      @Nullable Instant since,
      Instant opened,
      @Nullable Instant closed,
      JsonNode all,
      List<CaseEvent> timeline,
      List<JsonNode> items) {
    Matter {
      items = List.copyOf(items);
      timeline = List.copyOf(timeline);
    }
  }

  /**
   * An alarm with its history and what it was judged by.
   *
   * @param limits as the registry has them: which limit and how it was chosen
   */
  record AlarmPart(Alarm alarm, List<JsonNode> history, List<JsonNode> limits) {
    AlarmPart {
      history = List.copyOf(history);
      limits = List.copyOf(limits);
    }
  }

  /** A point with what was done and said there. */
  record PointPart(
      Thing thing,
      @Nullable String enterprise,
      List<Quantity> quantities,
      List<PointMark> marks,
      List<UpkeepEntry> upkeep,
      List<DeviceEvent> events) {
    PointPart {
      quantities = List.copyOf(quantities);
      marks = List.copyOf(marks);
      upkeep = List.copyOf(upkeep);
      events = List.copyOf(events);
    }
  }

  /** A quantity at one interval, with its name in Chinese and English. */
  record Quantity(Datastream datastream, String name, String nameEn) {}

  /**
   * @throws RegistryException {@code NOT_FOUND}
   */
  static Dossier ofAlarm(Tables tables, long id) {
    Alarm alarm = tables.alarms().find(id).orElseThrow(() -> missing("alarm", id));
    Rule rule = tables.rules().version(alarm.rule(), alarm.ruleVersion()).orElse(null);
    return read(
        tables,
        "alarm",
        Long.toString(id),
        rule == null ? alarm.rule() : rule.name(),
        null,
        List.of(alarm));
  }

  /**
   * @throws RegistryException {@code NOT_FOUND}
   */
  static Dossier ofCase(Tables tables, long id) {
    CaseFile file = tables.cases().find(id).orElseThrow(() -> missing("case", id));
    CaseTie tie = file.tie();
    Matter matter =
        new Matter(
            id,
            file.number(),
            file.kind(),
            file.title(),
            file.open(),
            tie == null ? null : Long.valueOf(tie.thing()),
            tie == null ? null : tie.since(),
            file.opened(),
            file.closed(),
            all(tables, file),
            tables.cases().timeline(id),
            tables.caseBook().itemsOf(id).stream().map(Nodes::of).toList());
    return read(tables, "case", file.number(), file.title(), matter, tables.alarms().ofCase(id));
  }

  /**
   * All of it or nothing: what is sealed or printed leaves nothing out.
   *
   * @throws ApiException {@code scope-too-narrow} when a point of it is not seen
   */
  Dossier seenBy(Sight sight) {
    if (points.stream().allMatch(point -> sight.sees(point.thing().id()))) {
      return this;
    }
    throw new ApiException(
        403,
        "scope-too-narrow",
        "case (%s) is about points too that you do not see: ask those who see all of it"
            .formatted(number));
  }

  /** The fields of its kind, its handlers and look-backs with it; never who complained. */
  private static JsonNode all(Tables tables, CaseFile file) {
    ObjectNode all = Nodes.object();
    all.set("file", Nodes.with(Nodes.of(file), "progress", file.progress()));
    all.set("fields", Nodes.with(Nodes.object(), "of", file.facts().fields()).path("of"));
    all.set("handlers", Nodes.of(tables.caseBook().piecesOf(file.id())));
    all.set("items", Nodes.of(tables.caseBook().itemsOf(file.id())));
    all.set("lookBacks", Nodes.of(tables.caseBook().lookBacksOf(file.id())));
    return all;
  }

  private static RegistryException missing(String what, long id) {
    return new RegistryException(
        RegistryException.Code.NOT_FOUND, "%s (%s) does not exist".formatted(what, id));
  }

  private static Dossier read(
      Tables tables,
      String subject,
      String number,
      String title,
      @Nullable Matter matter,
      List<Alarm> alarms) {
    Instant now = tables.now();
    Instant from = first(matter, alarms, now).minus(AROUND);
    Instant last = last(matter, alarms, now).plus(AROUND);
    Instant to = last.isAfter(now) ? now : last;
    Set<Long> things = new LinkedHashSet<>();
    if (matter != null && matter.thing() != null) {
      things.add(matter.thing());
    }
    for (Alarm alarm : alarms) {
      if (alarm.area() == 0) {
        things.add(alarm.thing());
      } else {
        tables.alarms().stations(alarm.id()).forEach(station -> things.add(station.thing()));
      }
    }
    return new Dossier(
        subject,
        number,
        title,
        matter,
        alarms.stream().map(alarm -> part(tables, alarm)).toList(),
        things.stream()
            .flatMap(thing -> tables.catalogue().thing(thing).stream())
            .map(thing -> point(tables, thing, from, to))
            .toList(),
        rules(tables, alarms),
        matter == null ? List.of() : tables.evidence().of(matter.id()),
        from,
        to);
  }

  private static Instant first(@Nullable Matter matter, List<Alarm> alarms, Instant now) {
    Stream<Instant> starts = alarms.stream().map(Alarm::start);
    Stream<Instant> opened =
        matter == null
            ? Stream.empty()
            : Stream.of(matter.since() == null ? matter.opened() : matter.since());
    return Stream.concat(starts, opened).min(Instant::compareTo).orElse(now);
  }

  private static Instant last(@Nullable Matter matter, List<Alarm> alarms, Instant now) {
    Stream<Instant> ends = alarms.stream().map(alarm -> alarm.end() == null ? now : alarm.end());
    Stream<Instant> closed =
        matter == null
            ? Stream.empty()
            : Stream.of(matter.closed() == null ? now : matter.closed());
    return Stream.concat(ends, closed).max(Instant::compareTo).orElse(now);
  }

  private static AlarmPart part(Tables tables, Alarm alarm) {
    return new AlarmPart(
        alarm,
        tables.alarms().events(alarm.id()).stream().map(Nodes::of).toList(),
        tables.limits().of(alarm.id()).stream()
            .map(judged -> Nodes.with(Nodes.of(judged), "choice", judged.choice()))
            .toList());
  }

  private static List<Rule> rules(Tables tables, List<Alarm> alarms) {
    List<Rule> rules = new ArrayList<>();
    for (Alarm alarm : alarms) {
      tables
          .rules()
          .version(alarm.rule(), alarm.ruleVersion())
          .filter(rule -> !rules.contains(rule))
          .ifPresent(rules::add);
    }
    return rules;
  }

  private static PointPart point(Tables tables, Thing thing, Instant from, Instant to) {
    List<Quantity> quantities =
        tables.catalogue().datastreamsOf(thing.id()).stream()
            .map(datastream -> quantity(tables, datastream))
            .toList();
    return new PointPart(
        thing,
        thing.enterprise(),
        quantities,
        tables.pointMarks().of(thing.id()).stream()
            .filter(mark -> mark.from().isBefore(to))
            .filter(mark -> mark.to() == null || mark.to().isAfter(from))
            .toList(),
        tables.upkeep().list(thing.id(), null, null, from, to, _ -> true, MOST_ENTRIES),
        events(tables, thing, from, to));
  }

  private static Quantity quantity(Tables tables, Datastream datastream) {
    ObservedProperty property =
        tables.catalogue().observedProperty(datastream.observedProperty()).orElse(null);
    return property == null
        ? new Quantity(datastream, datastream.code(), datastream.code())
        : new Quantity(datastream, property.name(), property.description());
  }

  private static List<DeviceEvent> events(Tables tables, Thing thing, Instant from, Instant to) {
    String protocol = thing.protocol();
    String device = thing.deviceId();
    if (protocol == null || device == null) {
      return List.of();
    }
    return tables.devices().find(protocol, device).stream()
        .flatMap(
            found ->
                tables.deviceEvents().of(found.number(), Long.MAX_VALUE, MOST_ENTRIES).stream())
        .filter(event -> !event.time().isBefore(from) && event.time().isBefore(to))
        .toList();
  }
}
