// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ModbusMeterTest {
  private static final HexFormat HEX = HexFormat.of();

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private ModbusMeter meter;

  @BeforeEach
  void start() throws IOException {
    meter = ModbusMeter.start(() -> now);
  }

  @AfterEach
  void stop() {
    meter.close();
  }

  /** What follows the length of an answer, in hexadecimal digits. */
  private String ask(String unitAndRequest) throws IOException {
    byte[] request = HEX.parseHex(unitAndRequest);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), meter.port())) {
      socket
          .getOutputStream()
          .write(
              ByteBuffer.allocate(6 + request.length)
                  .putInt(0x00070000)
                  .putShort((short) request.length)
                  .put(request)
                  .array());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      assertThat(in.readInt()).isEqualTo(0x00070000);
      return HEX.formatHex(in.readNBytes(in.readUnsignedShort()));
    }
  }

  @Test
  void registers_showWhatTheClockSays_inBothWordOrders() throws IOException {
    assertThat(ask("010300000004")).isEqualTo("010308" + "00b71b00" + "00004234");
    assertThat(ask("0103000a0003")).isEqualTo("010306" + "93e00004" + "00b4");
  }

  @Test
  void counters_riseByTheMeanOfADay() throws IOException {
    now = now.plusSeconds(86_400);
    // 120,000 kWh and 24 hours of 45 kW; 30,000 m3 and 24 hours of 18 m3/h.
    assertThat(ask("010300000002")).isEqualTo("010304" + HEX.toHexDigits(12_108_000));
    assertThat(ask("0103000a0002")).isEqualTo("010304" + "a4c00004");
  }

  @Test
  void whatItDoesNotHave_isRefused() throws IOException {
    assertThat(ask("0203000a0002")).isEqualTo("02830b");
    assertThat(ask("010400000001")).isEqualTo("018401");
    assertThat(ask("0103000f0002")).isEqualTo("018302");
  }
}
