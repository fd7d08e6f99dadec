// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of a measured concentration to reference oxygen (折算). The 21 is used as it stands in
 * the standards, not 20.9. Gas with the oxygen of air (a stopped furnace, a leak) is not converted:
 * the formula would divide by nothing, or turn the sign. Immutable and thread-safe.
 */
public final class Conversion {
  /** As the standards say, without a cap. */
  public static final Conversion STANDARD = new Conversion(null);

  public static final Basis BASIS =
      new Basis(
          "GB 37822-2019; GB 13271-2014", "formula (1)", Confidence.HIGH, "text of the standards");

  public static final Basis BY_EXCESS_AIR =
      new Basis(
          "GB 13271-2014; GB 29620-2013",
          "",
          Confidence.MEDIUM,
          "two open flue-gas programs; memory");

  private static final BigDecimal AIR = BigDecimal.valueOf(21);

  private final @Nullable BigDecimal cap;

  private Conversion(@Nullable BigDecimal cap) {
    this.cap = cap;
  }

  /**
   * With a local platform's cap: oxygen above it, but below that of air, counts as the cap. No
   * national standard says so.
   *
   * @param percent below 21
   */
  public static Conversion cappedAt(BigDecimal percent) {
    return new Conversion(belowAir("capO2", percent));
  }

  /**
   * Measured concentration at reference oxygen, mg/m3: ρ × (21 − O_ref)/(21 − O_meas).
   *
   * @param measured mg/m3, dry, not negative
   * @param o2 measured oxygen, % of the dry gas, 0 to 100
   * @param o2Ref reference oxygen of the limit, %, 0 to below 21
   * @return no number when the oxygen is that of air or above
   * @throws LawException when an input cannot be
   */
  public Reasoned<Figure> convert(BigDecimal measured, BigDecimal o2, BigDecimal o2Ref) {
    Check.notNegative("measured", measured);
    Check.within("o2", o2, "0", "100");
    belowAir("o2Ref", o2Ref);
    if (o2.compareTo(AIR) >= 0) {
      return likeAir(o2, BASIS);
    }
    BigDecimal counted = counted(o2);
    BigDecimal converted = value(measured, counted, o2Ref);
    Step step =
        new Step(
            "折算浓度 ρ × (21 − O基准)/(21 − O实测)",
            "concentration at reference oxygen, ρ × (21 − O_ref)/(21 − O_meas)",
            "%s × (21 − %s)/(21 − %s)"
                .formatted(Shown.text(measured), Shown.text(o2Ref), Shown.text(counted)),
            Shown.text(converted) + " mg/m3");
    Reasoned<Figure> result = new Reasoned<>(Figure.of(converted), BASIS, List.of(step));
    return counted.compareTo(o2) == 0 ? result : result.after(List.of(capStep(o2, counted)));
  }

  /**
   * The number alone, for who judges every row.
   *
   * @param o2 below 21
   * @param o2Ref below 21
   */
  public static BigDecimal value(BigDecimal measured, BigDecimal o2, BigDecimal o2Ref) {
    return Exact.divide(measured.multiply(AIR.subtract(o2Ref)), AIR.subtract(o2));
  }

  /** Whether gas with so much oxygen is converted: below that of air. */
  public static boolean converts(BigDecimal o2) {
    return o2.signum() >= 0 && o2.compareTo(AIR) < 0;
  }

  /**
   * The same by excess air: ρ × α/α_ref with α = 21/(21 − O_meas).
   *
   * @param alphaRef reference excess air of the limit, 1 or more: 1.7 for brick kilns
   */
  public Reasoned<Figure> convertByExcessAir(
      BigDecimal measured, BigDecimal o2, BigDecimal alphaRef) {
    Check.notNegative("measured", measured);
    Check.within("o2", o2, "0", "100");
    Check.within("alphaRef", alphaRef, "1", "100");
    if (o2.compareTo(AIR) >= 0) {
      return likeAir(o2, BY_EXCESS_AIR);
    }
    BigDecimal counted = counted(o2);
    BigDecimal alpha = Exact.divide(AIR, AIR.subtract(counted));
    BigDecimal converted =
        Exact.divide(measured.multiply(AIR), AIR.subtract(counted).multiply(alphaRef));
    List<Step> steps =
        List.of(
            new Step(
                "过量空气系数 α = 21/(21 − O2)",
                "excess air α = 21/(21 − O2)",
                "21/(21 − %s)".formatted(Shown.text(counted)),
                Shown.text(alpha)),
            new Step(
                "折算浓度 ρ × α/α基准",
                "concentration at reference excess air, ρ × α/α_ref",
                "%s × %s/%s"
                    .formatted(Shown.text(measured), Shown.text(alpha), Shown.text(alphaRef)),
                Shown.text(converted) + " mg/m3"));
    Reasoned<Figure> result = new Reasoned<>(Figure.of(converted), BY_EXCESS_AIR, steps);
    return counted.compareTo(o2) == 0 ? result : result.after(List.of(capStep(o2, counted)));
  }

  /** Reference oxygen that says the same as a reference excess air: 21 − 21/α, %. */
  public static BigDecimal oxygenOf(BigDecimal alphaRef) {
    Check.within("alphaRef", alphaRef, "1", "100");
    return AIR.subtract(Exact.divide(AIR, alphaRef));
  }

  /**
   * How far a sent converted value is from the recomputed one, in percent of the recomputed one.
   * Some collectors average converted minutes instead of converting the hour's means.
   *
   * @return nothing when the recomputed value is 0
   */
  public static Optional<BigDecimal> differencePercent(BigDecimal sent, BigDecimal recomputed) {
    return recomputed.signum() == 0
        ? Optional.empty()
        : Optional.of(
            Exact.divide(
                sent.subtract(recomputed).abs().multiply(BigDecimal.valueOf(100)),
                recomputed.abs()));
  }

  private BigDecimal counted(BigDecimal o2) {
    return cap != null && o2.compareTo(cap) > 0 ? cap : o2;
  }

  private static Step capStep(BigDecimal o2, BigDecimal cap) {
    return new Step(
        "实测氧含量超过当地上限，按上限计算（地方平台规则，非国家标准）",
        "measured oxygen above the local cap counts as the cap (a platform's rule, no standard's)",
        "min(%s, %s)".formatted(Shown.text(o2), Shown.text(cap)),
        Shown.text(cap) + " %");
  }

  private static Reasoned<Figure> likeAir(BigDecimal o2, Basis basis) {
    Figure.Absent absent =
        Figure.absent(
            "o2-of-air",
            "氧含量 %s%% 不低于 21%%（停炉或漏风），公式无意义，不折算".formatted(Shown.text(o2)),
            "not converted: oxygen of %s %% is not below the 21 %% of air (stopped, or a leak)"
                .formatted(Shown.text(o2)));
    return new Reasoned<>(absent, basis, List.of(absent.step()));
  }

  private static BigDecimal belowAir(String field, BigDecimal percent) {
    if (percent.signum() < 0 || percent.compareTo(AIR) >= 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          field,
          "%s (%s) must be from 0 to below 21".formatted(field, percent.toPlainString()));
    }
    return percent;
  }
}
