// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Sums of HJ 212-2017 appendix D: what a logger makes of its slices (at most 5 s each), and with
 * which the server recomputes what was sent.
 */
public final class AppendixD {
  public static final Basis BASIS = Basis.seen("HJ 212-2017", "Appendix D");

  /** Slices that ten minutes need at least. */
  public static final int SLICES_OF_TEN_MINUTES = 120;

  private static final BigDecimal LITRES = BigDecimal.valueOf(1000);

  private AppendixD() {}

  /** What flows: the unit of its flow, and what a concentration times a volume weighs. */
  public enum Medium {
    /** Flow in L/s, concentration in mg/L. */
    WATER(3),
    /** Flow in m3/s, concentration in mg/m3. */
    AIR(6);

    private final int toKg;

    Medium(int toKg) {
      this.toKg = toKg;
    }
  }

  /**
   * Volume of a period. Immutable.
   *
   * @param volumeM3 of all slices
   * @param seconds that they last
   * @param meanFlow in the medium's unit
   */
  public record Volume(BigDecimal volumeM3, BigDecimal seconds, BigDecimal meanFlow) {
    public Volume {
      requireNonNull(volumeM3, "volumeM3 is null");
      requireNonNull(seconds, "seconds is null");
      requireNonNull(meanFlow, "meanFlow is null");
    }
  }

  /**
   * Load of a period and the mean that it stands for. Immutable.
   *
   * @param loadKg Σ volume × concentration
   * @param volumeM3 of the parts that have a concentration
   * @param mean load / volume in the medium's unit; none when nothing flowed
   * @param missing parts without a concentration
   */
  public record Load(BigDecimal loadKg, BigDecimal volumeM3, Figure mean, int missing) {
    public Load {
      requireNonNull(loadKg, "loadKg is null");
      requireNonNull(volumeM3, "volumeM3 is null");
      requireNonNull(mean, "mean is null");
    }
  }

  /**
   * Volume and mean flow of slices: water L/s × T/1000, air m3/s × T.
   *
   * @param flows one a slice, not negative
   * @param sliceSeconds above 0, at most 5
   */
  public static Reasoned<Volume> volume(
      Medium medium, List<BigDecimal> flows, BigDecimal sliceSeconds) {
    Check.within("sliceSeconds", Check.positive("sliceSeconds", sliceSeconds), "0", "5");
    if (flows.isEmpty()) {
      throw Check.noData("flows", "a volume needs at least one slice");
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < flows.size(); i++) {
      sum = sum.add(Check.notNegative("flows[%s]".formatted(i), flows.get(i)));
    }
    BigDecimal amount = sum.multiply(sliceSeconds);
    BigDecimal volume =
        switch (medium) {
          case WATER -> Exact.divide(amount, LITRES);
          case AIR -> amount;
        };
    BigDecimal seconds = sliceSeconds.multiply(BigDecimal.valueOf(flows.size()));
    BigDecimal mean = Exact.divide(amount, seconds);
    return new Reasoned<>(
        new Volume(volume, seconds, mean),
        BASIS,
        List.of(
            new Step(
                "切片体积合计",
                "sum of the slices' volumes",
                "%s × %s s".formatted(Shown.text(sum), Shown.text(sliceSeconds)),
                Shown.text(volume) + " m3"),
            new Step(
                "平均流量 = 体积/秒数",
                "mean flow = volume/seconds",
                "%s slices, %s s".formatted(flows.size(), Shown.text(seconds)),
                Shown.text(mean))));
  }

  /** Whether ten minutes hold enough slices. */
  public static boolean tenMinutesValid(int slices) {
    return slices >= SLICES_OF_TEN_MINUTES;
  }

  /**
   * Load and weighted mean. A part whose concentration is missing takes its volume with it out of
   * the mean.
   *
   * @param volumesM3 not negative
   * @param concentrations as many, not negative, null for one that is missing
   * @throws LawException when no concentration is there
   */
  public static Reasoned<Load> load(
      Medium medium,
      List<BigDecimal> volumesM3,
      List<? extends @Nullable BigDecimal> concentrations) {
    Check.sameLength("concentrations", concentrations, "volumes", volumesM3);
    BigDecimal load = BigDecimal.ZERO;
    BigDecimal volume = BigDecimal.ZERO;
    int missing = 0;
    for (int i = 0; i < volumesM3.size(); i++) {
      BigDecimal part = Check.notNegative("volumes[%s]".formatted(i), volumesM3.get(i));
      BigDecimal concentration = concentrations.get(i);
      if (concentration == null) {
        missing++;
      } else {
        Check.notNegative("concentrations[%s]".formatted(i), concentration);
        load = load.add(part.multiply(concentration));
        volume = volume.add(part);
      }
    }
    if (missing == volumesM3.size()) {
      throw Check.noData("concentrations", "a weighted mean needs at least one value");
    }
    Figure mean =
        volume.signum() == 0
            ? Figure.absent(
                "no-flow", "流量为零，无加权均值", "no weighted mean: nothing flowed in this period")
            : Figure.of(Exact.divide(load, volume));
    BigDecimal kg = load.movePointLeft(medium.toKg);
    Step loadStep =
        new Step(
            "负荷 Σ(体积 × 浓度)",
            "load Σ(volume × concentration)",
            "%s of %s values".formatted(volumesM3.size() - missing, volumesM3.size()),
            Shown.text(kg) + " kg");
    Step meanStep =
        switch (mean) {
          case Figure.Absent absent -> absent.step();
          case Figure.Given(BigDecimal value) ->
              new Step(
                  "加权均值 = 负荷/体积",
                  "weighted mean = load/volume",
                  "%s/%s".formatted(Shown.text(load), Shown.text(volume)),
                  Shown.text(value));
        };
    return new Reasoned<>(new Load(kg, volume, mean, missing), BASIS, List.of(loadStep, meanStep));
  }
}
