// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.server.meters.MeterRig.Answer;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of a real broker, from the mapping to rows. */
final class MqttMetersTest {
  private static final String MESSAGE =
      "{\"id\":\"M-7\",\"time\":\"2026-03-01T08:00:00+08:00\",\"data\":{\"kwh\":12.50,\"kw\":\"3.2\"}}";

  @TempDir private Path folder;
  @TempDir private Path brokerFolder;
  private MeterRig rig;
  private Mosquitto broker;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Mosquitto.program().isPresent(), "mosquitto is not installed");
    broker = Mosquitto.start(brokerFolder);
    rig = new MeterRig(folder);
  }

  @AfterEach
  void stop() throws Exception {
    if (rig != null) {
      rig.close();
      broker.close();
    }
  }

  private Map<String, Object> source(boolean acceptUnknown) throws Exception {
    Answer map =
        rig.send(
            "POST",
            "/api/meters/map/mqtt",
            """
            code,pointer,scale,unit,counter
            kwh,/data/kwh,1,kWh,yes
            x02001,/data/kw,1,kW,no
            """);
    Map<String, Object> source = new HashMap<>();
    source.put("code", "works");
    source.put("name", "Works");
    source.put("kind", "mqtt");
    source.put("host", "127.0.0.1");
    source.put("port", broker.port());
    source.put("login", "operator");
    source.put("secret", "secret");
    source.put(
        "layout",
        Map.of(
            "topic", "works/+/meters",
            "device", "/id",
            "time", "/time",
            "tls", false,
            "acceptUnknown", acceptUnknown));
    source.put("entries", map.json().path("entries"));
    return source;
  }

  private void save(Map<String, Object> source) throws Exception {
    assertThat(rig.send("POST", "/api/meters", source).status()).isEqualTo(201);
  }

  @Test
  void message_isOneDurableArrival_atTheTimeThatItNames() throws Exception {
    save(source(true));
    JsonNode _ = rig.inState("ok");
    broker.publish("works/hall-1/meters", MESSAGE);
    Arrival arrival = rig.arrivalAfter(0);

    assertThat(arrival.outcome()).isEqualTo(Outcome.DATA);
    assertThat(RawText.of(arrival.raw())).isEqualTo("works/hall-1/meters\n" + MESSAGE);
    assertThat(arrival.rows().getFirst().key().start())
        .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    Device device = rig.device("mqtt", "M-7");
    assertThat(rig.newest(device, "kwh")).isEqualTo("12.50");
    assertThat(rig.newest(device, "x02001")).isEqualTo("3.2");
  }

  @Test
  void whatCameWhileWeWereAway_isHandedOverWhenWeAreBack() throws Exception {
    Map<String, Object> source = source(true);
    save(source);
    JsonNode shown = rig.inState("ok");
    String path = "/api/meters/" + shown.path("id").asLong();
    source.put("enabled", false);
    assertThat(rig.send("PUT", path, source).status()).isEqualTo(200);
    broker.publish("works/hall-1/meters", MESSAGE);
    assertThat(rig.telemetry.lastArrival()).isZero();

    source.put("enabled", true);
    assertThat(rig.send("PUT", path, source).status()).isEqualTo(200);
    assertThat(rig.arrivalAfter(0).outcome()).isEqualTo(Outcome.DATA);
  }

  @Test
  void stranger_waits_andItsMessagesAreRowsOnceItIsAccepted() throws Exception {
    save(source(false));
    JsonNode _ = rig.inState("ok");
    broker.publish("works/hall-1/meters", MESSAGE);
    Arrival kept = rig.arrivalAfter(0);
    Device stranger = rig.device("mqtt", "M-7");
    assertThat(kept.outcome()).isEqualTo(Outcome.PENDING);
    assertThat(stranger.status()).isEqualTo(DeviceStatus.PENDING);

    Device _ = rig.registry.devices().accept(stranger.number(), Acceptance.named("Meter 7"));
    Arrival read = rig.arrivalAfter(kept.number());
    assertThat(read.outcome()).isEqualTo(Outcome.DATA);
    assertThat(read.replays()).isEqualTo(kept.number());
    assertThat(rig.newest(rig.device("mqtt", "M-7"), "kwh")).isEqualTo("12.50");
  }

  @Test
  void wrongPassword_isSaid() throws Exception {
    Map<String, Object> source = source(true);
    source.put("secret", "wrong");
    save(source);
    JsonNode shown = rig.inState("failing");

    assertThat(shown.path("problem").path("code").asText()).isEqualTo("broker-refused");
    assertThat(shown.path("problem").path("message").asText())
        .contains("127.0.0.1:" + broker.port(), "NOT_AUTHORIZED");
    assertThat(shown.toString()).doesNotContain("wrong");
  }

  @Test
  void brokenMessage_isKeptAndSaid_andTheNextIsTaken() throws Exception {
    save(source(true));
    JsonNode _ = rig.inState("ok");
    broker.publish("works/hall-1/meters", "{\"id\":", "{\"id\":\"M-7\",\"time\":\"today\"}");
    Arrival broken = rig.arrivalAfter(0);
    assertThat(broken.outcome()).isEqualTo(Outcome.UNREADABLE);
    assertThat(
            rig.inState("failing").path("meters").path(0).path("problem").path("message").asText())
        .contains("works/hall-1/meters");
    broker.publish("works/hall-1/meters", MESSAGE);

    assertThat(rig.inState("ok", 1).path("meters")).hasSize(1);
    assertThat(rig.newest(rig.device("mqtt", "M-7"), "kwh")).isEqualTo("12.50");
  }

  @Test
  void timeThatNobodysClockShows_isUnreadable_andTheNextIsTaken() throws Exception {
    save(source(true));
    JsonNode _ = rig.inState("ok");
    broker.publish(
        "works/hall-1/meters",
        MESSAGE.replace("\"2026-03-01T08:00:00+08:00\"", "9007199254740993"),
        MESSAGE);

    Arrival odd = rig.arrivalAfter(0);
    assertThat(odd.outcome()).isEqualTo(Outcome.UNREADABLE);
    assertThat(rig.arrivalAfter(odd.number()).outcome()).isEqualTo(Outcome.DATA);
  }

  @Test
  void twoSourcesOfOneBroker_readWhatWaited_eachByItsOwnMap() throws Exception {
    Map<String, Object> other = source(false);
    other.put("code", "annex");
    other.put("layout", Map.of("topic", "annex/#", "device", "/id", "time", "/time"));
    other.put(
        "entries",
        List.of(Map.of("code", "kwh", "place", "/data/kwh", "scale", "1000", "unit", "Wh")));
    save(other);
    save(source(false));
    JsonNode _ = rig.inState("ok");
    JsonNode _ = rig.secondInState("ok");
    broker.publish("works/hall-1/meters", MESSAGE);
    Arrival kept = rig.arrivalAfter(0);

    Device _ = rig.registry.devices().accept(rig.device("mqtt", "M-7").number(), Acceptance.PLAIN);
    Arrival _ = rig.arrivalAfter(kept.number());
    assertThat(rig.newest(rig.device("mqtt", "M-7"), "kwh")).isEqualTo("12.50");
  }

  @Test
  void topicThatIsListenedToNoMore_isPassedOver_thoughTheBrokerStillSendsIt() throws Exception {
    Map<String, Object> source = source(true);
    save(source);
    JsonNode shown = rig.inState("ok");
    source.put("layout", Map.of("topic", "annex/#", "device", "/id", "time", "/time"));
    Answer changed = rig.send("PUT", "/api/meters/" + shown.path("id").asLong(), source);
    assertThat(changed.status()).isEqualTo(200);
    JsonNode _ = rig.inState("ok");
    broker.publish("works/hall-1/meters", MESSAGE);
    broker.publish("annex/1", MESSAGE.replace("M-7", "M-8"));

    Arrival first = rig.arrivalAfter(0);
    assertThat(RawText.of(first.raw())).startsWith("annex/1");
    assertThat(rig.telemetry.lastArrival()).isEqualTo(first.number());
  }

  @Test
  void removedSource_leavesNothingWithTheBroker() throws Exception {
    Map<String, Object> source = source(true);
    save(source);
    JsonNode shown = rig.inState("ok");
    String path = "/api/meters/" + shown.path("id").asLong();
    assertThat(rig.send("DELETE", path, Map.of()).status()).isEqualTo(204);
    broker.publish("works/hall-1/meters", MESSAGE);

    save(source);
    JsonNode _ = rig.inState("ok");
    broker.publish("works/hall-1/meters", MESSAGE.replace("M-7", "M-8"));
    Arrival first = rig.arrivalAfter(0);
    assertThat(RawText.of(first.raw())).contains("M-8");
  }

  @Test
  void password_liesSealed_andIsNotToldToAnotherAddress() throws Exception {
    Map<String, Object> source = source(true);
    save(source);
    JsonNode shown = rig.inState("ok");
    assertThat(shown.path("hasSecret").asBoolean()).isTrue();
    String kept = rig.registry.meterSources().list().getFirst().secret();
    assertThat(kept).startsWith("sealed:").doesNotContain("secret");

    source.remove("secret");
    String path = "/api/meters/" + shown.path("id").asLong();
    assertThat(rig.send("PUT", path, source).status()).isEqualTo(200);
    assertThat(rig.registry.meterSources().list().getFirst().secret()).isEqualTo(kept);
    source.put("host", "localhost");
    assertThat(rig.send("PUT", path, source).code()).isEqualTo("secret-again");
    source.put("secret", "secret");
    assertThat(rig.send("PUT", path, source).status()).isEqualTo(200);
    JsonNode _ = rig.inState("ok");
  }

  @Test
  void passwordOfAnotherKey_isAskedForAgain_andOneThatWasNotSealed_isSealed(@TempDir Path other) {
    rig.registry.meterSources().put(plain("old", "secret"));
    MeterSecrets secrets = MeterSecrets.open(other);
    secrets.sealAll(rig.registry);
    MeterSource sealed = rig.registry.meterSources().list().getFirst();
    assertThat(sealed.secret()).startsWith("sealed:");
    assertThat(secrets.of(sealed)).contains("secret");

    assertThatThrownBy(() -> MeterSecrets.open(folder).of(sealed))
        .isInstanceOf(MeterException.class)
        .hasMessageContaining("enter it again");
  }

  private static MeterSource plain(String code, String secret) {
    return new MeterSource(
        0,
        code,
        "Works",
        MeterSource.Kind.MQTT,
        "broker.example.org",
        1883,
        false,
        List.of(),
        Duration.ofMinutes(1),
        Duration.ofSeconds(1),
        "operator",
        secret,
        "{\"topic\":\"works/#\"}",
        List.of(),
        MeterRig.NOW,
        "operator");
  }

  @Test
  void draft_isTriedOnASample_andBadLayoutsAreRefused() throws Exception {
    Map<String, Object> draft = source(true);
    draft.put("sample", MESSAGE);
    JsonNode tried = rig.send("POST", "/api/meters/try", draft).json().path(0);
    assertThat(tried.path("unit").asText()).isEqualTo("M-7");
    assertThat(tried.path("values").path(0).path("value").asText()).isEqualTo("12.50");
    draft.put("sample", "{}");
    assertThat(
            rig.send("POST", "/api/meters/try", draft)
                .json()
                .path(0)
                .path("problem")
                .path("code")
                .asText())
        .isEqualTo("message-device");
    draft.put("layout", Map.of("topic", "works/#/x"));
    assertThat(rig.send("POST", "/api/meters", draft).code()).isEqualTo("topic-form");
    draft.put("layout", Map.of("topic", "works/#", "time", "time"));
    assertThat(rig.send("POST", "/api/meters", draft).code()).isEqualTo("pointer-form");
    draft.put("layout", Map.of());
    assertThat(rig.send("POST", "/api/meters", draft).code()).isEqualTo("topic-missing");
    draft.put("layout", Map.of("topic", "works/#"));
    draft.put("units", List.of("1"));
    assertThat(rig.send("POST", "/api/meters", draft).code()).isEqualTo("units-none");
  }
}
