// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/** Main pollution indices (主要污染指标) of a section and of a river: at most three. */
public final class MainPollutants {
  public static final Basis BASIS =
      new Basis("地表水环境质量评价办法（试行）, announcement 2011 No. 22", "", Confidence.LOW, "memory");

  private static final int MOST = 3;

  private MainPollutants() {}

  /**
   * An item beyond class III. Immutable.
   *
   * @param gap classes beyond III, 1 to 3
   * @param exceedance (C − S_III)/S_III; null for dissolved oxygen and pH, which have none
   */
  public record Beyond(WaterItem item, int gap, @Nullable BigDecimal exceedance) {
    public Beyond {
      requireNonNull(item, "item is null");
    }

    public Optional<BigDecimal> multiple() {
      return Optional.ofNullable(exceedance);
    }
  }

  /** Of a section: cyanide and heavy metals first, then by class gap, then by multiple. */
  public static Reasoned<List<Beyond>> ofSection(WaterSample sample, LocalDate date) {
    SurfaceWaterLimits limits = new SurfaceWaterLimits(sample.type(), date);
    SectionClass section = SurfaceWaterClass.of(sample, date).value();
    List<Step> steps = new ArrayList<>();
    List<Beyond> beyond = new ArrayList<>();
    sample
        .counted()
        .forEach(
            (item, value) -> {
              int gap = requireNonNull(section.byItem().get(item)).gapToThree();
              if (gap > 0) {
                beyond.add(beyond(item, value, gap, limits, steps));
              }
            });
    beyond.sort(
        Comparator.comparing((Beyond one) -> !one.item().listedFirst())
            .thenComparing(Beyond::gap, Comparator.reverseOrder())
            .thenComparing(
                one -> one.multiple().orElse(BigDecimal.ONE.negate()), Comparator.reverseOrder()));
    return new Reasoned<>(beyond.stream().limit(MOST).toList(), BASIS, steps);
  }

  /** Of a river: by the share of sections in which the item is beyond class III. */
  public static Reasoned<List<WaterItem>> ofRiver(Collection<SectionClass> sections) {
    if (sections.isEmpty()) {
      throw Check.noData("sections", "a river needs at least one section");
    }
    Map<WaterItem, Integer> counts = new EnumMap<>(WaterItem.class);
    for (SectionClass section : sections) {
      section
          .byItem()
          .forEach(
              (item, one) -> {
                if (one.gapToThree() > 0) {
                  counts.merge(item, 1, Integer::sum);
                }
              });
    }
    List<WaterItem> main =
        counts.entrySet().stream()
            .sorted(Map.Entry.<WaterItem, Integer>comparingByValue().reversed())
            .limit(MOST)
            .map(Map.Entry::getKey)
            .toList();
    List<Step> steps =
        main.stream()
            .map(
                item ->
                    new Step(
                        item.zh() + "超Ⅲ类断面",
                        "sections beyond III by " + item.word(),
                        "",
                        "%s of %s".formatted(counts.get(item), sections.size())))
            .toList();
    return new Reasoned<>(main, BASIS, steps);
  }

  private static Beyond beyond(
      WaterItem item, BigDecimal value, int gap, SurfaceWaterLimits limits, List<Step> steps) {
    if (!item.hasMultiple()) {
      steps.add(
          new Step(
              item.zh() + "超Ⅲ类，无超标倍数", item.word() + " beyond III, without a multiple", "", "—"));
      return new Beyond(item, gap, null);
    }
    BigDecimal limit = limits.limit(item, WaterClass.III);
    BigDecimal multiple = Exact.divide(value.subtract(limit), limit);
    steps.add(
        new Step(
            item.zh() + "超Ⅲ类倍数 (C − SⅢ)/SⅢ",
            item.word() + " beyond III, (C − S_III)/S_III",
            "(%s − %s)/%s".formatted(Shown.text(value), Shown.text(limit), Shown.text(limit)),
            Shown.text(multiple)));
    return new Beyond(item, gap, multiple);
  }
}
