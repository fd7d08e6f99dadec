// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.Tables;

/**
 * Words of what laboratories and people found. The text of such an event is one line a quantity:
 * code, value, unit and limit with tabs between; that of a withdrawal one word.
 */
final class ManualText {
  private ManualText() {}

  static String subject(NoticeEvent event, Words words, Tables tables) {
    String what =
        event.kind() == NoticeKind.MANUAL_EXCEEDED
            ? rows(event).stream()
                .map(row -> name(row.getFirst(), words))
                .collect(Collectors.joining(words.isChinese() ? "、" : ", "))
            : words.sayOr("manual." + event.text(), event.text());
    return words.say(
        event.kind().text(),
        "point",
        point(event, words, tables),
        "title",
        event.title(),
        "what",
        what);
  }

  static void details(
      NoticeEvent event,
      Words words,
      Tables tables,
      List<String> lines,
      Map<String, Object> facts) {
    Long thing = event.thing();
    facts.put("report", event.subject());
    if (thing != null) {
      facts.put("point", Map.of("id", thing, "name", point(event, words, tables)));
    }
    for (List<String> row : rows(event)) {
      if (row.size() == 4) {
        lines.add(
            words.say(
                "line.sample",
                "what",
                name(row.get(0), words),
                "value",
                row.get(1) + " " + row.get(2),
                "limit",
                row.get(3)));
      }
    }
    lines.add(words.say("line.manual"));
  }

  private static List<List<String>> rows(NoticeEvent event) {
    return event.text().lines().map(line -> Arrays.asList(line.split("\t", -1))).toList();
  }

  private static String name(String code, Words words) {
    return FactorTable.standard()
        .find(code)
        .map(factor -> words.isChinese() ? factor.zh() : factor.en())
        .orElse(code);
  }

  private static String point(NoticeEvent event, Words words, Tables tables) {
    Long thing = event.thing();
    return thing == null
        ? ""
        : tables
            .catalogue()
            .thing(thing)
            .map(
                of ->
                    words.isChinese() || of.description().isBlank() ? of.name() : of.description())
            .orElse("");
  }
}
