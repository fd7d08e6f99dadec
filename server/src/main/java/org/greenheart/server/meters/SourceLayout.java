// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * Further words of a source. MQTT: where a message says what it is about. DL/T 645: how a gateway
 * that connects to the server is known.
 *
 * @param topic filter of topics, such as {@code works/+/meters/#}
 * @param device JSON pointer to the device's id; null: it is the topic
 * @param time JSON pointer to the time: ISO 8601 with a zone, or seconds or milliseconds since
 *     1970-01-01Z; null: when it came
 * @param tls whether the connection is encrypted
 * @param acceptUnknown whether devices that nobody has entered are accepted at their first message
 * @param registration what the gateway says first, see {@link Registration}; null: it is known by
 *     its meters
 */
record SourceLayout(
    @Nullable String topic,
    @Nullable String device,
    @Nullable String time,
    boolean tls,
    boolean acceptUnknown,
    @Nullable String registration) {
  static final String EMPTY = "{}";

  static SourceLayout of(MeterSource source) {
    return MeterJson.read(source.layout(), SourceLayout.class);
  }

  /**
   * That of a gateway of DL/T 645.
   *
   * @throws RuleException {@code registration-form}
   */
  static SourceLayout ofGateway(@Nullable SourceLayout given) {
    String text = given == null ? null : given.registration();
    return new SourceLayout(
        null,
        null,
        null,
        false,
        false,
        text == null || text.isBlank() ? null : Registration.checked(text));
  }
}
