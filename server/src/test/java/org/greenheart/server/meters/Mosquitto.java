// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real broker of its own, which asks for a login: operator, secret. */
final class Mosquitto implements AutoCloseable {
  private final int port;
  private final Path config;
  private Process process;

  private Mosquitto(Path program, Path folder) throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path passwords = folder.resolve("passwords");
    config = folder.resolve("mosquitto.conf");
    Process made =
        new ProcessBuilder(
                "mosquitto_passwd", "-c", "-b", passwords.toString(), "operator", "secret")
            .redirectErrorStream(true)
            .start();
    if (made.waitFor() != 0) {
      throw new IOException(new String(made.getInputStream().readAllBytes(), UTF_8));
    }
    Files.writeString(
        config,
        """
        listener %s 127.0.0.1
        allow_anonymous false
        password_file %s
        user %s
        """
            .formatted(port, passwords, System.getProperty("user.name")));
    process = begin(program);
  }

  private Process begin(Path program) throws Exception {
    Process begun =
        new ProcessBuilder(program.toString(), "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (true) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return begun;
      } catch (IOException e) {
        if (!begun.isAlive()) {
          throw new IOException("mosquitto ended with " + begun.exitValue(), e);
        }
        Thread.onSpinWait();
      }
    }
  }

  /** Empty where the program is not installed. */
  static Optional<Path> program() {
    return Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Mosquitto start(Path folder) throws Exception {
    return new Mosquitto(program().orElseThrow(), folder);
  }

  int port() {
    return port;
  }

  /** Hands messages to the broker with QoS 1. */
  void publish(String topic, String... messages) {
    Mqtt3BlockingClient client =
        MqttClient.builder()
            .useMqttVersion3()
            .serverHost("127.0.0.1")
            .serverPort(port)
            .simpleAuth()
            .username("operator")
            .password("secret".getBytes(UTF_8))
            .applySimpleAuth()
            .buildBlocking();
    client.connect();
    for (String message : List.of(messages)) {
      client
          .publishWith()
          .topic(topic)
          .qos(MqttQos.AT_LEAST_ONCE)
          .payload(message.getBytes(UTF_8))
          .send();
    }
    client.disconnect();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
