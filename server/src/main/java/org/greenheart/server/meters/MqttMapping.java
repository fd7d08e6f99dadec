// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.server.api.ApiJson;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/** What the messages of a broker say, by its layout and map. Thread-safe. */
final class MqttMapping {
  /** Keeps the digits of numbers as they were sent. */
  private static final ObjectReader READER =
      ApiJson.mapper().reader().without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  /** Numbers above this are milliseconds since 1970: as seconds it is the year 5138. */
  private static final long MILLIS_FROM = 100_000_000_000L;

  private static final int LONGEST_ID = 128;

  /** Nothing that can be metered was metered before; what is later, nobody's clock shows. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final MeterSource source;
  private final SourceLayout layout;

  MqttMapping(MeterSource source) {
    this.source = source;
    this.layout = SourceLayout.of(source);
  }

  /**
   * @param at the time that the message names, or when it came
   * @param timed whether the message named it
   */
  record Meant(String deviceId, Instant at, boolean timed, List<ReadValue> values) {
    Meant {
      values = List.copyOf(values);
    }
  }

  SourceLayout layout() {
    return layout;
  }

  /** Whether a topic is one of those that are listened to. */
  boolean listensTo(String topic) {
    return MqttTopicFilter.of(String.valueOf(layout.topic())).matches(MqttTopic.of(topic));
  }

  /**
   * @throws RuleException when a layout cannot be listened to
   */
  static SourceLayout checked(@Nullable SourceLayout layout) {
    String topic = layout == null ? null : layout.topic();
    if (layout == null || topic == null || topic.isBlank()) {
      throw new RuleException("topic", "must be a filter of topics", topic, "topic-missing");
    }
    try {
      MqttTopicFilter _ = MqttTopicFilter.of(topic);
    } catch (IllegalArgumentException e) {
      throw new RuleException(
          "topic", "must be a filter such as works/+/meters/#", topic, "topic-form");
    }
    checkPointer("device", layout.device());
    checkPointer("time", layout.time());
    return layout;
  }

  private static void checkPointer(String field, @Nullable String pointer) {
    if (pointer != null && !pointer.startsWith("/")) {
      throw new RuleException(field, "must be a JSON pointer such as /id", pointer, "pointer-form");
    }
  }

  /**
   * @throws MeterException when it does not say what the layout asks for
   */
  Meant read(MqttMessage message, Instant received) {
    JsonNode json;
    try {
      json = READER.readTree(message.payload().array());
    } catch (IOException e) {
      throw odd("message-not-json", message, "is no JSON");
    }
    if (json == null || !json.isContainerNode()) {
      throw odd("message-not-json", message, "is no JSON object");
    }
    String deviceId = deviceId(json, message);
    List<ReadValue> values = new ArrayList<>();
    source.entries().forEach(entry -> values.add(value(json, entry)));
    if (values.stream().allMatch(value -> value.value() == null)) {
      throw odd("message-empty", message, "has none of the values of the map");
    }
    String pointer = layout.time();
    return new Meant(
        deviceId,
        pointer == null ? received : time(json.at(JsonPointer.compile(pointer)), message),
        pointer != null,
        values);
  }

  private static MeterException odd(String code, MqttMessage message, String what) {
    return new MeterException(
        code, "a message of topic %s %s".formatted(message.topic(), what), false);
  }

  private String deviceId(JsonNode json, MqttMessage message) {
    String pointer = layout.device();
    String id = pointer == null ? message.topic() : json.at(JsonPointer.compile(pointer)).asText();
    if (id.isBlank()
        || id.length() > LONGEST_ID
        || id.codePoints().anyMatch(Character::isISOControl)) {
      throw odd("message-device", message, "names no device at " + pointer);
    }
    return id;
  }

  private static Instant time(JsonNode node, MqttMessage message) {
    try {
      Instant time = time(node);
      if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
        return time;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw odd("message-time", message, "has no time with its zone: (%s)".formatted(node));
  }

  private static Instant time(JsonNode node) {
    if (!node.isIntegralNumber()) {
      return OffsetDateTime.parse(node.asText()).toInstant();
    }
    if (!node.canConvertToLong()) {
      throw new DateTimeException("a number of more than 64 bits");
    }
    long number = node.longValue();
    return number >= MILLIS_FROM ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
  }

  private static ReadValue value(JsonNode json, MeterEntry entry) {
    JsonNode node = json.at(JsonPointer.compile(entry.place()));
    if (node.isMissingNode() || node.isNull()) {
      return ReadValue.none(entry.code(), "", "value-missing");
    }
    if (node.isBoolean()) {
      return ReadValue.of(entry.code(), node.asText(), Decimal.of(node.booleanValue() ? 1 : 0));
    }
    String text = node.asText();
    BigDecimal number =
        node.isNumber()
            ? node.decimalValue()
            : Decimal.parse(text).map(Decimal::toBigDecimal).orElse(null);
    if (number == null || Math.abs(number.scale()) > 100) {
      return ReadValue.none(entry.code(), node.toString(), "value-unreadable");
    }
    return Scaling.value(entry, number)
        .map(value -> ReadValue.of(entry.code(), text, value))
        .orElseGet(() -> ReadValue.none(entry.code(), text, "value-too-long"));
  }
}
