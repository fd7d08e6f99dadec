// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/** Quarter capture rate of valid data (季度有效数据捕集率). */
public final class CaptureRate {
  public static final Basis BASIS =
      new Basis("HJ 75-2017", "12", Confidence.MEDIUM, "an open platform; memory");

  private CaptureRate() {}

  /**
   * α = (quarter − stopped − invalid)/(quarter − stopped) × 100.
   *
   * @param quarterHours of the quarter, above 0
   * @param stoppedHours in which the source stood still
   * @param invalidHours of the hours in which it ran
   * @return no number when the source stood still all the time
   */
  public static Reasoned<Figure> percent(
      BigDecimal quarterHours, BigDecimal stoppedHours, BigDecimal invalidHours) {
    Check.positive("quarterHours", quarterHours);
    Check.notAbove(
        "stoppedHours",
        Check.notNegative("stoppedHours", stoppedHours),
        "quarterHours",
        quarterHours);
    BigDecimal running = quarterHours.subtract(stoppedHours);
    Check.notAbove(
        "invalidHours",
        Check.notNegative("invalidHours", invalidHours),
        "quarterHours - stoppedHours",
        running);
    if (running.signum() == 0) {
      Figure.Absent absent =
          Figure.absent(
              "stopped",
              "整个季度停运，无捕集率",
              "no capture rate: the source was stopped in the whole quarter");
      return new Reasoned<>(absent, BASIS, List.of(absent.step()));
    }
    BigDecimal percent =
        Exact.divide(running.subtract(invalidHours).multiply(BigDecimal.valueOf(100)), running);
    String hours = Shown.text(quarterHours);
    String stopped = Shown.text(stoppedHours);
    return new Reasoned<>(
        Figure.of(percent),
        BASIS,
        List.of(
            new Step(
                "有效数据捕集率 (季度小时 − 停运 − 无效)/(季度小时 − 停运)",
                "capture rate, (hours − stopped − invalid)/(hours − stopped)",
                "(%s − %s − %s)/(%s − %s) × 100"
                    .formatted(hours, stopped, Shown.text(invalidHours), hours, stopped),
                Shown.text(percent) + " %")));
  }
}
