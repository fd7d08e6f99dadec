// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.Step;

/** One column of the table of breakpoints: nodes of concentration and index. Thread-safe. */
final class Breakpoints {
  private static final int[] INDEX = {0, 50, 100, 150, 200, 300, 400, 500};

  /** Answered in place of an index: there is none. */
  static final int NONE = -1;

  private static final int CAP = 500;

  /** Concentrations at the first nodes of {@link #INDEX}; a column may end early or be empty. */
  private final List<BigDecimal> nodes;

  private final int beyond;
  private final boolean capped;
  private final Basis basis;

  private Breakpoints(List<BigDecimal> nodes, int beyond, boolean capped, Basis basis) {
    this.nodes = List.copyOf(nodes);
    this.beyond = beyond;
    this.capped = capped;
    this.basis = basis;
  }

  static Breakpoints read(RuleRow row) {
    List<BigDecimal> nodes = new ArrayList<>();
    nodes.add(BigDecimal.ZERO);
    for (int i = 1; i < INDEX.length && row.find("n" + INDEX[i]).isPresent(); i++) {
      BigDecimal node = row.decimal("n" + INDEX[i]);
      if (node.compareTo(nodes.getLast()) <= 0) {
        throw new IllegalArgumentException("%s: the nodes must rise".formatted(row.place()));
      }
      nodes.add(node);
    }
    String above = row.text("above");
    int beyond =
        switch (above) {
          case "cap" -> CAP;
          case "none" -> NONE;
          default -> Integer.parseInt(above);
        };
    return new Breakpoints(
        nodes.size() == 1 ? List.of() : nodes, beyond, above.equals("cap"), row.basis());
  }

  Basis basis() {
    return basis;
  }

  /**
   * Whether a concentration is beyond the index itself, not only beyond a column that ends early.
   */
  boolean beyondIndex(BigDecimal concentration) {
    return capped && isBeyond(concentration);
  }

  private boolean isBeyond(BigDecimal concentration) {
    return nodes.isEmpty() || concentration.compareTo(nodes.getLast()) > 0;
  }

  /** The individual index, rounded up; {@link #NONE} when the column gives none. */
  int index(BigDecimal concentration) {
    if (isBeyond(concentration)) {
      return beyond;
    }
    int i = segment(concentration);
    // The lower node is whole: rounding up the part above it rounds up the sum.
    return INDEX[i - 1]
        + rise(i)
            .multiply(concentration.subtract(nodes.get(i - 1)))
            .divide(run(i), 0, RoundingMode.CEILING)
            .intValueExact();
  }

  /** The number of the node that closes the segment; a node belongs to the segment below it. */
  private int segment(BigDecimal concentration) {
    int i = 1;
    while (concentration.compareTo(nodes.get(i)) > 0) {
      i++;
    }
    return i;
  }

  private static BigDecimal rise(int i) {
    return BigDecimal.valueOf((long) INDEX[i] - INDEX[i - 1]);
  }

  private BigDecimal run(int i) {
    return nodes.get(i).subtract(nodes.get(i - 1));
  }

  /** How the index of a concentration comes about. */
  Step step(Indicator indicator, BigDecimal concentration) {
    String zh = indicator.pollutant() + " " + indicator.averaging().zh() + "空气质量分指数";
    String en = "individual index of " + indicator;
    String c = concentration.toPlainString();
    if (nodes.isEmpty()) {
      return new Step(zh + "：本版标准不设", en + ": this edition has none", "", "");
    }
    if (isBeyond(concentration)) {
      return new Step(
          zh + "：浓度高于末档",
          en + ": above the last node",
          c + " > " + nodes.getLast().toPlainString(),
          beyond == NONE ? "" : Integer.toString(beyond));
    }
    int i = segment(concentration);
    BigDecimal above = concentration.subtract(nodes.get(i - 1));
    BigDecimal exact =
        Exact.divide(rise(i).multiply(above), run(i)).add(BigDecimal.valueOf(INDEX[i - 1]));
    return new Step(
        zh,
        en,
        "%s + %s/%s × (%s − %s) = %s"
            .formatted(
                INDEX[i - 1],
                rise(i).toPlainString(),
                run(i).toPlainString(),
                c,
                nodes.get(i - 1).toPlainString(),
                Exact.text(exact, 4)),
        Integer.toString(index(concentration)));
  }

  static OptionalInt optional(int index) {
    return index == NONE ? OptionalInt.empty() : OptionalInt.of(index);
  }
}
