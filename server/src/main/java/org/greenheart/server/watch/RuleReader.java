// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;
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
   * @param kind {@code answers-rains} or {@code below-limit}
   * @param count how many rains, or how many values in a row for which the rule does not hold
   * @param dryAfter how long no rain must fall until a rain is over
   */
  record Criterion(String kind, int count, Duration dryAfter) {
    static final String ANSWERS_RAINS = "answers-rains";
    static final String BELOW_LIMIT = "below-limit";
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
    String fitting =
        rule.kind().equals(WaterKinds.PUMP_NOT_STARTED)
            ? Criterion.ANSWERS_RAINS
            : Criterion.BELOW_LIMIT;
    if (!fitting.equals(read.kind)) {
      throw new RuleException("criterion.kind", "must be " + fitting, read.kind, "criterion-kind");
    }
    if (read.count == null || read.count < 1) {
      throw new RuleException(
          "criterion.count", "must be a positive number", read.count, "criterion-count");
    }
    return Optional.of(
        new Criterion(
            fitting, read.count, seconds("criterion.dryAfterSeconds", read.dryAfterSeconds, 3600)));
  }

  private static <T> T read(String field, String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new RuleException(
          field, "cannot be read: " + e.getOriginalMessage(), json, "rule-json");
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
      @Nullable String kind, @Nullable Integer count, @Nullable Long dryAfterSeconds) {}
}
