// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/**
 * What moves at a point: sent whole in lists, and live whenever it changes.
 *
 * @param contact a word of {@link Contact}
 * @param judgement a word of {@link Judgement}
 * @param contact {@code silent} without a {@code lastTime}: never heard
 * @param lastTime when the newest data was received; null when there never was any
 * @param alarms how many are open
 * @param alarm the newest of them
 */
record PointView(
    long id,
    String contact,
    String judgement,
    @Nullable Instant lastTime,
    int alarms,
    OpenAlarms.@Nullable Note alarm,
    @Nullable Headline headline) {
  PointView {
    requireNonNull(contact, "contact is null");
    requireNonNull(judgement, "judgement is null");
  }

  /**
   * The one value that stands for the point in lists.
   *
   * @param judged what its limit judges of it; null when that was not sent
   * @param limit what it is held against; null when there is none
   */
  record Headline(
      long datastream,
      LocalizedName name,
      @Nullable Value value,
      @Nullable Decimal judged,
      String unit,
      @Nullable String flag,
      String interval,
      @Nullable LimitView limit) {}

  /**
   * @param averaging the interval of the means that it is about
   */
  record LimitView(
      @Nullable Decimal lower,
      @Nullable Decimal upper,
      String averaging,
      String basis,
      String whose,
      String ref,
      String confidence,
      String judges,
      @Nullable BigDecimal oxygen,
      @Nullable Integer digits) {
    static LimitView of(ValueLimit limit) {
      return new LimitView(
          limit.lower(),
          limit.upper(),
          limit.averaging().text(),
          limit.basis(),
          limit.whose(),
          limit.ref(),
          limit.confidence(),
          limit.judges(),
          limit.oxygen(),
          limit.digits());
    }
  }
}
