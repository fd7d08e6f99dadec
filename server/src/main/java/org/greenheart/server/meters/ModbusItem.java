// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.RuleException;

/**
 * An entry of the map of a Modbus source, read.
 *
 * @param register as in requests, counted from 0
 */
record ModbusItem(
    MeterEntry entry, RegisterArea area, int register, NumberType type, ByteSequence order) {
  private static final int REGISTERS = 65_536;

  ModbusItem {
    requireNonNull(entry, "entry is null");
    requireNonNull(area, "area is null");
    requireNonNull(type, "type is null");
    requireNonNull(order, "order is null");
    if (register < 0 || register + type.registers() > REGISTERS) {
      throw new RuleException(
          "register", "must be 0 to 65535, with all of its number", register, "register-range");
    }
  }

  /**
   * @throws RuleException naming {@code area}, {@code register}, {@code type} or {@code order}
   */
  static ModbusItem of(MeterEntry entry) {
    RegisterArea area = RegisterArea.ofText(entry.area());
    NumberType type =
        area.isBits() && entry.type().isBlank() ? NumberType.BIT : NumberType.ofText(entry.type());
    if (area.isBits() && type != NumberType.BIT) {
      throw new RuleException(
          "type", "must be blank: coils and discrete inputs are bits", type.text(), "bit-type");
    }
    return new ModbusItem(
        entry, area, register(entry.place()), type, ByteSequence.ofText(entry.order()));
  }

  private static int register(String text) {
    try {
      return Integer.decode(
          text.startsWith("0x") ? text : Integer.toString(Integer.parseInt(text)));
    } catch (NumberFormatException e) {
      throw new RuleException(
          "register", "must be a number such as 40 or 0x0028", text, "register-form");
    }
  }

  int end() {
    return register + type.registers();
  }

  /**
   * That none of the others reads a part of the same registers.
   *
   * @throws RuleException {@code register-overlap}
   */
  void requireApart(List<ModbusItem> others) {
    for (ModbusItem other : others) {
      if (other.area == area && other.register < end() && register < other.end()) {
        throw new RuleException(
            "register",
            "overlaps %s, which reads %s %s to %s"
                .formatted(other.entry.code(), area.text(), other.register, other.end() - 1),
            entry.place(),
            "register-overlap");
      }
    }
  }
}
