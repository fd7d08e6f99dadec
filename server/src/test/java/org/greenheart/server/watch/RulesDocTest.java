// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/RULES.md true: every kind, its parameters, and an example that the reader takes. */
final class RulesDocTest {
  private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)\\n```", Pattern.DOTALL);
  private static final Pattern PARAMETERS = Pattern.compile("\\nParameters: (.*?)\\.\\n");

  private static Map<String, String> sections() throws IOException {
    Path here = Path.of("docs", "RULES.md");
    Path page = Files.exists(here) ? here : Path.of("..").resolve(here);
    Map<String, String> sections = new LinkedHashMap<>();
    String text = Files.readString(page);
    for (String section : text.substring(text.indexOf("\n## ")).split("\n## ", -1)) {
      if (!section.isBlank()) {
        sections.put(section.substring(0, section.indexOf('\n')), section);
      }
    }
    return sections;
  }

  @Test
  void everyKind_hasASectionWithItsParameters() throws IOException {
    Map<String, String> sections = sections();

    assertThat(sections.keySet())
        .containsExactlyInAnyOrderElementsOf(RuleKinds.all().stream().map(RuleKind::word).toList());
    for (RuleKind kind : RuleKinds.all()) {
      Matcher named = PARAMETERS.matcher(sections.getOrDefault(kind.word(), ""));
      assertThat(named.find()).as(kind.word()).isTrue();
      assertThat(named.group(1).replace("`", "").split(", "))
          .as(kind.word())
          .containsExactlyInAnyOrderElementsOf(kind.fields().stream().map(Field::name).toList());
    }
  }

  @Test
  void everyExample_isTakenByTheReader() throws IOException {
    for (Map.Entry<String, String> section : sections().entrySet()) {
      Matcher example = EXAMPLE.matcher(section.getValue());
      assertThat(example.find()).as(section.getKey()).isTrue();
      assertThat(RuleReader.body(Readings.rule(section.getKey(), example.group(1)))).isNotNull();
    }
  }
}
