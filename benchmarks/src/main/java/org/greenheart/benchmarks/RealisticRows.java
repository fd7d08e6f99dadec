// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Value;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;

/**
 * Minute rows as loggers send them: a value that walks with noise around a daily rhythm in two
 * decimals, every 500th minute missing and now and then an hour, one in 200 rows marked, received 2
 * to 40 s after its minute (ms), several loggers interleaved, so that neither times of receipt nor
 * arrival numbers are regular. The same seed gives the same rows.
 */
final class RealisticRows {
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final String[] MARKS = {"D", "M", "C", "B"};

  private final Random random;
  private final int datastreams;
  private final boolean statistics;
  private final double[] level;
  private int gap;

  /**
   * @param statistics whether each row carries Min, Max and Cou beside its Avg
   */
  RealisticRows(long seed, int datastreams, boolean statistics) {
    this.random = new Random(seed);
    this.datastreams = datastreams;
    this.statistics = statistics;
    this.level = new double[datastreams];
    for (int i = 0; i < datastreams; i++) {
      level[i] = 20 + random.nextInt(60);
    }
  }

  /** The arrivals of one minute: five datastreams to a logger. Empty in a gap. */
  List<NewArrival> minute(Instant minute) {
    List<NewArrival> arrivals = new ArrayList<>();
    if (gap > 0) {
      gap--;
      return arrivals;
    }
    if (random.nextInt(20_000) == 0) {
      gap = 60;
    }
    for (int first = 0; first < datastreams; first += 5) {
      if (random.nextInt(500) == 0) {
        continue;
      }
      List<RowChange> rows = new ArrayList<>();
      for (int i = first; i < Math.min(first + 5, datastreams); i++) {
        rows.add(row(i, minute));
      }
      Instant received = minute.plus(STEP).plusMillis(2_000 + random.nextInt(38_000));
      arrivals.add(
          new NewArrival(
              received, "bench", 1 + first / 5, Bytes.EMPTY, Outcome.DATA, rows, List.of(), 0));
    }
    return arrivals;
  }

  private RowChange row(int index, Instant minute) {
    double rhythm = 8 * Math.sin(minute.getEpochSecond() / 86_400.0 * 2 * Math.PI + index);
    level[index] += random.nextGaussian() * 0.2;
    double mean = Math.max(0.1, level[index] + rhythm + random.nextGaussian() * 0.6);
    Map<String, Value> parameters = new LinkedHashMap<>();
    if (statistics) {
      double spread = Math.abs(random.nextGaussian()) * 0.8;
      parameters.put("min", hundredths(Math.max(0, mean - spread)));
      parameters.put("max", hundredths(mean + spread * (0.7 + 0.6 * random.nextDouble())));
      parameters.put("total", hundredths(mean * 0.9 * (0.97 + 0.06 * random.nextDouble())));
    }
    String flag = random.nextInt(200) == 0 ? MARKS[random.nextInt(MARKS.length)] : "N";
    return new RowChange(
        RowKey.ofDevice(index + 1, minute), true, hundredths(mean), flag, parameters, false);
  }

  private static Decimal hundredths(double value) {
    return new Decimal(Math.round(value * 100), 2);
  }
}
