// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Bound;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.OperatorLimit;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * A limit as a person writes it, in a form or in a row of a file: each field by its name, Chinese
 * and English words alike. What cannot be a limit is a {@link RuleException} that names the field.
 */
final class LimitForm {
  private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
  private static final Map<String, String> LEVELS =
      words(
          "permit",
          "permit 许可 许可证 排污许可证",
          "local",
          "local 地方 地方标准",
          "national",
          "national 国家 国家标准");
  private static final Map<String, String> MEDIA =
      words(
          "gas",
          "gas air 废气 大气",
          "wastewater",
          "wastewater water 废水 水",
          "ambient",
          "ambient 环境空气",
          "surface",
          "surface 地表水");
  private static final Map<String, String> CONFIDENCES =
      words("high", "high 高", "medium", "medium 中", "low", "low 低");
  private static final Map<String, String> OPERATORS =
      words("<=", "<= ≤ 上限", ">=", ">= ≥ 下限", "range", "range 范围", "from", "from");
  private static final Map<String, String> FLAGS =
      words("true", "true yes 是 1 启用", "false", "false no 否 0 停用");

  private final Function<String, Optional<String>> fields;

  /** A blank field says nothing. */
  LimitForm(Function<String, Optional<String>> fields) {
    this.fields = requireNonNull(fields, "fields is null");
  }

  private static Map<String, String> words(String... valuesWithWords) {
    Map<String, String> words = new HashMap<>();
    for (int i = 0; i < valuesWithWords.length; i += 2) {
      for (String word : valuesWithWords[i + 1].split(" ", -1)) {
        words.put(word, valuesWithWords[i]);
      }
    }
    return Map.copyOf(words);
  }

  /** What the form names as the limit to correct. */
  Optional<String> corrects() {
    return find("corrects");
  }

  /** The outlet whose permit is meant, by any of its names. */
  Optional<String> outlet() {
    return find("outlet");
  }

  /**
   * A new limit, or with {@code correction} one in the place of what holds there.
   *
   * @param outlet its id; 0 for a standard
   */
  OperatorLimit added(long outlet, String author) {
    String standard = text("standard");
    String level =
        word("level", LEVELS).orElseGet(() -> outlet != 0 ? "permit" : standardLevel(standard));
    if (level.equals("permit") != (outlet != 0)) {
      throw new RuleException(
          "outlet",
          "must be given for a permit's limit, and only there",
          outlet().orElse(""),
          "limit-outlet");
    }
    boolean correction = flag("correction", false);
    return new OperatorLimit(
        0,
        correction ? OperatorLimit.Kind.CORRECTION : OperatorLimit.Kind.ADDED,
        new OperatorLimit.Place(
            level,
            outlet,
            standard,
            word("medium", MEDIA).orElseThrow(() -> missing("medium")),
            find("point").orElse(""),
            find("grade").orElse(""),
            find("facility").orElse(""),
            find("fuel").orElse(""),
            find("region").orElse(""),
            find("condition").orElse("")),
        demand(null),
        day("validFrom"),
        day("validTo"),
        basis(standard, "medium"),
        flag("enabled", true),
        author,
        find("reason").orElse(""),
        Instant.EPOCH);
  }

  private static String standardLevel(String standard) {
    return standard.toUpperCase(Locale.ROOT).startsWith("DB") ? "local" : "national";
  }

  /**
   * In the place of another: what the form leaves blank stays as it was.
   *
   * @param outlet id of the outlet whose permit's limit it is; 0 for a standard
   */
  OperatorLimit correcting(Limit was, long outlet, String author) {
    return new OperatorLimit(
        0,
        OperatorLimit.Kind.CORRECTION,
        new OperatorLimit.Place(
            was.scope().level().word(),
            outlet,
            was.scope().standard(),
            was.scope().medium().word(),
            was.scope().point(),
            was.scope().grade(),
            was.scope().facility(),
            was.scope().fuel(),
            was.scope().region(),
            was.scope().condition()),
        demand(was),
        find("validFrom").isPresent() ? day("validFrom") : was.validity().from(),
        find("validTo").isPresent() ? day("validTo") : was.validity().to(),
        basis(was.basis().document(), was.basis().confidence().word()),
        flag("enabled", true),
        author,
        text("reason"),
        Instant.EPOCH);
  }

  private OperatorLimit.Demand demand(@Nullable Limit was) {
    String item = was == null ? item(text("pollutant")) : was.item();
    String code = was == null ? code(text("pollutant")) : was.code();
    String operator =
        word("operator", OPERATORS).orElse(was == null ? "<=" : was.bound().operator());
    String value =
        find("value")
            .or(() -> Optional.ofNullable(was).map(one -> one.bound().text()))
            .orElseThrow(() -> missing("value"));
    try {
      Bound bound = Bound.parse(operator, value);
      value = bound.text();
    } catch (IllegalArgumentException e) {
      throw new RuleException(
          "value", "must be a number not below 0, or 6-9", value, "limit-value");
    }
    String unit =
        find("unit")
            .or(() -> Optional.ofNullable(was).map(Limit::unit))
            .orElseThrow(() -> missing("unit"));
    String averaging = find("averaging").orElse(was == null ? "" : was.averaging().word());
    return new OperatorLimit.Demand(
        item,
        code,
        operator,
        value,
        unit,
        averaging(averaging),
        oxygen(was == null ? null : was.referenceOxygen()));
  }

  private static String averaging(String word) {
    try {
      return Averaging.parse(word).word();
    } catch (LawException e) {
      throw new RuleException(
          "averaging",
          "must be single, 1h, max8h, day, month, quarter, year, or blank",
          word,
          "limit-averaging");
    }
  }

  private @Nullable Decimal oxygen(@Nullable BigDecimal was) {
    Optional<String> written = find("referenceO2");
    if (written.isEmpty()) {
      return was == null ? null : Decimal.of(was).orElseThrow();
    }
    return Decimal.parse(written.get())
        .filter(number -> number.unscaled() > 0)
        .filter(number -> number.compareTo(Decimal.of(21)) < 0)
        .orElseThrow(
            () ->
                new RuleException(
                    "referenceO2", "must be above 0 and below 21", written.get(), "limit-oxygen"));
  }

  private OperatorLimit.Basis basis(String document, String confidence) {
    return new OperatorLimit.Basis(
        find("document").orElse(document),
        find("clause").orElse(""),
        word("confidence", CONFIDENCES).orElse(confidence),
        find("source").orElse(""));
  }

  /** The name of an item by any of its names or codes; for one that has none its code. */
  private static String item(String text) {
    return Items.shipped()
        .find(text)
        .orElseGet(
            () ->
                FactorTable.standard()
                    .find(text)
                    .map(factor -> text)
                    .orElseThrow(
                        () ->
                            new RuleException(
                                "pollutant",
                                "must be the name or the HJ 212 code of a known pollutant",
                                text,
                                "unknown-pollutant")));
  }

  private static String code(String text) {
    return FactorTable.standard().find(text).isPresent() ? text : "";
  }

  private Optional<String> find(String field) {
    return fields.apply(field).map(String::strip).filter(text -> !text.isEmpty());
  }

  private String text(String field) {
    return find(field).orElseThrow(() -> missing(field));
  }

  private static RuleException missing(String field) {
    return new RuleException(field, "must be given", "", "field-missing");
  }

  private Optional<String> word(String field, Map<String, String> words) {
    return find(field)
        .map(
            text ->
                Optional.ofNullable(words.get(text.toLowerCase(Locale.ROOT)))
                    .orElseThrow(
                        () ->
                            new RuleException(
                                field,
                                "must be one of " + List.copyOf(new TreeSet<>(words.values())),
                                text,
                                "word-unknown")));
  }

  private boolean flag(String field, boolean usual) {
    return word(field, FLAGS).map(Boolean::valueOf).orElse(usual);
  }

  private @Nullable LocalDate day(String field) {
    Optional<String> text = find(field);
    if (text.isEmpty()) {
      return null;
    }
    return day(field, text.get());
  }

  /**
   * @throws RuleException {@code date-unreadable}
   */
  static LocalDate day(String field, String text) {
    Matcher parts = DAY.matcher(text);
    try {
      if (parts.matches()) {
        return LocalDate.of(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
      }
    } catch (DateTimeException e) {
      throw noDay(field, text);
    }
    throw noDay(field, text);
  }

  private static RuleException noDay(String field, String text) {
    return new RuleException(field, "must be a day such as 2026-01-31", text, "date-unreadable");
  }
}
