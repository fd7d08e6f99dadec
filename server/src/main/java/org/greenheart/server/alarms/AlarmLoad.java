// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.alarms;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.greenheart.storage.registry.SoundedAlarm;
import org.jspecify.annotations.Nullable;

/**
 * How many alarms people had to bear in a stretch of time. ANSI/ISA-18.2-2016 clause 16 and IEC
 * 62682:2014 clause 16: about one in ten minutes for each operator is likely to be acceptable; more
 * than ten are a flood.
 *
 * @param counts alarms that sounded in each ten minutes from {@code from} on
 * @param average for each operator in ten minutes, two decimals
 * @param peak the most in ten minutes, of all operators together
 * @param peakAt when these ten minutes began; null when nothing sounded
 * @param shareAbove percent of the ten minutes with more than one for each operator, one decimal
 * @param shareFlood percent of the ten minutes with more than ten for each operator, one decimal
 * @param rules which rules sounded most, at most ten
 * @param points which points sounded most, at most ten
 */
record AlarmLoad(
    Instant from,
    Instant to,
    int operators,
    int total,
    BigDecimal average,
    int peak,
    @Nullable Instant peakAt,
    BigDecimal shareAbove,
    BigDecimal shareFlood,
    List<Integer> counts,
    List<Share<String>> rules,
    List<Share<Long>> points) {
  static final Duration STRETCH = Duration.ofMinutes(10);
  private static final int ACCEPTABLE = 1;
  private static final int FLOOD = 10;
  private static final int MOST = 10;

  AlarmLoad {
    counts = List.copyOf(counts);
    rules = List.copyOf(rules);
    points = List.copyOf(points);
  }

  /**
   * A part of all that sounded.
   *
   * @param percent of all, one decimal
   */
  record Share<K>(K key, int count, BigDecimal percent) {}

  /**
   * @param sounded within the stretch
   * @param from begins ten minutes
   * @param to after from
   */
  static AlarmLoad of(List<SoundedAlarm> sounded, Instant from, Instant to, int operators) {
    int stretches =
        Math.toIntExact(Duration.between(from, to).plus(STRETCH).minusNanos(1).dividedBy(STRETCH));
    int[] counts = new int[stretches];
    for (SoundedAlarm alarm : sounded) {
      counts[(int) Duration.between(from, alarm.at()).dividedBy(STRETCH)]++;
    }
    int peak = 0;
    int peakIndex = 0;
    int above = 0;
    int flood = 0;
    List<Integer> all = new ArrayList<>(stretches);
    for (int i = 0; i < stretches; i++) {
      all.add(counts[i]);
      above += counts[i] > ACCEPTABLE * operators ? 1 : 0;
      flood += counts[i] > FLOOD * operators ? 1 : 0;
      if (counts[i] > peak) {
        peak = counts[i];
        peakIndex = i;
      }
    }
    return new AlarmLoad(
        from,
        to,
        operators,
        sounded.size(),
        BigDecimal.valueOf(sounded.size())
            .divide(BigDecimal.valueOf((long) stretches * operators), 2, RoundingMode.HALF_EVEN),
        peak,
        peak == 0 ? null : from.plus(STRETCH.multipliedBy(peakIndex)),
        percent(above, stretches),
        percent(flood, stretches),
        all,
        most(sounded, SoundedAlarm::rule),
        most(sounded.stream().filter(alarm -> alarm.thing() != 0).toList(), SoundedAlarm::thing));
  }

  private static <K extends Comparable<K>> List<Share<K>> most(
      List<SoundedAlarm> sounded, Function<SoundedAlarm, K> by) {
    Map<K, Integer> counts = new HashMap<>();
    sounded.forEach(alarm -> counts.merge(by.apply(alarm), 1, Integer::sum));
    return counts.entrySet().stream()
        .sorted(
            Comparator.comparing(Map.Entry<K, Integer>::getValue)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .limit(MOST)
        .map(
            entry ->
                new Share<>(
                    entry.getKey(), entry.getValue(), percent(entry.getValue(), sounded.size())))
        .toList();
  }

  private static BigDecimal percent(int part, int whole) {
    return BigDecimal.valueOf(part * 100L)
        .divide(BigDecimal.valueOf(Math.max(1, whole)), 1, RoundingMode.HALF_EVEN);
  }
}
