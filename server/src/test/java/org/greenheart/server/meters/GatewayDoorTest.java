// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.server.meters.MeterRig.Answer;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.telemetry.Arrival;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways that connect to the server, with the bytes of real ones. */
final class GatewayDoorTest {
  private static final String METER = "000000000161";
  private static final byte[] HELLO = "DTU-0001\r\n".getBytes(US_ASCII);

  @TempDir private Path folder;
  private MeterRig rig;
  private Dlt645Gateway gateway;
  private int port;

  @BeforeEach
  void start() throws Exception {
    rig = new MeterRig(folder);
    rig.desk.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    port = rig.desk.door().port().orElseThrow();
    gateway = new Dlt645Gateway();
    gateway.set(METER, "00010000", "26000000");
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
    gateway.close();
  }

  private static Map<String, Object> source(String registration) {
    Map<String, Object> source = new HashMap<>();
    source.put("code", "hall-3");
    source.put("name", "Hall 3");
    source.put("kind", "dlt645");
    source.put("host", "");
    source.put("units", List.of(METER));
    source.put("period", 60);
    source.put("timeout", 1_000);
    source.put("layout", Map.of("registration", registration));
    source.put("entries", List.of(Map.of("code", "kwh", "place", "00010000", "unit", "kWh")));
    return source;
  }

  /** The first of the gateways that are shown, once it has said who it is. */
  private JsonNode registered(String registration) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < end) {
      JsonNode first = rig.get("/api/meters/gateways").json().path("gateways").path(0);
      if (first.path("registration").asText().equals(registration)) {
        return first;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no gateway has said " + registration);
  }

  @Test
  void gateway_isKnownByWhatItSaysFirst_andItsMetersArePolled() throws Exception {
    Socket _ = gateway.call(port, HELLO);
    JsonNode seen = registered("DTU-0001");
    assertThat(seen.path("address").asText()).startsWith("127.0.0.1:");
    Answer tried = rig.send("POST", "/api/meters/try", source("DTU-0001"));
    assertThat(tried.json().path(0).path("values").path(0).path("value").asText())
        .isEqualTo("0.26");
    assertThat(rig.telemetry.lastArrival()).isZero();

    assertThat(rig.send("POST", "/api/meters", source("DTU-0001")).status()).isEqualTo(201);
    Arrival arrival = rig.arrivalAfter(0);
    assertThat(arrival.source()).isEqualTo("dlt645:DTU-0001");
    assertThat(rig.newest(rig.device("dlt645", METER), "kwh")).isEqualTo("0.26");
    assertThat(registered("DTU-0001").path("meters").path(0).asText()).isEqualTo(METER);
  }

  @Test
  void heartbeats_areNoAnswers_andDoNotKeepTheServerWaiting() throws Exception {
    Socket socket = gateway.call(port, HELLO);
    JsonNode _ = registered("DTU-0001");
    Thread beats =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (true) {
                      socket.getOutputStream().write("HB".getBytes(US_ASCII));
                      Thread.onSpinWait();
                    }
                  } catch (java.io.IOException e) {
                    // closed
                  }
                });
    Map<String, Object> source = source("DTU-0001");
    source.put("units", List.of("999", METER));
    Answer tried = rig.send("POST", "/api/meters/try", source);

    assertThat(tried.json().path(0).path("problem").path("code").asText())
        .isEqualTo("meter-silent");
    assertThat(tried.json().path(1).path("values").path(0).path("value").asText())
        .isEqualTo("0.26");
    socket.close();
    beats.join();
  }

  @Test
  void gatewayThatSaysNothing_isKnownByItsMeter() throws Exception {
    Dlt645Gateway other = new Dlt645Gateway();
    other.set("000000000777", "00010000", "01000000");
    try (other) {
      Socket _ = gateway.call(port, new byte[0]);
      Socket _ = other.call(port, new byte[0]);
      assertThat(rig.send("POST", "/api/meters", source("")).status()).isEqualTo(201);

      Arrival _ = rig.arrivalAfter(0);
      assertThat(rig.newest(rig.device("dlt645", METER), "kwh")).isEqualTo("0.26");
    }
  }

  @Test
  void gatewayWhoseFirstMeterIsDead_isKnownByTheSecond() throws Exception {
    Socket _ = gateway.call(port, new byte[0]);
    Map<String, Object> source = source("");
    source.put("units", List.of("999", METER));
    assertThat(rig.send("POST", "/api/meters", source).status()).isEqualTo(201);

    Arrival _ = rig.arrivalAfter(0);
    assertThat(rig.newest(rig.device("dlt645", METER), "kwh")).isEqualTo("0.26");
  }

  @Test
  void gatewayThatIsAway_isSaid_andTheNewestConnectionCounts() throws Exception {
    assertThat(rig.send("POST", "/api/meters", source("DTU-0001")).status()).isEqualTo(201);
    JsonNode away = rig.inState("failing");
    assertThat(away.path("problem").path("code").asText()).isEqualTo("gateway-away");
    assertThat(away.path("problem").path("message").asText()).contains("DTU-0001");

    Dlt645Gateway dead = new Dlt645Gateway();
    Socket _ = dead.call(port, HELLO);
    JsonNode _ = registered("DTU-0001");
    Socket _ = gateway.call(port, HELLO);
    while (rig.desk.door().seen().stream()
            .filter(one -> one.registration().equals("DTU-0001"))
            .count()
        < 2) {
      Thread.onSpinWait();
    }
    rig.clock.set(MeterRig.NOW.plusSeconds(61));
    Arrival _ = rig.arrivalAfter(0);
    assertThat(rig.newest(rig.device("dlt645", METER), "kwh")).isEqualTo("0.26");
    dead.close();
  }

  @Test
  void sourceWithoutAnAddress_isRefused_whereNoGatewaysAreLetIn(@TempDir Path other)
      throws Exception {
    try (MeterRig closed = new MeterRig(other)) {
      assertThat(closed.send("POST", "/api/meters", source("DTU-0001")).code())
          .isEqualTo("gateways-not-let-in");
      assertThat(closed.get("/api/meters/gateways").json().path("port").isNull()).isTrue();
    }
    assertThat(rig.send("POST", "/api/meters", source("\u0007")).code())
        .isEqualTo("registration-form");
  }

  @Test
  void registration_isAllThatIsSaid_andNeverAPartOfAnother() {
    assertThat(Registration.of(HELLO)).isEqualTo("DTU-0001");
    assertThat(Registration.of(new byte[] {1, 2, (byte) 0xFF})).isEqualTo("hex:0102ff");
    assertThat(Registration.of(new byte[0])).isEmpty();
    assertThat(Registration.checked(" HEX:01 02FF ")).isEqualTo("hex:0102ff");
    assertThatThrownBy(() -> Registration.checked("表"))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("ASCII");
    assertThat(Registration.isSaid("DTU-1", "DTU-12")).isFalse();
    assertThat(Registration.isSaid("DTU-1", "DTU-1,860000000000001")).isTrue();
    assertThat(Registration.isSaid("DTU-1", "DTU-1")).isTrue();
    assertThat(Registration.isSaid("hex:01", "hex:0102")).isFalse();
    assertThat(Registration.isSaid("DTU-1", "")).isFalse();
  }
}
