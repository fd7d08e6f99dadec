// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/** Trophic level index of lakes and reservoirs (综合营养状态指数): TLI(Σ) = Σ W_j TLI(j). */
public final class TrophicState {
  private static final RuleTable TABLE = RuleTable.resource(TrophicState.class, "trophic.tsv");

  private TrophicState() {}

  /** How nourished a lake is. */
  public enum Level {
    OLIGOTROPHIC("贫营养", "oligotrophic"),
    MESOTROPHIC("中营养", "mesotrophic"),
    LIGHT_EUTROPHIC("轻度富营养", "lightly eutrophic"),
    MEDIUM_EUTROPHIC("中度富营养", "moderately eutrophic"),
    HEAVY_EUTROPHIC("重度富营养", "heavily eutrophic");

    private final String zh;
    private final String en;

    Level(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    public String zh() {
      return zh;
    }

    public String en() {
      return en;
    }

    /** Under 30, to 50, to 60, to 70, above: an end belongs to the lower level, except 30. */
    static Level of(BigDecimal index) {
      if (index.compareTo(BigDecimal.valueOf(30)) < 0) {
        return OLIGOTROPHIC;
      }
      if (index.compareTo(BigDecimal.valueOf(50)) <= 0) {
        return MESOTROPHIC;
      }
      if (index.compareTo(BigDecimal.valueOf(60)) <= 0) {
        return LIGHT_EUTROPHIC;
      }
      return index.compareTo(BigDecimal.valueOf(70)) <= 0 ? MEDIUM_EUTROPHIC : HEAVY_EUTROPHIC;
    }
  }

  /**
   * The index and its parts. Immutable.
   *
   * @param byItem TLI(j) in the order of the table
   */
  public record Index(BigDecimal tli, Level level, Map<String, BigDecimal> byItem) {
    public Index {
      requireNonNull(tli, "tli is null");
      requireNonNull(level, "level is null");
      byItem = Collections.unmodifiableMap(new LinkedHashMap<>(byItem));
    }
  }

  /**
   * @param values chla mg/m3, TP mg/L, TN mg/L, SD (transparency) m, CODMn mg/L; all five, above 0
   * @throws LawException when one is missing: the weights make a whole of all five only
   */
  public static Reasoned<Index> of(Map<String, BigDecimal> values, LocalDate date) {
    List<Step> steps = new ArrayList<>();
    Map<String, BigDecimal> byItem = new LinkedHashMap<>();
    BigDecimal sum = BigDecimal.ZERO;
    List<RuleRow> rows = TABLE.at(date);
    for (RuleRow row : rows) {
      String item = row.text("item");
      BigDecimal value = values.get(item);
      if (value == null) {
        throw new LawException(
            LawException.Code.MISSING,
            item,
            "the input %s is missing: the index needs all five items".formatted(item));
      }
      BigDecimal index =
          row.decimal("constant")
              .add(row.decimal("slope").multiply(Logarithm.of(Check.positive(item, value))))
              .multiply(BigDecimal.TEN);
      byItem.put(item, index);
      sum = sum.add(row.decimal("weight").multiply(index));
      steps.add(
          new Step(
              "TLI(%s)".formatted(item),
              "TLI(%s)".formatted(item),
              "10 × (%s + %s × ln %s)"
                  .formatted(row.text("constant"), row.text("slope"), Shown.text(value)),
              Shown.text(index)));
    }
    Level level = Level.of(sum);
    steps.add(new Step("综合营养状态指数 Σ Wj × TLI(j)", "TLI(Σ) = Σ W_j × TLI(j)", "", Shown.text(sum)));
    return new Reasoned<>(new Index(sum, level, byItem), rows.getFirst().basis(), steps);
  }
}
