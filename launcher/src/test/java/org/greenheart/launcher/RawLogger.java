// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * A data logger on a real socket. It makes its frames itself, so that no code of ours checks
 * itself.
 */
final class RawLogger implements AutoCloseable {
  static final DateTimeFormatter DATA_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private final String deviceId;
  private final Socket socket;
  private final BufferedReader answers;

  RawLogger(String deviceId, int port) throws IOException {
    this.deviceId = deviceId;
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.answers =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  /** Sends a minute frame of HJ 212-2017 that wants an answer. The time is Beijing's. */
  String sendMinute(LocalDateTime time, String average) throws IOException {
    String dataTime = time.format(DATA_TIME);
    String qn = dataTime + "000";
    send(
        "QN=%s;ST=32;CN=2051;PW=123456;MN=%s;Flag=5;CP=&&DataTime=%s;w01018-Avg=%s,w01018-Flag=N&&"
            .formatted(qn, deviceId, dataTime, average));
    return qn;
  }

  void send(String data) throws IOException {
    byte[] bytes = frame(data).getBytes(StandardCharsets.US_ASCII);
    socket.getOutputStream().write(bytes);
  }

  /** The next answer as it came, without its line end; null when the server is gone. */
  String answer() throws IOException {
    return String.valueOf(answers.readLine());
  }

  static String frame(String data) {
    return "##%04d%s%04X\r\n".formatted(data.length(), data, crc(data));
  }

  private static int crc(String data) {
    int crc = 0xFFFF;
    for (byte b : data.getBytes(StandardCharsets.US_ASCII)) {
      crc = (crc >> 8) ^ (b & 0xFF);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xA001;
      }
    }
    return crc;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
