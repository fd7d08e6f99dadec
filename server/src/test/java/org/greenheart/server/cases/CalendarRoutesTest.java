// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.greenheart.server.cases.CaseRig.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CalendarRoutesTest {
  @TempDir private Path folder;
  private CaseRig rig;

  @BeforeEach
  void start() {
    rig = new CaseRig(folder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private JsonNode row(String from) throws Exception {
    for (JsonNode row : rig.get("/api/calendar").body()) {
      if (row.path("from").asText().equals(from)) {
        return row;
      }
    }
    throw new AssertionError(from);
  }

  @Test
  void shippedHolidays_sayTheirNoticeAndHowSureTheyAre() throws Exception {
    JsonNode festival = row("2026-02-15");

    assertThat(festival.path("to").asText()).isEqualTo("2026-02-23");
    assertThat(festival.path("source").asText()).contains("2025-11-04");
    assertThat(festival.path("confidence").asText()).isEqualTo("medium");
    assertThat(festival.path("id").asLong()).isZero();
  }

  @Test
  void ownDay_isAddedChangedAndTakenAway_andMovesTheLimits() throws Exception {
    long id = rig.post("/api/calendar-days", "{'day':'2026-03-03','name':'Market day'}").id();
    assertThat(row("2026-03-03").path("works").asBoolean()).isFalse();
    assertThat(rig.post("/api/calendar-days", "{'day':'2026-03-03','works':true}").id())
        .isEqualTo(id);
    assertThat(rig.post("/api/calendar-days", "{'name':'None'}").code()).isEqualTo("field-missing");
    assertThat(rig.post("/api/calendar-days", "{'day':'soon'}").code()).isEqualTo("field-value");

    Answer _ = rig.post("/api/calendar-days", "{'day':'2026-03-03','works':false}");
    long file = rig.open("environment"); // one working day from Monday the 2nd on
    assertThat(rig.get("/api/cases/" + file).text("/clock/stageDue"))
        .isEqualTo("2026-03-04T16:00:00Z");

    assertThat(rig.send("DELETE", "/api/calendar-days/" + id, null, "").status()).isEqualTo(204);
    assertThat(rig.get("/api/calendar-days").body()).isEmpty();
  }

  @Test
  void table_isTriedFirstAndKeptWholeOrNotAtAll() throws Exception {
    String path = "/api/import/calendar/days";
    String good = "日期,上班,名称\n2027-01-01,休,元旦\n2027-01-03,班,元旦调休\n";

    assertThat(rig.send("POST", path, good + "2027-13-01,vielleicht,\n", "").text("/errorCount"))
        .isEqualTo("1");
    assertThat(rig.get("/api/calendar-days").body()).isEmpty();
    assertThat(rig.send("POST", path, good, "").text("/added")).isEqualTo("2");
    assertThat(rig.send("POST", path, good, "").text("/unchanged")).isEqualTo("2");
    assertThat(row("2027-01-03").path("works").asBoolean()).isTrue();
  }
}
