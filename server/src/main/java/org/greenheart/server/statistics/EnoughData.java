// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.greenheart.regulation.air.Averaging;
import org.greenheart.regulation.air.DataValidity;
import org.greenheart.regulation.air.Pollutant;
import org.greenheart.regulation.cems.DayValidity;
import org.greenheart.regulation.cems.HourValidity;
import org.greenheart.regulation.cems.Validness;
import org.jspecify.annotations.Nullable;

/**
 * Whether a mean has enough data to be valid, by the rule of the data's day: GB 3095 Table 4 for
 * the pollutants of ambient air, HJ 75-2017 for everything else.
 */
final class EnoughData {
  /** HJ 212-2017 table 5: ambient air quality monitoring. */
  private static final String AMBIENT_AIR = "22";

  /**
   * What a quantity of an air station is counted as that Table 4 does not name, such as the wind,
   * or not for this mean, such as the hour of PM10: design, no clause asks for more.
   */
  private static final Pollutant LIKE = Pollutant.NO2;

  private static final Set<Pollutant> PARTICLES = Set.of(Pollutant.PM10, Pollutant.PM25);

  /** HJ 75-2017 in force; what counted before is not known, so older data are held against it. */
  private static final LocalDate FIRST = LocalDate.of(2018, 3, 1);

  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private final boolean ambientAir;
  private final Optional<Pollutant> pollutant;
  private final LocalDate day;

  /**
   * @param systemType ST of HJ 212, null when not known
   * @param start of the period
   */
  EnoughData(@Nullable String systemType, @Nullable String code, Instant start) {
    this.ambientAir = AMBIENT_AIR.equals(systemType);
    this.pollutant = code == null ? Optional.empty() : Pollutant.find(code);
    LocalDate date = start.atZone(BEIJING).toLocalDate();
    this.day = date.isBefore(FIRST) ? FIRST : date;
  }

  boolean ofHour(int minutes) {
    if (ambientAir) {
      Pollutant gas = pollutant.filter(one -> !PARTICLES.contains(one)).orElse(LIKE);
      return DataValidity.enough("minutes", gas.word(), Averaging.HOUR, Math.min(60, minutes), day)
          .value();
    }
    return HourValidity.of(BigDecimal.valueOf(Math.min(60, minutes)), day).value();
  }

  /**
   * @param stopped hours in which the source stood still
   */
  boolean ofDay(int hours, int stopped) {
    if (ambientAir) {
      Pollutant item = pollutant.filter(one -> one != Pollutant.O3).orElse(LIKE);
      return DataValidity.enough("hours", item.word(), Averaging.DAY, Math.min(24, hours), day)
          .value();
    }
    // HJ 75-2017: three quarters of the hours in which the facility ran.
    int operating = Math.max(hours, 24 - stopped);
    return hours > 0
        && DayValidity.of(BigDecimal.valueOf(hours), BigDecimal.valueOf(operating), day).value()
            == Validness.VALID;
  }
}
