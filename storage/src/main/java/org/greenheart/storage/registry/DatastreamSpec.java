// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a Datastream must be. Its identity is thing, code, interval, ownPeriod and computed; the
 * rest is used when it is made.
 *
 * @param code of the quantity, {@code a21026}
 * @param ownPeriod of a minute Datastream that stands beside the point's usual one (2111: PT5M),
 *     else null
 * @param sentCode the code on the wire where it differs
 * @param nameZh the quantity's Chinese name; the code where not known
 * @param nameEn the quantity's English name; the code where not known
 */
public record DatastreamSpec(
    long thing,
    String code,
    Interval interval,
    @Nullable Duration ownPeriod,
    boolean computed,
    @Nullable String systemType,
    @Nullable String sentCode,
    String nameZh,
    String nameEn,
    UnitOfMeasurement unit) {
  public DatastreamSpec {
    requireNonNull(interval, "interval is null");
    requireNonNull(nameZh, "nameZh is null");
    requireNonNull(nameEn, "nameEn is null");
    requireNonNull(unit, "unit is null");
    if (code.isBlank()) {
      throw new IllegalArgumentException("code (%s) must not be blank".formatted(code));
    }
    if (ownPeriod != null && interval != Interval.MINUTE) {
      throw new IllegalArgumentException(
          "ownPeriod (%s) must be null for interval %s".formatted(ownPeriod, interval.text()));
    }
  }

  /** What a device sends. */
  public static DatastreamSpec ofDevice(
      long thing,
      String code,
      Interval interval,
      @Nullable String systemType,
      String nameZh,
      String nameEn,
      UnitOfMeasurement unit) {
    return new DatastreamSpec(
        thing, code, interval, null, false, systemType, null, nameZh, nameEn, unit);
  }

  public DatastreamSpec withOwnPeriod(@Nullable Duration period) {
    return new DatastreamSpec(
        thing, code, interval, period, computed, systemType, sentCode, nameZh, nameEn, unit);
  }

  public DatastreamSpec withSentCode(@Nullable String sent) {
    return new DatastreamSpec(
        thing, code, interval, ownPeriod, computed, systemType, sent, nameZh, nameEn, unit);
  }

  public DatastreamSpec asComputed() {
    return new DatastreamSpec(
        thing, code, interval, ownPeriod, true, systemType, sentCode, nameZh, nameEn, unit);
  }
}
