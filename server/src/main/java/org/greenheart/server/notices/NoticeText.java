// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.alarms.AlarmView;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.NoticeDelivery;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** Puts what happened into words. Immutable. */
final class NoticeText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

  /** Of a digest; the console shows the rest. */
  private static final int MOST_PARTS = 200;

  private final Optional<URI> publicUrl;
  private final Path attachments;

  NoticeText(Optional<URI> publicUrl, Path attachments) {
    this.publicUrl = requireNonNull(publicUrl, "publicUrl is null");
    this.attachments = requireNonNull(attachments, "attachments is null");
  }

  Message message(NoticeDelivery delivery, NoticeRecipient to, Tables tables) {
    Words words = Words.of(to.language());
    NoticeEvent event = delivery.event();
    Map<String, Object> facts = new LinkedHashMap<>();
    String subject = subject(event, words, tables);
    List<String> lines = new ArrayList<>();
    lines.add(subject);
    if (event.kind() == NoticeKind.DIGEST) {
      parts(delivery, words, tables, lines, facts);
    } else {
      details(event, words, tables, lines, facts);
    }
    lines.add(words.say("line.number", "value", delivery.key()));
    return new Message(
        delivery.key(),
        event.kind(),
        event.at(),
        subject,
        String.join("\n", lines),
        facts,
        attachment(event));
  }

  private Optional<Path> attachment(NoticeEvent event) {
    return event.kind() == NoticeKind.REPORT
        ? Optional.of(attachments.resolve(event.text())).filter(Files::isRegularFile)
        : Optional.empty();
  }

  /** One line. */
  static String subject(NoticeEvent event, Words words, Tables tables) {
    String key = event.kind().text();
    String line =
        switch (event.kind()) {
          case ALARM_RAISED, ALARM_CLEARED, ALARM_WITHDRAWN, ALARM_ESCALATED, ALARM_ASSIGNED ->
              alarm(event, tables)
                  .map(alarm -> alarmLine(key, alarm, words))
                  .orElse(event.kind().text());
          case CASE_STEP, CASE_DEADLINE -> {
            String step = event.text().lines().findFirst().orElse("");
            yield words.say(
                key,
                "title",
                caseTitle(event, words, tables),
                "step",
                words.sayOr("step." + step, step));
          }
          case SUPPLY_STEP, SUPPLY_WARNING -> {
            String step = event.text().lines().findFirst().orElse("");
            yield words.say(
                key, "title", event.title(), "step", words.sayOr("supply." + step, step));
          }
          case MANUAL_EXCEEDED, MANUAL_WITHDRAWN -> ManualText.subject(event, words, tables);
          case REPORT -> words.say(key, "title", event.title());
          case DIGEST -> words.say(key, "count", event.title());
          case TEST -> words.say(key);
        };
    return event.late() ? line + " (" + words.say("late") + ")" : line;
  }

  /** As it was when it happened; in English as it is, where the case has an English title. */
  private static String caseTitle(NoticeEvent event, Words words, Tables tables) {
    return words.isChinese()
        ? event.title()
        : tables
            .cases()
            .find(event.subject())
            .filter(file -> file.titleEn() != null)
            .map(file -> file.number() + " " + file.titleEn())
            .orElse(event.title());
  }

  private static Optional<AlarmView> alarm(NoticeEvent event, Tables tables) {
    return tables.alarms().find(event.subject()).map((Alarm alarm) -> AlarmView.of(alarm, tables));
  }

  private static String alarmLine(String key, AlarmView alarm, Words words) {
    return words.say(
        key,
        "severity",
        words.say("severity." + alarm.severity()),
        "point",
        place(alarm, words),
        "rule",
        rule(alarm, words));
  }

  private static String rule(AlarmView alarm, Words words) {
    return words.isChinese() ? alarm.ruleName().zh() : alarm.ruleName().en();
  }

  private void details(
      NoticeEvent event,
      Words words,
      Tables tables,
      List<String> lines,
      Map<String, Object> facts) {
    Severity severity = event.severity();
    facts.put("late", event.late());
    if (severity != null) {
      facts.put("severity", severity.text());
    }
    switch (event.kind()) {
      case ALARM_RAISED, ALARM_CLEARED, ALARM_WITHDRAWN, ALARM_ESCALATED, ALARM_ASSIGNED -> {
        alarm(event, tables).ifPresent(alarm -> alarm(alarm, words, lines, facts));
        add(lines, words, "line.why", event.text());
        link("/alarms/" + event.subject(), words, lines, facts);
      }
      case CASE_STEP, CASE_DEADLINE -> {
        facts.put("case", event.subject());
        List<String> parts = event.text().lines().toList();
        add(lines, words, "line.who", parts.size() > 1 ? parts.get(1) : "");
        add(
            lines,
            words,
            "line.why",
            parts.size() > 2 ? String.join(" ", parts.subList(2, parts.size())) : "");
        link("/cases/" + event.subject(), words, lines, facts);
      }
      case SUPPLY_STEP, SUPPLY_WARNING -> {
        facts.put("partnership", event.subject());
        List<String> parts = event.text().lines().toList();
        facts.put("step", parts.isEmpty() ? "" : parts.get(0));
        add(lines, words, "line.who", parts.size() > 1 ? parts.get(1) : "");
        if (parts.size() > 2) {
          link(parts.get(2), words, lines, facts);
        }
      }
      case MANUAL_EXCEEDED, MANUAL_WITHDRAWN -> {
        ManualText.details(event, words, tables, lines, facts);
        link("/manual/" + event.subject(), words, lines, facts);
      }
      case TEST -> lines.add(words.say("line.test"));
      case REPORT -> link("/reports", words, lines, facts);
      case DIGEST -> {}
    }
  }

  private static void alarm(
      AlarmView alarm, Words words, List<String> lines, Map<String, Object> facts) {
    facts.put("alarm", alarm.id());
    Long thing = alarm.thing();
    AlarmView.Place area = alarm.area();
    if (thing != null) {
      facts.put("point", Map.of("id", thing, "name", alarm.thingName()));
    } else if (area != null) {
      facts.put("area", Map.of("id", area.id(), "name", area.name()));
    }
    facts.put("rule", alarm.rule());
    facts.put("code", alarm.code());
    facts.put("start", alarm.start());
    add(lines, words, "line.point", place(alarm, words));
    add(lines, words, "line.rule", rule(alarm, words));
    add(lines, words, "line.start", TIME.format(alarm.start()));
    Instant end = alarm.end();
    add(lines, words, "line.end", end == null ? "" : TIME.format(end));
    add(lines, words, "line.peak", number(alarm.peak(), alarm.unit()));
    add(lines, words, "line.limit", number(alarm.limit(), alarm.unit()));
    add(lines, words, "line.basis", alarm.basis());
  }

  private static String place(AlarmView alarm, Words words) {
    AlarmView.Place area = alarm.area();
    if (area == null) {
      return alarm.thingName();
    }
    return words.isChinese() ? area.name() : area.nameEn();
  }

  private static String number(@Nullable Decimal number, String unit) {
    return number == null ? "" : (number + " " + unit).strip();
  }

  private static void add(List<String> lines, Words words, String key, String value) {
    if (!value.isBlank()) {
      lines.add(words.say(key, "value", value.strip()));
    }
  }

  private void link(String path, Words words, List<String> lines, Map<String, Object> facts) {
    publicUrl.ifPresent(
        base -> {
          facts.put("link", base + path);
          lines.add(words.say("line.link", "value", base + path));
        });
  }

  private static void parts(
      NoticeDelivery bundle,
      Words words,
      Tables tables,
      List<String> lines,
      Map<String, Object> facts) {
    List<NoticeDelivery> parts = tables.notices().parts(bundle.id());
    List<Map<String, Object>> all = new ArrayList<>();
    for (NoticeDelivery part : parts.subList(0, Math.min(parts.size(), MOST_PARTS))) {
      NoticeEvent event = part.event();
      String subject = subject(event, words, tables);
      lines.add(TIME.format(event.at()) + "  " + subject);
      all.add(
          Map.of(
              "id", part.key(),
              "kind", event.kind().text(),
              "at", event.at(),
              "late", event.late(),
              "subject", subject));
    }
    if (parts.size() > MOST_PARTS) {
      lines.add(words.say("line.more", "value", Integer.toString(parts.size() - MOST_PARTS)));
    }
    facts.put("parts", all);
  }
}
