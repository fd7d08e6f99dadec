// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Whether collected waste gas must be treated, and how well it is (GB 37822-2019, 10.3.2): by mass
 * rates, not concentrations, for air that leaks in would make a treatment look better. Compared
 * with all digits. Immutable.
 *
 * @param inletKgH NMHC as carbon
 * @param percent null when nothing comes in
 * @param required whether the inlet rate asks for a treatment of {@code requiredPercent}
 * @param pass true also when no treatment is required: then the concentration limit alone counts
 */
public record RemovalEfficiency(
    BigDecimal inletKgH,
    BigDecimal outletKgH,
    @Nullable BigDecimal percent,
    boolean required,
    BigDecimal requiredPercent,
    boolean pass) {
  private static final BigDecimal KG = new BigDecimal("0.000001");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * One side of a treatment.
   *
   * @param mgM3 of NMHC as carbon, dry standard gas
   * @param flowM3H dry standard gas
   */
  public record Stream(BigDecimal mgM3, BigDecimal flowM3H) {
    public Stream {
      if (mgM3.signum() < 0 || flowM3H.signum() < 0) {
        throw new LawException(
            LawException.Code.OUT_OF_RANGE,
            "",
            "concentration (%s) and flow (%s) must not be negative"
                .formatted(mgM3.toPlainString(), flowM3H.toPlainString()));
      }
    }

    BigDecimal kgH() {
      return mgM3.multiply(flowM3H).multiply(KG);
    }

    String working() {
      return "%s × %s × 10⁻⁶".formatted(mgM3.toPlainString(), flowM3H.toPlainString());
    }
  }

  /**
   * @param keyRegion whether the works stand in a key region (重点地区)
   * @param lowVoc whether the raw materials keep the rules for low-VOC products: then no treatment
   *     is required
   * @throws LawException when the standard is not in force on the day
   */
  public static Reasoned<RemovalEfficiency> of(
      Stream inlet, Stream outlet, boolean keyRegion, boolean lowVoc, LocalDate day) {
    Limit duty = row("NMHC rate", keyRegion ? "special" : "general", day);
    Limit efficiency = row("VOC efficiency", "", day);
    BigDecimal in = inlet.kgH();
    BigDecimal out = outlet.kgH();
    List<Step> steps = new ArrayList<>();
    steps.add(step("进口排放速率", "inlet rate", inlet.working(), Exact.text(in, 6) + " kg/h"));
    steps.add(step("出口排放速率", "outlet rate", outlet.working(), Exact.text(out, 6) + " kg/h"));
    BigDecimal percent = null;
    if (in.signum() > 0) {
      percent = Exact.divide(in.subtract(out).multiply(HUNDRED), in);
      steps.add(
          step(
              "去除效率",
              "removal efficiency",
              "(%s − %s) / %s × 100"
                  .formatted(Exact.text(in, 6), Exact.text(out, 6), Exact.text(in, 6)),
              Exact.text(percent, 4) + " %"));
    }
    boolean required = in.compareTo(number(duty)) >= 0 && !lowVoc;
    steps.add(
        step(
            required ? "达到起始速率，须处理" : lowVoc ? "原辅材料符合低 VOCs 规定，免处理" : "低于起始速率，不要求处理效率",
            required
                ? "the inlet rate asks for treatment"
                : lowVoc ? "low-VOC materials: no treatment is asked for" : "below the rate",
            "%s kg/h, %s kg/h".formatted(Exact.text(in, 6), number(duty)),
            required ? "required" : "not required"));
    boolean pass = !required || (percent != null && percent.compareTo(number(efficiency)) >= 0);
    return new Reasoned<>(
        new RemovalEfficiency(in, out, percent, required, number(efficiency), pass),
        efficiency.shownBasis(),
        steps);
  }

  private static Limit row(String item, String region, LocalDate day) {
    return LimitTable.shipped().stream()
        .filter(row -> row.scope().standard().equals("GB 37822-2019"))
        .filter(row -> row.item().equals(item) && row.scope().region().equals(region))
        .filter(row -> row.validity().covers(day))
        .findFirst()
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.NO_RULE,
                    "date",
                    "GB 37822-2019 is not in force on %s".formatted(day)));
  }

  private static BigDecimal number(Limit limit) {
    return new BigDecimal(limit.bound().text());
  }

  private static Step step(String zh, String en, String expression, String result) {
    return new Step(zh, en, expression, result);
  }
}
