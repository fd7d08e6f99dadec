// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.Key;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.greenheart.server.ServerConfig;
import org.greenheart.server.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A backup of a server at work, and one of a server that rests, are the same to start from. */
final class BackupTest {
  private static final String DEVICE = "A110000_0001";
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 1, 12, 0);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void backupOfARunningServer_givesTheSameAnswers_andNoReaderIsBeyondTheEnd() throws Exception {
    try (Server server = start("data")) {
      send(server, 0, 20);
      Files.createDirectories(folder.resolve("data/layers"));
      Files.writeString(folder.resolve("data/layers/grid.geojson"), "{}");
      Files.createDirectories(folder.resolve("data/evidence/ab"));
      Files.writeString(folder.resolve("data/evidence/ab/abcd"), "photo");
      Files.createDirectories(folder.resolve("data/evidence-unfinished"));

      JsonNode made = backup(server, "{\"name\":\"monday\"}", 201);

      assertThat(made.path("folder").asText())
          .isEqualTo(folder.resolve("backups/monday").toString());
      String before = observations(server);
      // What comes afterwards is not in it.
      send(server, 20, 5);
      JsonNode manifest = JSON.readTree(folder.resolve("backups/monday/backup.json").toFile());
      assertThat(manifest).isEqualTo(made.path("manifest"));
      // What unseals who complained is not put beside the sealed names, and that is said.
      assertThat(folder.resolve("data/complainants.key")).exists();
      assertThat(folder.resolve("backups/monday/complainants.key")).doesNotExist();
      for (String key :
          List.of("accounts.key", "meters.key", "footprints.key", "epcis.key", "notices.key")) {
        assertThat(folder.resolve("data/" + key)).exists();
        assertThat(folder.resolve("backups/monday/" + key)).doesNotExist();
      }
      assertThat(manifest.path("leftOut"))
          .extracting(JsonNode::asText)
          .containsExactly(
              "accounts.key",
              "complainants.key",
              "epcis.key",
              "footprints.key",
              "meters.key",
              "notices.key");
      assertThat(manifest.path("telemetryFormat").asInt()).isPositive();
      assertThat(manifest.path("registrySchema").asInt()).isPositive();
      assertThat(manifest.path("lastArrival").asLong()).isEqualTo(20);
      manifest.path("positions").forEach(one -> assertThat(one.asLong()).isBetween(0L, 20L));

      try (Server restored = start("backups/monday")) {
        assertThat(observations(restored)).isEqualTo(before);
        assertThat(json(restored, "/api/status").path("lastArrival").asLong()).isEqualTo(20);
        assertThat(folder.resolve("backups/monday/layers/grid.geojson")).exists();
        assertThat(folder.resolve("backups/monday/evidence/ab/abcd")).hasContent("photo");
        assertThat(folder.resolve("backups/monday/evidence-unfinished")).doesNotExist();
        // It lives: the next frame takes the next number, and the first server is not touched.
        send(restored, 20, 1);
        assertThat(json(restored, "/api/status").path("lastArrival").asLong()).isEqualTo(21);
      }
      assertThat(json(server, "/api/status").path("lastArrival").asLong()).isEqualTo(25);
    }
  }

  @Test
  void backupWhileFramesCome_isOfOneInstant() throws Exception {
    try (Server server = start("data")) {
      Thread sender = Thread.startVirtualThread(() -> sendSeconds(server, 300));

      JsonNode manifest = backup(server, "{\"name\":\"busy\"}", 201).path("manifest");
      sender.join();

      long end = manifest.path("lastArrival").asLong();
      manifest.path("positions").forEach(one -> assertThat(one.asLong()).isLessThanOrEqualTo(end));
      try (Server restored = start("backups/busy")) {
        assertThat(json(restored, "/api/status").path("lastArrival").asLong()).isEqualTo(end);
        JsonNode counted = json(restored, "/v1.1/Observations?$count=true&$top=0");
        assertThat(counted.path("@iot.count").asLong()).isEqualTo(end);
      }
    }
  }

  @Test
  void command_asksTheRunningServer_orOpensTheFolderItself() throws Exception {
    String rows;
    try (Server server = start("data")) {
      send(server, 0, 3);
      rows = observations(server);
      assertThat(command("running")).isZero();
      assertThat(folder.resolve("backups")).isEmptyDirectory();
    }
    assertThat(command("resting")).isZero();

    for (String copy : new String[] {"running", "resting"}) {
      try (Server restored = start(copy)) {
        assertThat(observations(restored)).as(copy).isEqualTo(rows);
      }
    }
  }

  @Test
  void refusals_sayWhy_andLeaveNothing() throws Exception {
    Files.createDirectories(folder.resolve("backups/there"));
    try (Server server = start("data")) {
      assertThat(backup(server, "{\"name\":\"there\"}", 409).path("code").asText())
          .isEqualTo("backup-exists");
      for (String name : new String[] {"../escaped", "/tmp/escaped", "..", ".hidden", "a/b", ""}) {
        JsonNode refused = backup(server, JSON.writeValueAsString(Map.of("name", name)), 400);
        assertThat(refused.path("code").asText()).as(name).isEqualTo("backup-name");
      }
      assertThat(folder.resolve("data/backup-unfinished")).doesNotExist();
      Files.createDirectories(folder.resolve("occupied"));
      assertThat(said("occupied")).contains("exists already");
      assertThat(said("data/inside")).contains("inside the data folder");
    }
    assertThat(said("data/inside")).contains("inside the data folder");
    assertThatThrownBy(() -> Files.size(folder.resolve("data/inside")))
        .isInstanceOf(IOException.class);
  }

  /** Who may read the data folder has all of it anyway. */
  @Test
  void command_ofAServerThatAsksForALogin_needsNone() {
    try (Server _ = start("data", "false")) {
      assertThat(command("running")).isZero();
    }
    assertThat(folder.resolve("running/registry")).isDirectory();
  }

  private Server start(String data) {
    return start(data, "true");
  }

  private Server start(String data, String open) {
    Map<Key, String> options = new EnumMap<>(Key.class);
    options.put(Key.DATA, folder.resolve(data).toString());
    options.put(Key.HTTP_PORT, "0");
    options.put(Key.HTTP_OPEN, open);
    options.put(Key.HJ212_HOST, "127.0.0.1");
    options.put(Key.HJ212_PORT, "0");
    options.put(Key.HJ212_ACCEPT_UNKNOWN, "true");
    options.put(Key.BACKUP_FOLDER, folder.resolve("backups").toString());
    return Server.start(
        ServerConfig.from(Settings.of(Optional.empty(), Map.of(), options)),
        Occasion.REAL,
        Clock.systemUTC());
  }

  private int command(String target) {
    return Greenheart.commandLine()
        .execute(
            "backup",
            folder.resolve(target).toString(),
            "--data",
            folder.resolve("data").toString());
  }

  /** What a backup that is refused says. */
  private String said(String target) {
    StringWriter err = new StringWriter();
    CommandLine line = Greenheart.commandLine().setErr(new PrintWriter(err, true));
    int code =
        line.execute(
            "backup",
            folder.resolve(target).toString(),
            "--data",
            folder.resolve("data").toString());
    assertThat(code).isEqualTo(Greenheart.FAILED);
    return err.toString();
  }

  private static void send(Server server, int from, int frames) throws IOException {
    try (RawLogger logger = new RawLogger(DEVICE, server.hj212Port())) {
      for (int i = from; i < from + frames; i++) {
        logger.sendMinute(NOON.plusMinutes(i), "1." + i);
        assertThat(logger.answer()).contains("CN=9014");
      }
    }
  }

  /** Seconds, of which no hour is over: the server makes no row of its own of them. */
  private static void sendSeconds(Server server, int frames) {
    try (RawLogger logger = new RawLogger(DEVICE, server.hj212Port())) {
      for (int i = 0; i < frames; i++) {
        String time = NOON.plusSeconds(i).format(RawLogger.DATA_TIME);
        logger.send(
            "QN=%s000;ST=32;CN=2011;PW=123456;MN=%s;Flag=5;CP=&&DataTime=%s;w01018-Rtd=1.%d&&"
                .formatted(time, DEVICE, time, i));
        assertThat(logger.answer()).contains("CN=9014");
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String observations(Server server) throws Exception {
    try (Reader reader = new Reader(server.uri())) {
      JsonNode page =
          reader.json("/v1.1/Observations?$top=100&$select=id,result,phenomenonTime,resultTime");
      return page.path("value").toString().replace(server.uri().toString(), "");
    }
  }

  private static JsonNode json(Server server, String path) throws Exception {
    try (Reader reader = new Reader(server.uri())) {
      return reader.json(path);
    }
  }

  private static JsonNode backup(Server server, String body, int status) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(server.uri() + "/api/backups"))
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
      return JSON.readTree(response.body());
    }
  }
}
