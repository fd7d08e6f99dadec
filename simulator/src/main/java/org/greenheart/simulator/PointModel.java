// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.protocols.hj212.Field;
import org.greenheart.protocols.hj212.Item;
import org.jspecify.annotations.Nullable;

/**
 * What the instruments of one point measure, as items of HJ 212. Everything is a function of the
 * time asked for, so the prehistory, the live data and a later recall of the same period give the
 * same numbers.
 *
 * <p>Statistics of a period are made of samples: one a minute, or one every 10 s when the period is
 * a single minute. The minutes of an hour and the hour itself see the same samples, so they agree.
 * Marked samples do not enter the mean while there are others; a period with more than a quarter of
 * them carries their mark.
 *
 * <p>Safe for many threads.
 */
final class PointModel {
  private static final double MARKED_SHARE = 0.25;
  private static final String WATER_FLOW = "w00000";
  private static final String GAS_FLOW = "a00000";
  private static final String OXYGEN = "a19001";

  private final List<Quantity> quantities;
  private final Script script;
  private final Weather weather;
  private final @Nullable PumpStation station;
  private final double size;
  private final double level;
  private final long[] seeds;
  private final double[] bases;
  private final int flow;
  private final int oxygen;

  PointModel(
      LoggerPlan plan,
      List<Quantity> quantities,
      Script script,
      Weather weather,
      @Nullable PumpStation station,
      long seed) {
    this.quantities = List.copyOf(quantities);
    this.script = requireNonNull(script, "script is null");
    this.weather = requireNonNull(weather, "weather is null");
    this.station = station;
    this.size = plan.size();
    this.level = plan.level();
    this.seeds = new long[quantities.size()];
    this.bases = new double[quantities.size()];
    long load = Noise.seed(seed, plan.loadOf());
    for (int i = 0; i < seeds.length; i++) {
      Quantity quantity = quantities.get(i);
      // The levels of one noise rise and fall together, or the tenth percentile would pass the
      // mean.
      boolean level = quantity.shape() == Quantity.Shape.NOISE;
      seeds[i] = Noise.seed(load, level ? "noise" : quantity.code());
      bases[i] = quantity.base() * (0.94 + 0.12 * Noise.uniform(seeds[i], -1));
    }
    this.flow = Math.max(indexOf(WATER_FLOW), indexOf(GAS_FLOW));
    this.oxygen = indexOf(OXYGEN);
  }

  List<Quantity> quantities() {
    return quantities;
  }

  /** The items of a realtime upload (2011). */
  List<Item> realtime(Instant at) {
    long time = at.getEpochSecond();
    List<Item> items = new ArrayList<>(quantities.size());
    for (int i = 0; i < quantities.size(); i++) {
      Quantity quantity = quantities.get(i);
      if (quantity.shape() == Quantity.Shape.PERIOD_ONLY
          || quantity.shape() == Quantity.Shape.NOISE) {
        continue;
      }
      String code = quantity.code();
      double value = value(i, time);
      List<Field> fields = new ArrayList<>(3);
      fields.add(field(code, "Rtd", value, quantity.decimals()));
      if (converts(quantity)) {
        fields.add(
            field(
                code,
                "ZsRtd",
                converted(quantity, value, value(oxygen, time)),
                quantity.decimals()));
      }
      fields.add(Field.of(code + "-Flag", String.valueOf(script.flag(code, time))));
      items.add(new Item(fields));
    }
    return items;
  }

  /** The items of a period upload (2051, 2061, 2031). */
  List<Item> period(Instant start, Duration length) {
    long step = step(length);
    int count = (int) (length.toSeconds() / step);
    double[] flows = flow < 0 ? new double[0] : samples(flow, start.getEpochSecond(), step, count);
    double[] oxygens =
        oxygen < 0 ? new double[0] : samples(oxygen, start.getEpochSecond(), step, count);
    List<Item> items = new ArrayList<>(quantities.size());
    for (int i = 0; i < quantities.size(); i++) {
      Quantity quantity = quantities.get(i);
      if (quantity.shape() == Quantity.Shape.REALTIME_ONLY) {
        continue;
      }
      double[] values =
          i == flow
              ? flows
              : i == oxygen ? oxygens : samples(i, start.getEpochSecond(), step, count);
      items.add(statistics(quantity, values, flows, oxygens, start.getEpochSecond(), step));
    }
    return items;
  }

  private static long step(Duration length) {
    if (length.toSeconds() <= 60) {
      return 10;
    }
    return length.toSeconds() <= 3_600 ? 60 : 600;
  }

  /** The items of a facility state upload (2021); empty when the point has no facility. */
  List<Item> facilities(Instant at) {
    if (station == null) {
      return List.of();
    }
    long time = at.getEpochSecond();
    return List.of(
        Item.of("SB1-RS", String.valueOf(station.facilityState(1, time))),
        Item.of("SB2-RS", String.valueOf(station.facilityState(2, time))));
  }

  /** The value of a quantity by its place in the list, within its range. */
  double value(int index, long time) {
    return quantities.get(index).rhythm() == Rhythm.DRIVEN
        ? value(index, time, 0)
        : value(index, time, Noise.at(seeds[index], time));
  }

  private double value(int index, long time, double noise) {
    Quantity quantity = quantities.get(index);
    double natural;
    if (quantity.rhythm() == Rhythm.DRIVEN) {
      natural = station == null ? weather.intensity(time) : station.value(quantity.code(), time);
    } else {
      natural =
          bases[index]
              * (extensive(quantity) ? size : quantity.levelled() ? level : 1)
              * quantity.rhythm().factor(time, quantity.swing(), quantity.peakHour())
              * (1 + quantity.noise() * noise)
              * (1 + (quantity.rain() == 0 ? 0 : quantity.rain() * weather.wetness(time)));
    }
    return Math.clamp(script.apply(quantity.code(), natural, time), quantity.min(), quantity.max());
  }

  private Item statistics(
      Quantity quantity, double[] values, double[] flows, double[] oxygens, long start, long step) {
    Marks marks = Marks.of(script, quantity.code(), start, step, values.length);
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double total = 0;
    double convertedMin = Double.POSITIVE_INFINITY;
    double convertedMax = Double.NEGATIVE_INFINITY;
    double convertedSum = 0;
    int used = 0;
    for (int i = 0; i < values.length; i++) {
      total += totalOf(quantity, values[i], flows.length == 0 ? 0 : flows[i]) * step;
      if (marks.leavesOut(i)) {
        continue;
      }
      used++;
      sum += values[i];
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
      if (converts(quantity)) {
        double converted = converted(quantity, values[i], oxygens[i]);
        convertedSum += converted;
        convertedMin = Math.min(convertedMin, converted);
        convertedMax = Math.max(convertedMax, converted);
      }
    }
    String code = quantity.code();
    int decimals = quantity.decimals();
    List<Field> fields = new ArrayList<>(8);
    if (quantity.shape() == Quantity.Shape.NOISE) {
      return new Item(List.of(field(code, "Data", sum / used, decimals)));
    }
    if (quantity.total() != Quantity.Total.NONE) {
      fields.add(field(code, "Cou", total, Math.max(decimals, 3)));
    }
    fields.add(field(code, "Min", min, decimals));
    fields.add(field(code, "Avg", sum / used, decimals));
    fields.add(field(code, "Max", max, decimals));
    if (converts(quantity)) {
      fields.add(field(code, "ZsMin", convertedMin, decimals));
      fields.add(field(code, "ZsAvg", convertedSum / used, decimals));
      fields.add(field(code, "ZsMax", convertedMax, decimals));
    }
    fields.add(Field.of(code + "-Flag", String.valueOf(marks.flag())));
    return new Item(fields);
  }

  /** The marks of the samples of a period. */
  private static final class Marks {
    private final char flag;
    private final char[] samples;
    private final boolean allMarked;

    private Marks(char flag, char[] samples, boolean allMarked) {
      this.flag = flag;
      this.samples = samples;
      this.allMarked = allMarked;
    }

    char flag() {
      return flag;
    }

    static Marks of(Script script, String code, long start, long step, int count) {
      char[] samples = new char[count];
      int marked = 0;
      char mark = Script.NORMAL;
      for (int i = 0; i < count; i++) {
        samples[i] = script.flag(code, start + i * step);
        if (samples[i] != Script.NORMAL) {
          marked++;
          mark = samples[i];
        }
      }
      boolean carries = marked > count * MARKED_SHARE;
      return new Marks(carries ? mark : Script.NORMAL, samples, marked == count);
    }

    boolean leavesOut(int sample) {
      return samples[sample] != Script.NORMAL && !allMarked;
    }
  }

  private double[] samples(int index, long start, long step, int count) {
    double[] values = new double[count];
    if (quantities.get(index).rhythm() != Rhythm.DRIVEN) {
      Noise.fill(seeds[index], start, step, values);
    }
    for (int i = 0; i < count; i++) {
      values[i] = value(index, start + i * step, values[i]);
    }
    return values;
  }

  private static double totalOf(Quantity quantity, double value, double flow) {
    return switch (quantity.total()) {
      case NONE -> 0;
      case PER_SECOND -> value;
      case LITRES_PER_SECOND -> value / 1_000;
      case PER_HOUR -> value / 3_600;
      // mg/L x L/s and mg/m3 x m3/s are both mg/s.
      case WATER_LOAD, GAS_LOAD -> value * flow / 1_000_000;
    };
  }

  // A large works has more flow, power and ware, not a higher concentration.
  private static boolean extensive(Quantity quantity) {
    return switch (quantity.total()) {
      case NONE, WATER_LOAD, GAS_LOAD -> false;
      case PER_SECOND, LITRES_PER_SECOND, PER_HOUR -> true;
    };
  }

  private boolean converts(Quantity quantity) {
    return quantity.referenceOxygen() > 0 && oxygen >= 0;
  }

  /** The value at reference oxygen (折算): GB 37822-2019 equation 1. */
  private static double converted(Quantity quantity, double value, double measuredOxygen) {
    return value * (21 - quantity.referenceOxygen()) / (21 - Math.min(measuredOxygen, 20.5));
  }

  private static Field field(String code, String part, double value, int decimals) {
    return Field.of(code + "-" + part, Digits.of(value, decimals));
  }

  private int indexOf(String code) {
    for (int i = 0; i < quantities.size(); i++) {
      if (quantities.get(i).code().equals(code)) {
        return i;
      }
    }
    return -1;
  }
}
