// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class LawCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  private int law(String input, String... arguments) {
    return new CommandLine(
            new LawCommand(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                out,
                InstantSource.fixed(Instant.parse("2026-05-04T00:00:00Z"))))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private JsonNode answer() throws Exception {
    return new ObjectMapper().readTree(out.toString(UTF_8));
  }

  @Test
  void withoutAFunction_allAreListed_withTheirSchemas() throws Exception {
    assertThat(law("")).isZero();

    assertThat(answer().findValuesAsText("name"))
        .contains("air/iaqi", "cems/convert", "limits/judge", "water/class");
    assertThat(answer().get(0).at("/input/properties").isObject()).isTrue();
    assertThat(answer().get(0).at("/output/required").isArray()).isTrue();
  }

  @Test
  void objectOnStandardInput_isAnsweredWithOneObject() throws Exception {
    String input = "{\"pollutant\":\"PM2.5\",\"period\":\"day\",\"concentration\":66}";

    assertThat(law(input, "air/iaqi")).isZero();

    assertThat(answer().get("iaqi").asInt()).isEqualTo(106);
    assertThat(answer().get("rule").asText()).isEqualTo("HJ 633-2026");
    assertThat(answer().get("why").size()).isPositive();
  }

  @Test
  void dataOfAnEarlierDay_isJudgedByTheRulesOfThatDay() throws Exception {
    law("", "air/iaqi", "pollutant=PM2.5", "period=day", "concentration=66", "date=2026-02-28");

    assertThat(answer().get("iaqi").asInt()).isEqualTo(89);
    assertThat(answer().get("rule").asText()).isEqualTo("HJ 633-2012");
  }

  @Test
  void severalObjects_areAnsweredLineByLine() {
    String one = "{\"pollutant\":\"CO\",\"period\":\"day\",\"concentration\":\"0.9\"}";

    assertThat(law(one + "\n" + one, "air/iaqi")).isZero();

    assertThat(out.toString(UTF_8).lines()).hasSize(2);
  }

  @Test
  void inputThatIsMissing_failsAndIsNamed() {
    assertThat(law("{\"pollutant\":\"PM2.5\"}", "air/iaqi")).isEqualTo(Greenheart.FAILED);

    assertThat(err.toString()).contains("the input period is missing (missing)");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void inputThatIsNoJson_failsWithTheReason() {
    assertThat(law("PM2.5", "air/iaqi")).isEqualTo(Greenheart.FAILED);

    assertThat(err.toString()).contains("the input must be a JSON object").contains("not-readable");
  }

  @Test
  void unknownFunction_failsWithTheKnownOnes() {
    assertThat(law("{}", "air/smell")).isEqualTo(Greenheart.FAILED);

    assertThat(err.toString()).contains("there is no function air/smell").contains("air/iaqi");
  }
}
