// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.greenheart.storage.registry.Interval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends: an answer below 500 (501 is one of ours), and soon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileInputTest {
  private Service service;

  @BeforeAll
  void start(@TempDir Path folder) {
    service = new Service(folder);
    long thing = service.point("88888880000001", "O'Neil \"quoted\" 大气");
    long datastream = service.datastream(thing, "a21026", Interval.REALTIME);
    for (int i = 0; i < 10; i++) {
      service.write(
          datastream, Instant.parse("2026-11-21T00:00:00Z").plusSeconds(i), "1", "N", Map.of());
    }
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Things?$top=99999999999999999999999999",
        "/Things?$skip=99999999999999999999999999",
        "/Observations?$skip=99999999999999999999999999",
        "/Observations?$skip=99999999999999999999999999&$orderby=phenomenonTime desc",
        "/Things?$expand=Datastreams($top=10000;$expand=Observations($top=10000;"
            + "$expand=Datastream($expand=Thing($expand=Datastreams($expand=Observations)))))",
        "/Things?$filter=name eq 'O''Neil \"quoted\" 大气'",
        "/Things?$filter=name eq ''';DROP TABLE thing;--'",
        "/Things?$filter=properties/a';drop eq 1",
        "/Things?$filter=properties/$x eq 1",
        "/Things?$filter=1e9999 gt 1e-9999",
        "/Things?$filter=1e9999 mul 1e9999 mul 1e9999 gt id",
        "/Things?$filter=id div 0 eq 1 or id mod 0 eq 1",
        "/Observations?$filter=result div 0 eq 1 or result mod 0 eq 1 or 1e9999 mod 3 gt result",
        "/Observations?$filter=round(1e9999) gt result or floor(result mul 1e9999) gt 1",
        "/Things?$filter=substring(name,-5,99999999999999) eq 'x'",
        "/Things?$filter=substring(name,1e300) eq 'x'",
        "/Observations?$filter=phenomenonTime gt 9999-12-31T23:59:59Z",
        "/Observations?$filter=phenomenonTime gt 0000-01-01T00:00:00Z",
        "/Observations?$filter=phenomenonTime gt mindatetime() sub duration'P99999999D'",
        "/Observations?$filter=phenomenonTime gt maxdatetime() add duration'P99999999D'",
        "/Observations?$filter=phenomenonTime gt now() sub duration'PT9999999999999999999S'",
        "/Things?$filter=id eq 1e400",
        "/Observations?$filter=id eq 1e400",
        "/Observations?$filter=id gt -1e400",
        "/Things?$orderby=id mul 1e400",
        "/Things?$orderby=null",
        "/Things?$orderby=1",
        "/Observations?$orderby=1 div 0",
        "/Things?$filter=true",
        "/Observations?$filter=null eq null",
        "/Observations?$filter=not null",
        "/Things?$select=id,id,id,name,name",
        "/Things?$expand=Datastreams,Datastreams",
        "/Things?$expand=Datastreams($top=1),Datastreams($top=2)",
      })
  void get_extreme_isAnsweredOrRefused(String request) {
    HttpResponse<String> answer = service.answer(request);

    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400, 501);
    assertThat(Service.json(answer.body()).isObject()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Things?$filter=%",
        "/Things?$filter=%ff%fe",
        "/Things?$filter=name%20eq%20'%00'",
        "/Things?$filter=name%20eq%20'%F0%9F%98%80'",
        "/Things?%24top=1",
        "/Things?&&&",
        "/Things?=",
        "/Things?$top=1&$top=1",
        "/Things%281%29",
        "/Things(1)/%24ref",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/Things%00",
        "/Things(1)%2FDatastreams",
        "/Things;jsessionid=1",
        "/Thïngs",
      })
  void get_strangeEncoding_isAnsweredOrRefused(String request) throws IOException {
    assertThat(status(request)).isIn(200, 400, 404, 501);
  }

  @Test
  void get_deepNesting_isRefused() {
    String brackets = "(".repeat(1_000) + "id%20eq%201" + ")".repeat(1_000);
    String expand = "Datastreams($expand=Thing($expand=".repeat(100) + "Datastreams";

    assertThat(service.raw(service.root() + "/Things?$filter=" + brackets).statusCode())
        .isEqualTo(400);
    assertThat(service.raw(service.root() + "/Things?$expand=" + expand).statusCode())
        .isEqualTo(400);
    assertThat(
            service.raw(service.root() + "/Things(1)/Datastreams(1)/Thing".repeat(60)).statusCode())
        .isIn(400, 404);
  }

  @Test
  void get_longestFilters_areServed() {
    String any = "id%20eq%201" + "%20or%20id%20eq%202".repeat(350);
    String all = "result%20ge%201" + "%20and%20result%20ge%201".repeat(300);

    assertThat(service.raw(service.root() + "/Things?$filter=" + any).statusCode()).isEqualTo(200);
    assertThat(service.raw(service.root() + "/Observations?$filter=" + all).statusCode())
        .isEqualTo(200);
  }

  @Test
  void get_randomText_neverFails() {
    Random random = new Random(1);
    String[] words = {
      "id",
      "name",
      "eq",
      "gt",
      "and",
      "or",
      "not",
      "(",
      ")",
      "'x'",
      "1",
      "-",
      "/",
      ",",
      "null",
      "true",
      "add",
      "Datastreams",
      "properties",
      "now()",
      "2026-11-21",
      "substring(",
      "12:30",
      "duration'P1D'",
      "$top",
      ";",
      "=",
      "大气",
      "2026-11-21T00:00:00Z",
      "length(",
      "@iot.id"
    };
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(8);
      for (int j = 0; j < length; j++) {
        text.append(words[random.nextInt(words.length)]).append(' ');
      }
      String set = random.nextBoolean() ? "/Things" : "/Observations";
      String option =
          random.nextBoolean() ? "$filter" : random.nextBoolean() ? "$orderby" : "$expand";

      HttpResponse<String> answer = service.answer(set + "?" + option + "=" + text);

      assertThat(answer.statusCode())
          .as(set + "?" + option + "=" + text + ": " + answer.body())
          .isIn(200, 400, 501);
    }
  }

  /** Over a plain socket: the client of the JDK refuses to send what is no URI. */
  private int status(String request) throws IOException {
    URI root = URI.create(service.root());
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET /v1.1" + request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
