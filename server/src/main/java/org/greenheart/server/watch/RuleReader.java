// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.greenheart.server.api.JsonFault;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two JSON texts of a rule: what it looks for and what closes its cases. Says exactly
 * what is wrong with one that cannot be read. Thread-safe.
 */
final class RuleReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private RuleReader() {}

  /**
   * What must be shown before a case is closed.
   *
   * @param kind {@code answers-rains}, {@code below-limit}, {@code valid-days} or {@code
   *     silence-ended}
   * @param count how many rains, or how many values in a row for which the rule does not hold
   * @param dryAfter how long no rain must fall until a rain is over
   * @param valuesPerDay how many valid values make a day valid
   */
  record Criterion(String kind, int count, Duration dryAfter, int valuesPerDay) {
    static final String ANSWERS_RAINS = "answers-rains";
    static final String BELOW_LIMIT = "below-limit";
    static final String VALID_DAYS = "valid-days";
    static final String SILENCE_ENDED = "silence-ended";

    /** Three quarters of the hours of a day that runs through: HJ 75-2017. */
    static final int USUAL_VALUES_PER_DAY = 18;
  }

  /**
   * @throws RuleException when the kind is not known or the parameters do not fit it
   */
  static Body body(Rule rule) {
    RuleKind kind = RuleKinds.of(rule.kind());
    JsonNode json = read("parameters", rule.parameters(), JsonNode.class);
    if (!json.isObject()) {
      throw new RuleException(
          "parameters", "must be a JSON object", rule.parameters(), "rule-json");
    }
    return kind.reader().apply(new Values(json, kind.fields()));
  }

  /**
   * @return empty when cases of the rule are closed by a person alone
   * @throws RuleException when the criterion cannot be read or does not fit the rule's kind
   */
  static Optional<Criterion> criterion(Rule rule) {
    String json = rule.criterion();
    if (json == null) {
      return Optional.empty();
    }
    CriterionJson read = read("criterion", json, CriterionJson.class);
    List<String> fitting =
        switch (rule.kind()) {
          case WaterKinds.PUMP_NOT_STARTED -> List.of(Criterion.ANSWERS_RAINS);
          case SignalKinds.SILENCE -> List.of(Criterion.SILENCE_ENDED);
          default -> List.of(Criterion.BELOW_LIMIT, Criterion.VALID_DAYS);
        };
    String kind = read.kind;
    if (kind == null || !fitting.contains(kind)) {
      throw new RuleException(
          "criterion.kind", "must be " + String.join(" or ", fitting), kind, "criterion-kind");
    }
    if (read.count == null || read.count < 1) {
      throw new RuleException(
          "criterion.count", "must be a positive number", read.count, "criterion-count");
    }
    return Optional.of(
        new Criterion(
            kind,
            read.count,
            seconds("criterion.dryAfterSeconds", read.dryAfterSeconds, 3600),
            perDay(read.valuesPerDay)));
  }

  private static int perDay(@Nullable Integer value) {
    int count = requireNonNullElse(value, Criterion.USUAL_VALUES_PER_DAY);
    if (count < 1) {
      throw new RuleException(
          "criterion.valuesPerDay", "must be a positive number", count, "criterion-count");
    }
    return count;
  }

  private static <T> T read(String field, String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new RuleException(field, "cannot be read: " + JsonFault.text(e), json, "rule-json");
    }
  }

  private static Duration seconds(String field, @Nullable Long value, long usual) {
    long seconds = requireNonNullElse(value, usual);
    if (seconds < 1) {
      throw new RuleException(field, "must be positive", value, "rule-seconds");
    }
    return Duration.ofSeconds(seconds);
  }

  private record CriterionJson(
      @Nullable String kind,
      @Nullable Integer count,
      @Nullable Long dryAfterSeconds,
      @Nullable Integer valuesPerDay) {}
}
