// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Effective transmission rate (有效传输率) = transmission rate × validity rate. Sources differ on what
 * the valid hours are held against: the hours due, which is the default here, or the hours
 * received. Both are given.
 */
public final class TransmissionRate {
  public static final Basis BASIS =
      new Basis(
          "有效传输率 (effective transmission rate of automatic monitoring data)",
          "",
          Confidence.MEDIUM,
          "slides of the ministry; two open platforms");

  /** Provinces ask for it; the assessment of 2014 asked for 75, many cities ask for 95. */
  public static final BigDecimal USUAL_TARGET = BigDecimal.valueOf(90);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private TransmissionRate() {}

  /**
   * Percentages of 100. Immutable.
   *
   * @param transmission received of due
   * @param validity valid of due
   * @param validityOfReceived valid of received; null when nothing was received
   * @param effective transmission × validity
   * @param effectiveOfReceived transmission × validity of received: valid of due
   * @param compliant whether the effective rate, with the exempt hours counted as there, reaches
   *     the target
   */
  public record Rates(
      BigDecimal transmission,
      BigDecimal validity,
      @Nullable BigDecimal validityOfReceived,
      BigDecimal effective,
      BigDecimal effectiveOfReceived,
      boolean compliant) {
    public Rates {
      requireNonNull(transmission, "transmission is null");
      requireNonNull(validity, "validity is null");
      requireNonNull(effective, "effective is null");
      requireNonNull(effectiveOfReceived, "effectiveOfReceived is null");
    }
  }

  /**
   * @param target percent, 0 to 100
   * @return nothing when the source stood still all the time: then no data were due
   */
  public static Reasoned<Optional<Rates>> of(Transmission hours, BigDecimal target) {
    Check.within("targetPercent", target, "0", "100");
    BigDecimal due = hours.due();
    if (due.signum() == 0) {
      return new Reasoned<>(
          Optional.empty(),
          BASIS,
          List.of(new Step("全部时间停运，不考核", "stopped all the time: no data were due", "", "—")));
    }
    List<Step> steps = new ArrayList<>();
    BigDecimal received = atMost(due, hours.received());
    BigDecimal valid = atMost(due, hours.valid());
    if (received.compareTo(hours.received()) < 0) {
      steps.add(
          new Step(
              "停运时段也有数据上传，按应传数计",
              "data came in stopped hours as well: counted up to the hours due",
              "min(%s, %s)".formatted(Shown.text(hours.received()), Shown.text(due)),
              Shown.text(received) + " h"));
    }
    BigDecimal transmission =
        percent("传输率 = 实传/应传", "transmission = received/due", received, due, steps);
    BigDecimal validity = percent("有效率 = 有效/应有效", "validity = valid/due", valid, due, steps);
    @Nullable BigDecimal ofReceived =
        received.signum() == 0
            ? null
            : percent(
                "有效率（另一口径）= 有效/实传",
                "validity, the other way = valid/received",
                valid,
                received,
                steps);
    BigDecimal effective = product(transmission, validity);
    steps.add(
        new Step(
            "有效传输率 = 传输率 × 有效率",
            "effective = transmission × validity",
            "%s × %s/100".formatted(Shown.text(transmission), Shown.text(validity)),
            Shown.text(effective) + " %"));
    BigDecimal judged = judged(received, valid, due, hours.exempt());
    if (hours.exempt().signum() > 0) {
      steps.add(
          new Step(
              "豁免 %s h（标样核查）计入后".formatted(Shown.text(hours.exempt())),
              "with %s h exempt (standard-sample check)".formatted(Shown.text(hours.exempt())),
              "",
              Shown.text(judged) + " %"));
    }
    boolean compliant = judged.compareTo(target) >= 0;
    steps.add(
        new Step(
            "与目标比较",
            "against the target",
            "%s ≥ %s".formatted(Shown.text(judged), Shown.text(target)),
            compliant ? "compliant" : "not compliant"));
    return new Reasoned<>(
        Optional.of(
            new Rates(
                transmission,
                validity,
                ofReceived,
                effective,
                Exact.divide(valid.multiply(HUNDRED), due),
                compliant)),
        BASIS,
        steps);
  }

  /** The effective rate as if the exempt hours had come and been valid. */
  private static BigDecimal judged(
      BigDecimal received, BigDecimal valid, BigDecimal due, BigDecimal exempt) {
    BigDecimal transmission =
        Exact.divide(atMost(due, received.add(exempt)).multiply(HUNDRED), due);
    BigDecimal validity = Exact.divide(atMost(due, valid.add(exempt)).multiply(HUNDRED), due);
    return product(transmission, validity);
  }

  private static BigDecimal percent(
      String zh, String en, BigDecimal part, BigDecimal whole, List<Step> steps) {
    BigDecimal percent = Exact.divide(part.multiply(HUNDRED), whole);
    steps.add(
        new Step(
            zh,
            en,
            "%s/%s × 100".formatted(Shown.text(part), Shown.text(whole)),
            Shown.text(percent) + " %"));
    return percent;
  }

  private static BigDecimal product(BigDecimal one, BigDecimal two) {
    return one.multiply(two).movePointLeft(2);
  }

  private static BigDecimal atMost(BigDecimal most, BigDecimal value) {
    return value.min(most);
  }
}
