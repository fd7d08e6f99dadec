// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.air;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.regulation.air.Air;
import org.greenheart.regulation.air.AirQualityIndex;
import org.greenheart.regulation.air.Averaging;
import org.greenheart.regulation.air.CityMean;
import org.greenheart.regulation.air.DataValidity;
import org.greenheart.regulation.air.IndexRules;
import org.greenheart.regulation.air.Indicator;
import org.greenheart.regulation.air.OzoneDay;
import org.greenheart.regulation.air.Pollutant;
import org.greenheart.regulation.air.Report;
import org.greenheart.regulation.air.Zone;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * The hourly means of a station, or of a city's stations together, one after the other without
 * gaps. Not changed once made.
 */
public final class AirSeries {
  /** The law counts hours and days by Beijing's time. */
  public static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private static final int DAY = 24;

  private final Instant from;
  private final int length;
  private final Map<Pollutant, @Nullable BigDecimal[]> hours;

  /**
   * @param from start of the first hour
   * @param hours by pollutant, one value an hour, ug/m3, of CO mg/m3; null: missing or not valid
   */
  AirSeries(Instant from, int length, Map<Pollutant, @Nullable BigDecimal[]> hours) {
    this.from = requireNonNull(from, "from is null");
    this.length = length;
    this.hours = new EnumMap<>(Pollutant.class);
    this.hours.putAll(hours);
  }

  /** Start of the first hour. */
  public Instant from() {
    return from;
  }

  /** How many hours. */
  public int length() {
    return length;
  }

  /** Start of an hour. */
  public Instant at(int hour) {
    return from.plus(Duration.ofHours(hour));
  }

  /** Whether an hour has any value. */
  public boolean has(int hour) {
    return hours.values().stream().anyMatch(values -> values[hour] != null);
  }

  /** By Beijing's time. */
  LocalDate day(int hour) {
    return at(hour).atZone(BEIJING).toLocalDate();
  }

  /**
   * The mean over stations of each hour (HJ 663): of those that are valid then.
   *
   * @param percent of the stations that must be valid; null where any one is enough: the 75 % of HJ
   *     663 are of low confidence, so an operator has to ask for them
   */
  public static AirSeries mean(List<AirSeries> stations, @Nullable Decimal percent) {
    AirSeries first = stations.getFirst();
    Map<Pollutant, @Nullable BigDecimal[]> means = new EnumMap<>(Pollutant.class);
    for (Pollutant pollutant : Pollutant.values()) {
      @Nullable BigDecimal[] values = new @Nullable BigDecimal[first.length];
      for (int hour = 0; hour < first.length; hour++) {
        List<@Nullable BigDecimal> given = new ArrayList<>();
        for (AirSeries station : stations) {
          @Nullable BigDecimal[] own = station.hours.get(pollutant);
          given.add(own == null ? null : own[hour]);
        }
        values[hour] = mean(given, first.day(hour), percent);
      }
      means.put(pollutant, values);
    }
    return new AirSeries(first.from, first.length, means);
  }

  private static @Nullable BigDecimal mean(
      List<@Nullable BigDecimal> given, LocalDate day, @Nullable Decimal percent) {
    if (given.stream().allMatch(value -> value == null)) {
      return null;
    }
    CityMean mean = CityMean.of(given, day, Air.VERIFIED).value();
    boolean enough = percent == null || mean.validPercent().compareTo(percent.toBigDecimal()) >= 0;
    return enough && mean.valid().orElse(true) ? mean.mean() : null;
  }

  /** The index of one hour: HJ 633, real-time report. Empty without any value. */
  public Optional<AirQualityIndex> hour(int hour) {
    Map<Indicator, @Nullable BigDecimal> values = new HashMap<>();
    hours.forEach(
        (pollutant, all) -> values.put(new Indicator(pollutant, Averaging.HOUR), all[hour]));
    return has(hour) ? Optional.of(index(Report.HOURLY, values, hour)) : Optional.empty();
  }

  /**
   * The index of the 24 hours that end with an hour, by the means of a day: HJ 633, daily report.
   * Empty where the series does not reach back so far or nothing is valid.
   */
  public Optional<AirQualityIndex> day24(int last) {
    int first = last - DAY + 1;
    if (first < 0) {
      return Optional.empty();
    }
    Map<Indicator, @Nullable BigDecimal> values = new HashMap<>();
    for (Pollutant pollutant : Pollutant.values()) {
      BigDecimal mean = mean(pollutant, first, last);
      if (mean != null) {
        Averaging averaging = pollutant == Pollutant.O3 ? Averaging.EIGHT_HOURS : Averaging.DAY;
        values.put(new Indicator(pollutant, averaging), mean);
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(index(Report.DAILY, values, last));
  }

  /** The mean of 24 hours, of ozone the largest of 8 hours; null when too few are valid. */
  @Nullable BigDecimal mean(Pollutant pollutant, int first, int last) {
    @Nullable BigDecimal[] all = hours.get(pollutant);
    if (all == null) {
      return null;
    }
    List<@Nullable BigDecimal> some = Arrays.asList(Arrays.copyOfRange(all, first, last + 1));
    if (Collections.frequency(some, null) == some.size()) {
      return null;
    }
    LocalDate day = day(last);
    if (pollutant == Pollutant.O3) {
      OzoneDay ozone = OzoneDay.of(some, Zone.SECOND, day).value();
      return ozone.valid() ? ozone.maximum().orElse(null) : null;
    }
    return DataValidity.dayMean(pollutant.word(), some, day).value().orElse(null);
  }

  private AirQualityIndex index(
      Report report, Map<Indicator, @Nullable BigDecimal> values, int hour) {
    return IndexRules.at(day(hour)).index(report, values, Set.of());
  }
}
