// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import org.greenheart.storage.Bytes;

/**
 * A message of a broker. Kept as its topic, a line's end and its payload.
 *
 * @param payload as it came
 */
record MqttMessage(String topic, Bytes payload) {
  MqttMessage {
    requireNonNull(topic, "topic is null");
    requireNonNull(payload, "payload is null");
  }

  static MqttMessage of(String topic, byte[] payload) {
    return new MqttMessage(topic, Bytes.of(payload.clone()));
  }

  Bytes kept() {
    byte[] head = (topic + "\n").getBytes(UTF_8);
    byte[] body = payload.array();
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return Bytes.of(all);
  }

  /** Empty when it is nothing that {@link #kept} has written. */
  static Optional<MqttMessage> ofKept(Bytes kept) {
    byte[] all = kept.array();
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        return Optional.of(
            new MqttMessage(
                new String(all, 0, i, UTF_8),
                Bytes.of(Arrays.copyOfRange(all, i + 1, all.length))));
      }
    }
    return Optional.empty();
  }
}
