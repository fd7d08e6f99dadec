// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.regulation.rules.LawException;

/** The six basic pollutants of ambient air, GB 3095 Table 1. */
public enum Pollutant {
  SO2("SO2", "a21026", "ug/m3"),
  NO2("NO2", "a21004", "ug/m3"),
  CO("CO", "a21005", "mg/m3"),
  O3("O3", "a05024", "ug/m3"),
  PM10("PM10", "a34002", "ug/m3"),
  PM25("PM2.5", "a34004", "ug/m3");

  private static final Map<String, Pollutant> BY_WORD =
      Stream.of(values())
          .flatMap(
              one ->
                  Stream.of(one.name(), one.word, one.code).distinct().map(w -> Map.entry(w, one)))
          .collect(
              Collectors.toUnmodifiableMap(
                  entry -> entry.getKey().toUpperCase(Locale.ROOT), Map.Entry::getValue));

  private final String word;
  private final String code;
  private final String unit;

  Pollutant(String word, String code, String unit) {
    this.word = word;
    this.code = code;
    this.unit = unit;
  }

  /** {@code PM2.5}. */
  public String word() {
    return word;
  }

  /** Its factor code in HJ 212, {@code a34004}. */
  public String code() {
    return code;
  }

  /** {@code ug/m3}, of CO {@code mg/m3}. */
  public String unit() {
    return unit;
  }

  /** By name or HJ 212 code, without regard to case. */
  public static Optional<Pollutant> find(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    return Optional.ofNullable(BY_WORD.get(upper.equals("PM2_5") ? PM25.name() : upper));
  }

  /**
   * By name or HJ 212 code, without regard to case.
   *
   * @param field for the message
   * @throws LawException when it is none of the six
   */
  public static Pollutant of(String field, String text) {
    return find(text)
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.OUT_OF_RANGE,
                    field,
                    "%s (%s) must be one of SO2, NO2, CO, O3, PM10, PM2.5".formatted(field, text)));
  }

  @Override
  public String toString() {
    return word;
  }
}
