// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.greenheart.protocols.hj212.Hj212Frame;
import org.greenheart.protocols.hj212.Hj212Framer;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.server.Key;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From frames over a limit to a sealed pack that proves itself, on a real server. */
final class EvidencePackTest {
  private static final String DEVICE = "A110000_0001";
  private static final String RULE =
      """
      {"code":"cod","kind":"above-limit","name":"化学需氧量超标","nameEn":"COD above","severity":"danger",
       "parameters":{"code":"w01018","interval":"minute","limit":"50"},
       "dwellSeconds":0,"clearSeconds":0,"opensCase":false,"basis":"排污许可证 第3.2条"}\
      """;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final LocalDateTime first =
      LocalDateTime.ofInstant(
          Instant.now().minus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.MINUTES),
          ZoneId.of("Asia/Shanghai"));
  private Server server;
  private Reader reader;

  @BeforeEach
  void start() throws Exception {
    server =
        Server.start(
            Configs.in(folder, Map.of(Key.HJ212_ACCEPT_UNKNOWN, "true")),
            Occasion.REAL,
            Clock.systemUTC());
    reader = new Reader(server.uri());
    assertThat(reader.send("POST", "/api/rules", RULE).statusCode()).isEqualTo(201);
    try (RawLogger logger = new RawLogger(DEVICE, server.hj212Port())) {
      for (int i = 0; i < 6; i++) {
        logger.sendMinute(first.plusMinutes(i), "6" + i + ".50");
        assertThat(logger.answer()).contains("CN=9014");
      }
    }
  }

  @AfterEach
  void stop() {
    reader.close();
    server.close();
  }

  private long alarm() throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    try (LiveEvents events = reader.events()) {
      while (Instant.now().isBefore(deadline)) {
        JsonNode alarms = reader.json("/api/alarms");
        if (!alarms.isEmpty()) {
          return alarms.path(0).path("id").asLong();
        }
        events.awaitAny("alarm", "reset");
      }
    }
    throw new AssertionError("no alarm within " + PATIENCE);
  }

  private Path download(String path) throws Exception {
    Path file = folder.resolve("pack.zip");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Path> response =
          client.send(
              HttpRequest.newBuilder(URI.create(server.uri() + path)).build(),
              HttpResponse.BodyHandlers.ofFile(file));
      assertThat(response.statusCode()).isEqualTo(200);
    }
    return file;
  }

  private record Said(int code, String out, String err) {}

  private static Said verify(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Greenheart.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("verify"));
    all.addAll(List.of(arguments));
    int code = line.execute(all.toArray(String[]::new));
    return new Said(code, out.toString(), err.toString());
  }

  private static String text(ZipFile zip, String name) throws Exception {
    return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), UTF_8);
  }

  @Test
  void packOfAnAlarm_provesItself_andItsFramesAreItsValues() throws Exception {
    Path pack = download("/api/alarms/%s/pack".formatted(alarm()));
    String key = reader.json("/api/evidence/key").path("fingerprint").asText();

    Said whole = verify(pack.toString(), "--key", key);
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(whole.out()).contains("whole", key, "化学需氧量超标");

    try (ZipFile zip = new ZipFile(pack.toFile())) {
      List<String> values =
          text(zip, "values.csv").lines().skip(1).filter(line -> line.contains("minute")).toList();
      List<String> decoded = new ArrayList<>();
      Hj212Framer framer = new Hj212Framer();
      List<Hj212Frame> frames = new ArrayList<>();
      framer.feed(zip.getInputStream(zip.getEntry("frames.raw")).readAllBytes(), frames::add);
      for (Hj212Frame frame : frames) {
        Hj212Message message = new Hj212Reader().read(frame);
        Instant start =
            message.dataTime().orElseThrow().atZone(ZoneId.of("Asia/Shanghai")).toInstant();
        decoded.add(start + " " + message.readings().getFirst().value("Avg").orElseThrow());
      }
      assertThat(values.stream().map(line -> line.split(",")).map(c -> c[7] + " " + c[9]))
          .hasSize(6)
          .containsExactlyElementsOf(decoded);
      JsonNode rule = new ObjectMapper().readTree(text(zip, "rules.json")).path(0);
      assertThat(rule.path("basis").asText()).isEqualTo("排污许可证 第3.2条");
      assertThat(rule.path("version").asInt()).isEqualTo(1);
      assertThat(rule.path("parameters").path("limit").asText()).isEqualTo("50");
      JsonNode alarm = new ObjectMapper().readTree(text(zip, "alarms.json")).path(0);
      assertThat(alarm.path("alarm").path("limit").asText()).isEqualTo("50");
      assertThat(alarm.path("history")).isNotEmpty();
      assertThat(zip.getEntry("upkeep.csv")).isNotNull();
    }
    assertThat(folder.resolve("data/evidence-unfinished")).isEmptyDirectory();
  }

  @Test
  void packOfACase_hasItsFiles_andTellsWhatWasChanged() throws Exception {
    String opened = reader.send("POST", "/api/alarms/%s/case".formatted(alarm()), "").body();
    long id = new ObjectMapper().readTree(opened).path("id").asLong();
    assertThat(
            reader
                .send("POST", "/api/cases/%s/evidence?name=note.txt".formatted(id), "seen on site")
                .statusCode())
        .isEqualTo(201);

    Path pack = download("/api/cases/%s/pack".formatted(id));

    assertThat(verify(pack.toString()).code()).isZero();
    try (ZipFile zip = new ZipFile(pack.toFile())) {
      String name =
          zip.stream()
              .map(entry -> entry.getName())
              .filter(each -> each.startsWith("attachments/"))
              .findFirst()
              .orElseThrow();
      assertThat(text(zip, name)).isEqualTo("seen on site");
    }
    byte[] content = Files.readAllBytes(pack);
    int at = new String(content, ISO_8859_1).indexOf(",60.50,");
    content[at + 1] = '1';
    Files.write(pack, content);
    Said changed = verify(pack.toString());
    assertThat(changed.code()).isEqualTo(Greenheart.FAILED);
    assertThat(changed.err()).contains("changed: values.csv was changed");
    assertThat(verify(folder.resolve("none.zip").toString()).err()).contains("there is no file");
    assertThat(verify(pack.toString(), "--key", "00").code()).isEqualTo(Greenheart.FAILED);
  }
}
