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
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Black-odorous urban water (城市黑臭水体), by the working guide of 2015: the items of a sample. What
 * samples make of a point is in {@link BlackPoints}. The ends of the bands as printed are light:
 * exactly 25 cm, 2.0 mg/L, 50 mV and 8.0 mg/L are light already; 10 cm, 0.2 mg/L, −200 mV and 15
 * mg/L are light still. Immutable and thread-safe.
 */
public final class BlackOdorous {
  /** With the upper ends as printed: they belong to the light band. */
  public static final BlackOdorous AS_PRINTED = new BlackOdorous(true);

  /** With the upper ends of the light band outside of it. */
  public static final BlackOdorous ENDS_EXCLUDED = new BlackOdorous(false);

  private static final RuleTable TABLE =
      RuleTable.resource(BlackOdorous.class, "black-odorous.tsv");
  private static final BigDecimal SHALLOW = BigDecimal.valueOf(25);
  private static final BigDecimal PART_OF_DEPTH = new BigDecimal("0.4");

  private final boolean endsAreLight;

  private BlackOdorous(boolean endsAreLight) {
    this.endsAreLight = endsAreLight;
  }

  /** The items of the guide. */
  public enum Item {
    TRANSPARENCY("transparency", "transparencyCm", "透明度"),
    DO("DO", "DO", "溶解氧"),
    ORP("ORP", "ORP", "氧化还原电位"),
    NH3_N("NH3-N", "NH3N", "氨氮");

    private final String word;
    private final String field;
    private final String zh;

    Item(String word, String field, String zh) {
      this.word = word;
      this.field = field;
      this.zh = zh;
    }

    /** As inputs name it: {@code transparencyCm}. */
    public String field() {
      return field;
    }

    String zh() {
      return zh;
    }

    private void check(BigDecimal value) {
      if (this == ORP) {
        Check.within(field, value, "-2000", "2000");
      } else {
        Check.notNegative(field, value);
      }
    }
  }

  /**
   * The grade of each item of one sample.
   *
   * @param values transparency cm, DO mg/L, ORP mV, NH3-N mg/L; at least one
   * @param depthCm of the water; under 25 cm the light band of transparency begins at 40 % of it;
   *     null: deep enough
   * @param date the data's day
   */
  public Reasoned<Map<Item, BlackGrade>> items(
      Map<Item, BigDecimal> values, @Nullable BigDecimal depthCm, LocalDate date) {
    if (values.isEmpty()) {
      throw Check.noData(
          "values", "a grade needs at least one of transparencyCm, DO, ORP and NH3N");
    }
    if (depthCm != null) {
      Check.positive("depthCm", depthCm);
    }
    Map<Item, BlackGrade> grades = new EnumMap<>(Item.class);
    List<Step> steps = new ArrayList<>();
    Basis basis = row(Item.DO, date).basis();
    for (Item item : Item.values()) {
      BigDecimal value = values.get(item);
      if (value != null) {
        item.check(value);
        grades.put(item, grade(item, value, depthCm, row(item, date), steps));
      }
    }
    return new Reasoned<>(grades, basis, steps);
  }

  private BlackGrade grade(
      Item item, BigDecimal value, @Nullable BigDecimal depthCm, RuleRow row, List<Step> steps) {
    BigDecimal light = row.decimal("light");
    if (item == Item.TRANSPARENCY && depthCm != null && depthCm.compareTo(SHALLOW) < 0) {
      light = depthCm.multiply(PART_OF_DEPTH);
      steps.add(
          new Step(
              "水深不足 25 cm，透明度按水深的 40% 取值",
              "shallower than 25 cm: 40 % of the depth counts",
              "0.4 × " + Shown.text(depthCm),
              Shown.text(light) + " cm"));
    }
    // As if higher were better for every item.
    int sign = row.text("better").equals("high") ? 1 : -1;
    int toLight = sign * value.compareTo(light);
    int toHeavy = sign * value.compareTo(row.decimal("heavy"));
    BlackGrade grade;
    if (toLight > 0 || (toLight == 0 && !endsAreLight)) {
      grade = BlackGrade.NONE;
    } else {
      grade = toHeavy < 0 ? BlackGrade.HEAVY : BlackGrade.LIGHT;
    }
    steps.add(
        new Step(
            item.zh,
            item.word,
            "%s %s; %s … %s"
                .formatted(
                    Shown.text(value), row.text("unit"), Shown.text(light), row.text("heavy")),
            grade.word()));
    return grade;
  }

  private static RuleRow row(Item item, LocalDate date) {
    return TABLE.at(date).stream()
        .filter(row -> row.text("item").equals(item.word))
        .findFirst()
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.NO_RULE,
                    "date",
                    "date (%s) is before the guide on black-odorous water".formatted(date)));
  }
}
