// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The requests that read a map: as few as may be. Immutable. */
record ModbusPlan(List<Block> blocks) {
  /** Registers that nobody asks for are read along rather than asking twice. */
  static final int HOLE = 8;

  ModbusPlan {
    blocks = List.copyOf(blocks);
  }

  /** One request. */
  record Block(RegisterArea area, int start, int count) {
    int end() {
      return start + count;
    }

    @Override
    public String toString() {
      return "%s %s to %s".formatted(area.text(), start, end() - 1);
    }
  }

  /**
   * @param hole so many registers in a row that nobody asks for may be read along: not every meter
   *     has them
   */
  static ModbusPlan of(List<ModbusItem> items, int hole) {
    List<ModbusItem> sorted =
        items.stream()
            .sorted(Comparator.comparing(ModbusItem::area).thenComparingInt(ModbusItem::register))
            .toList();
    List<Block> blocks = new ArrayList<>();
    for (ModbusItem item : sorted) {
      Block last = blocks.isEmpty() ? null : blocks.getLast();
      if (last != null
          && last.area() == item.area()
          && item.register() - last.end() <= hole
          && item.end() - last.start() <= item.area().most()) {
        blocks.set(
            blocks.size() - 1,
            new Block(item.area(), last.start(), Math.max(last.end(), item.end()) - last.start()));
      } else {
        blocks.add(new Block(item.area(), item.register(), item.end() - item.register()));
      }
    }
    return new ModbusPlan(blocks);
  }
}
