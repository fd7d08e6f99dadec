// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.telemetry.RowChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Following links to next pages, while rows and entities are being added. */
final class PagingTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final int STREAMS = 7;

  private Service service;
  private final Random random = new Random(20_261_121);

  @BeforeEach
  void start(@TempDir Path folder) {
    service = new Service(folder, 100_000);
    for (int i = 1; i <= STREAMS; i++) {
      long thing = service.point("8888888000000" + i, "Point " + i % 3);
      service.datastream(thing, "a21026", Interval.MINUTE);
    }
    for (int i = 0; i < 300; i++) {
      addRow(random.nextInt(4) == 0 ? service.telemetry.nextNumber() : 0);
    }
  }

  @AfterEach
  void stop() {
    service.close();
  }

  /**
   * Few times, so that many rows have the same; n is 0 for a device's own, which is overwritten.
   */
  private void addRow(long n) {
    long datastream = 1L + random.nextInt(STREAMS);
    long start = START.plusSeconds(60L * random.nextInt(60)).toEpochMilli() * 1_000;
    service.append(
        List.of(
            new RowChange(
                new RowKey(datastream, start, n),
                true,
                Decimal.of(random.nextInt(10)),
                random.nextBoolean() ? "N" : null,
                Map.of(),
                false)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Observations?$top=17",
        "/Observations?$top=17&$orderby=phenomenonTime",
        "/Observations?$top=17&$orderby=phenomenonTime desc",
        "/Observations?$top=1&$orderby=phenomenonTime desc",
        "/Observations?$top=17&$orderby=result desc,phenomenonTime",
        "/Observations?$top=17&$orderby=resultQuality/flag",
        "/Observations?$top=17&$orderby=resultQuality/flag desc",
        "/Observations?$top=5&$filter=result ge 7&$orderby=phenomenonTime desc",
        "/Observations?$top=5&$filter=result ge 7",
        "/Observations?$top=9&$filter=Datastream/Thing/name eq 'Point 1' or result eq 3",
        "/Observations?$top=9&$filter=phenomenonTime ge 2026-11-21T00:10:00Z and "
            + "phenomenonTime lt 2026-11-21T00:20:00Z&$orderby=phenomenonTime desc",
        "/Datastreams(3)/Observations?$top=3&$orderby=phenomenonTime desc",
        "/Datastreams(3)/Observations?$top=3",
        "/FeaturesOfInterest(2)/Observations?$top=2&$orderby=phenomenonTime",
        "/Things?$top=2",
        "/Things?$top=2&$orderby=name desc",
        "/Datastreams?$top=1&$orderby=Thing/name,properties/none desc",
        "/Things(1)/Datastreams?$top=1",
      })
  void nextLink_whileRowsAreAdded_visitsEachOnce(String request) {
    String whole = request.replaceFirst("\\$top=\\d+", "\\$top=10000");
    List<Long> before = service.ids(whole);
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  // So many that the end of the pages is not put off for ever.
                  for (int i = 0; i < 300 && !done.get(); i++) {
                    addRow(service.telemetry.nextNumber());
                  }
                });

    List<Long> visited;
    try {
      visited = followed(request);
    } finally {
      done.set(true);
    }
    join(writer);

    assertThat(visited).doesNotHaveDuplicates().containsSubsequence(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Observations?$top=7",
        "/Observations?$top=7&$orderby=phenomenonTime",
        "/Observations?$top=7&$orderby=phenomenonTime desc",
        "/Observations?$top=7&$orderby=result desc",
        "/Observations?$top=7&$skip=11&$orderby=phenomenonTime",
        "/Things?$top=2&$skip=1&$orderby=name desc",
      })
  void nextLink_inQuiet_givesTheWholeInOrder(String request) {
    assertThat(followed(request))
        .isEqualTo(service.ids(request.replaceFirst("\\$top=\\d+", "\\$top=10000")));
  }

  @Test
  void orderByTime_isByTimeThenDatastreamAndNumber() {
    List<String> oldest = times("/Observations?$top=10000&$orderby=phenomenonTime");
    List<String> newest = times("/Observations?$top=10000&$orderby=phenomenonTime desc");

    assertThat(oldest).isSorted().hasSizeGreaterThan(200);
    assertThat(newest).isEqualTo(oldest.reversed());
    assertThat(service.ids("/Observations?$top=10000&$orderby=phenomenonTime desc"))
        .isEqualTo(service.ids("/Observations?$top=10000&$orderby=phenomenonTime").reversed());
  }

  private List<String> times(String request) {
    return service.get(request).path("value").findValuesAsText("phenomenonTime");
  }

  @Test
  void nextLink_ofAnswerWithCount_repeatsTheCount() {
    JsonNode first = service.get("/Observations?$top=10&$count=true");
    JsonNode second = Service.json(service.raw(first.path("@iot.nextLink").asText()).body());

    assertThat(second.path("@iot.count")).isEqualTo(first.path("@iot.count"));
    assertThat(Service.ids(second)).doesNotContainAnyElementsOf(Service.ids(first)).hasSize(10);
  }

  @Test
  void filterThatFindsNothing_endsPagesEarlyInsteadOfWorkingOn(@TempDir Path other) {
    try (Service small = new Service(other, 50)) {
      long thing = small.point("88888880000009", "Point");
      long datastream = small.datastream(thing, "a21026", Interval.MINUTE);
      for (int i = 0; i < 120; i++) {
        small.write(datastream, START.plusSeconds(60L * i), i % 60 == 0 ? "1" : "0", "N", Map.of());
      }

      JsonNode first = small.get("/Observations?$filter=result eq 1");
      JsonNode second = Service.json(small.raw(first.path("@iot.nextLink").asText()).body());
      JsonNode third = Service.json(small.raw(second.path("@iot.nextLink").asText()).body());

      assertThat(first.path("value")).hasSize(1);
      assertThat(second.path("value")).hasSize(1);
      assertThat(third.path("value")).isEmpty();
      assertThat(third.has("@iot.nextLink")).isFalse();
      assertThat(small.answer("/Observations?$filter=result eq 1&$count=true").body())
          .contains("\"code\":\"too-much-work\"")
          .contains("would look at 120 observations, 50 are the most: add a Datastream");
      String hour = "phenomenonTime lt " + START.plusSeconds(1_800);
      JsonNode bounded =
          small.get("/Observations?$filter=result eq 1 and " + hour + "&$count=true");
      assertThat(bounded.path("@iot.count").asInt()).isEqualTo(1);
      assertThat(small.answer("/Observations?$orderby=result").statusCode()).isEqualTo(400);
      assertThat(small.answer("/Observations?$skip=100").statusCode()).isEqualTo(400);
    }
  }

  private List<Long> followed(String request) {
    List<Long> ids = new ArrayList<>();
    JsonNode page = service.get(request);
    ids.addAll(Service.ids(page));
    while (page.has("@iot.nextLink")) {
      String link = page.path("@iot.nextLink").asText();
      assertThat(link).startsWith(service.root()).contains("$skiptoken=").doesNotContain("$skip=");
      page = Service.json(service.raw(link).body());
      assertThat(page.has("value")).as(page.toString()).isTrue();
      ids.addAll(Service.ids(page));
    }
    return ids;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
