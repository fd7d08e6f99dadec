// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import org.jspecify.annotations.Nullable;

/**
 * Where a message of a broker says what it is about.
 *
 * @param topic filter of topics, such as {@code works/+/meters/#}
 * @param device JSON pointer to the device's id; null: it is the topic
 * @param time JSON pointer to the time: ISO 8601 with a zone, or seconds or milliseconds since
 *     1970-01-01Z; null: when it came
 * @param tls whether the connection is encrypted
 * @param acceptUnknown whether devices that nobody has entered are accepted at their first message
 */
record MqttLayout(
    @Nullable String topic,
    @Nullable String device,
    @Nullable String time,
    boolean tls,
    boolean acceptUnknown) {
  static final String EMPTY = "{}";
}
