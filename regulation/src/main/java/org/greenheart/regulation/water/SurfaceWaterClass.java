// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * The class of a section: that of its worst item (单因子评价法). Limits are those of GB 3838-2002 Table
 * 1; that the worst one decides is the assessment method's.
 */
public final class SurfaceWaterClass {
  /** The limits: read in the text. */
  public static final Basis LIMITS = SurfaceWaterLimits.BASIS;

  public static final Basis METHOD =
      new Basis(
          "GB 3838-2002; 地表水环境质量评价办法（试行）, announcement 2011 No. 22",
          "Table 1; single factor",
          Confidence.MEDIUM,
          "limits: text of the standard; method: a textbook, news on rankings");

  private static final BigDecimal SATURATED = BigDecimal.valueOf(90);

  private SurfaceWaterClass() {}

  /**
   * What a section is.
   *
   * @param date the data's day
   * @throws LawException when no item counts
   */
  public static Reasoned<SectionClass> of(WaterSample sample, LocalDate date) {
    SurfaceWaterLimits limits = new SurfaceWaterLimits(sample.type(), date);
    Map<WaterItem, WaterClass> classes = new EnumMap<>(WaterItem.class);
    List<Step> steps = new ArrayList<>();
    sample
        .counted()
        .forEach(
            (item, value) -> {
              WaterClass one = classOf(item, value, sample, limits);
              classes.put(item, one);
              steps.add(
                  new Step(
                      item.zh() + "类别", "class by " + item.word(), Shown.text(value), one.word()));
            });
    WaterClass worst =
        classes.values().stream()
            .reduce(WaterClass::worse)
            .orElseThrow(
                () ->
                    Check.noData(
                        "values",
                        "a class needs at least one item that counts (TN, faecal coliform and water"
                            + " temperature do not)"));
    steps.add(new Step("单因子评价：取最差", "single factor: the worst counts", "", worst.word()));
    return new Reasoned<>(new SectionClass(worst, classes), METHOD, steps);
  }

  private static WaterClass classOf(
      WaterItem item, BigDecimal value, WaterSample sample, SurfaceWaterLimits limits) {
    BigDecimal saturation = sample.saturationPercent();
    if (item == WaterItem.DO && saturation != null && saturation.compareTo(SATURATED) >= 0) {
      return WaterClass.I;
    }
    return limits.classOf(item, value);
  }
}
