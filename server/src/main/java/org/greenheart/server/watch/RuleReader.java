// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two JSON texts of a rule: what it looks for and what closes its cases. Says exactly
 * what is wrong with one that cannot be read. Thread-safe.
 */
final class RuleReader {
  static final String ABOVE_LIMIT = "above-limit";
  static final String PUMP_NOT_STARTED = "pump-not-started";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private RuleReader() {}

  /** What a rule looks for, before it is tied to a point. */
  sealed interface Body permits AboveLimitBody, PumpBody {}

  /**
   * @param code null for every quantity that the point's permit limits
   * @param limit null for the limit of the permit
   * @param converted whether the value converted to reference oxygen is judged where there is one
   */
  record AboveLimitBody(
      @Nullable String code, Interval interval, @Nullable Decimal limit, boolean converted)
      implements Body {}

  /** See {@link PumpNotStarted}. */
  record PumpBody(PumpNotStarted condition) implements Body {}

  /**
   * What must be shown before a case is closed.
   *
   * @param kind {@code answers-rains} or {@code below-limit}
   * @param count how many rains, or how many valid values
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
    return switch (rule.kind()) {
      case ABOVE_LIMIT -> aboveLimit(rule.parameters());
      case PUMP_NOT_STARTED -> pump(rule.parameters());
      default ->
          throw new RuleException(
              "kind",
              "must be %s or %s".formatted(ABOVE_LIMIT, PUMP_NOT_STARTED),
              rule.kind(),
              "rule-kind");
    };
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
        rule.kind().equals(PUMP_NOT_STARTED) ? Criterion.ANSWERS_RAINS : Criterion.BELOW_LIMIT;
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

  private static AboveLimitBody aboveLimit(String json) {
    AboveLimitJson read = read("parameters", json, AboveLimitJson.class);
    return new AboveLimitBody(
        read.code,
        interval(read.interval),
        read.limit == null ? null : decimal("parameters.limit", read.limit),
        requireNonNullElse(read.converted, true));
  }

  private static PumpBody pump(String json) {
    PumpJson read = read("parameters", json, PumpJson.class);
    Interval interval = interval(read.interval);
    List<String> pumps = requireNonNullElse(read.pumps, List.of());
    if (pumps.isEmpty()) {
      throw new RuleException(
          "parameters.pumps", "must name at least one code", pumps, "pumps-missing");
    }
    return new PumpBody(
        new PumpNotStarted(
            new Signal(text("parameters.level", read.level), interval),
            decimal("parameters.startLevel", text("parameters.startLevel", read.startLevel)),
            pumps.stream().map(code -> new Signal(code, interval)).toList(),
            new Signal(text("parameters.rain", read.rain), interval),
            seconds("parameters.maxAgeSeconds", read.maxAgeSeconds, 900)));
  }

  private static <T> T read(String field, String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new RuleException(
          field, "cannot be read: " + e.getOriginalMessage(), json, "rule-json");
    }
  }

  private static String text(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new RuleException(field, "must be given", value, "rule-missing");
    }
    return value;
  }

  private static Decimal decimal(String field, String value) {
    return Decimal.parse(value)
        .orElseThrow(() -> new RuleException(field, "must be a number", value, "rule-number"));
  }

  private static Interval interval(@Nullable String word) {
    try {
      return Interval.ofText(text("parameters.interval", word));
    } catch (IllegalArgumentException e) {
      throw new RuleException(
          "parameters.interval", "must be realtime, minute, hour or day", word, "rule-interval");
    }
  }

  private static Duration seconds(String field, @Nullable Long value, long usual) {
    long seconds = requireNonNullElse(value, usual);
    if (seconds < 1) {
      throw new RuleException(field, "must be positive", value, "rule-seconds");
    }
    return Duration.ofSeconds(seconds);
  }

  private record AboveLimitJson(
      @Nullable String code,
      @Nullable String interval,
      @Nullable String limit,
      @Nullable Boolean converted) {}

  private record PumpJson(
      @Nullable String level,
      @Nullable String startLevel,
      @Nullable List<String> pumps,
      @Nullable String rain,
      @Nullable String interval,
      @Nullable Long maxAgeSeconds) {}

  private record CriterionJson(
      @Nullable String kind, @Nullable Integer count, @Nullable Long dryAfterSeconds) {}
}
