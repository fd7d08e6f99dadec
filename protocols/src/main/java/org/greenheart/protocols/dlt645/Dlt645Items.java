// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data identifiers that are understood: energy with tariffs and settlement days, voltage,
 * current, power, power factor, frequency, demand, clock and address. DI1 or DI0 of FF asks for a
 * block. That combined energies are signed is from memory.
 */
final class Dlt645Items {
  private static final HexFormat HEX = HexFormat.of();

  private static final Map<String, Dlt645Item> ENERGY =
      Map.of(
          "0000", energy("组合有功电能", "combined active energy", "kWh", true),
          "0001", energy("正向有功电能", "forward active energy", "kWh", false),
          "0002", energy("反向有功电能", "reverse active energy", "kWh", false),
          "0003", energy("组合无功 1 电能", "combined reactive energy 1", "kvarh", true),
          "0004", energy("组合无功 2 电能", "combined reactive energy 2", "kvarh", true));

  /** What energies were at the end of days before: always in all and by tariff. */
  private static final String FROZEN = "0506";

  private static final int MOST_FROZEN_DAYS = 62;

  private static final List<String> TARIFFS_ZH =
      List.of("总", "费率 1 尖", "费率 2 峰", "费率 3 平", "费率 4 谷");
  private static final List<String> TARIFFS_EN =
      List.of("total", "sharp", "peak", "flat", "valley");

  private static final Map<String, Dlt645Item> PHASES =
      Map.of(
          "0201", Dlt645Item.number("电压", "voltage", "V", 2, 1, false),
          "0202", Dlt645Item.number("电流", "current", "A", 3, 3, true),
          "0203", Dlt645Item.number("瞬时有功功率", "active power", "kW", 3, 4, true),
          "0204", Dlt645Item.number("瞬时无功功率", "reactive power", "kvar", 3, 4, true),
          "0205", Dlt645Item.number("瞬时视在功率", "apparent power", "kVA", 3, 4, true),
          "0206", Dlt645Item.number("功率因数", "power factor", "1", 2, 3, true));

  private static final List<String> PHASE_NAMES = List.of("总 total", "A", "B", "C");

  private static final Map<String, Dlt645Item> SINGLE =
      Map.of(
          "02800002", Dlt645Item.number("电网频率", "grid frequency", "Hz", 2, 2, false),
          "04000101",
              new Dlt645Item("日期及星期", "date and weekday", "", 4, 0, false, Dlt645Item.Form.DAY),
          "04000102", new Dlt645Item("时间", "time", "", 3, 0, false, Dlt645Item.Form.TIME),
          "04000401", new Dlt645Item("通信地址", "address", "", 6, 0, false, Dlt645Item.Form.ADDRESS),
          "01010000",
              new Dlt645Item(
                  "正向有功最大需量及发生时间",
                  "forward active maximum demand and its time",
                  "kW",
                  8,
                  4,
                  false,
                  Dlt645Item.Form.DEMAND));

  /** One value of a block. */
  private record Named(String identifier, String zh, String en, Dlt645Item item) {}

  private Dlt645Items() {}

  private static Dlt645Item energy(String zh, String en, String unit, boolean signed) {
    return Dlt645Item.number(zh, en, unit, 4, 2, signed);
  }

  /** Whether the identifier is understood. */
  static boolean knows(String identifier) {
    return !named(identifier).isEmpty();
  }

  /** What is wrong with a payload under a known identifier. */
  static Optional<Dlt645Deviation> check(String identifier, String payload) {
    List<Named> named = named(identifier);
    if (named.isEmpty()) {
      return Optional.of(Dlt645Deviation.IDENTIFIER_UNKNOWN);
    }
    int one = 2 * named.getFirst().item().bytes();
    boolean right =
        isBlock(identifier)
            ? !payload.isEmpty()
                && payload.length() % one == 0
                && payload.length() / one <= named.size()
            : payload.length() == one;
    if (!right) {
      return Optional.of(Dlt645Deviation.VALUE_LENGTH);
    }
    return values(identifier, payload).size() == payload.length() / one
        ? Optional.empty()
        : Optional.of(Dlt645Deviation.VALUE_NOT_DECIMAL);
  }

  /** The values that can be read; none of an unknown identifier or a payload of another length. */
  static List<Dlt645Value> values(String identifier, String payload) {
    List<Named> named = named(identifier);
    if (named.isEmpty()) {
      return List.of();
    }
    int one = 2 * named.getFirst().item().bytes();
    if (payload.length() % one != 0
        || payload.length() / one > named.size()
        || (!isBlock(identifier) && payload.length() != one)) {
      return List.of();
    }
    List<Dlt645Value> values = new ArrayList<>();
    for (int i = 0; i < payload.length() / one; i++) {
      Named of = named.get(i);
      Optional<String> read = text(of.item(), high(payload.substring(i * one, (i + 1) * one)));
      if (i == 0 && read.isEmpty() && identifier.startsWith(FROZEN)) {
        return List.of(); // all have one identifier: a tariff would stand for the total
      }
      read.map(text -> new Dlt645Value(of.identifier(), of.zh(), of.en(), of.item().unit(), text))
          .ifPresent(values::add);
    }
    return values;
  }

  private static boolean isBlock(String identifier) {
    return identifier.startsWith("FF", 4) || identifier.startsWith(FROZEN);
  }

  /** The values that an identifier asks for, one or a block; none when it is not known. */
  private static List<Named> named(String identifier) {
    String kind = identifier.substring(0, 4);
    int part = HEX.parseHex(identifier, 4, 6)[0];
    int last = HEX.parseHex(identifier, 6, 8)[0];
    Dlt645Item single = SINGLE.get(identifier);
    if (single != null) {
      return List.of(new Named(identifier, single.zh(), single.en(), single));
    }
    Dlt645Item energy = ENERGY.get(kind);
    if (energy != null && last >= 0 && last <= 12) {
      return parts(identifier, part, 0, TARIFFS_ZH, TARIFFS_EN, energy);
    }
    if (kind.equals(FROZEN) && last >= 1 && last <= MOST_FROZEN_DAYS) {
      return frozen(identifier, part, last);
    }
    Dlt645Item phase = PHASES.get(kind);
    if (phase != null && last == 0) {
      // Voltage and current have no total.
      int first = kind.equals("0201") || kind.equals("0202") ? 1 : 0;
      return parts(identifier, part, first, PHASE_NAMES, PHASE_NAMES, phase);
    }
    return List.of();
  }

  /** The values of a day's end have no identifiers of their own: the first is that of all. */
  private static List<Named> frozen(String identifier, int part, int days) {
    Dlt645Item energy = part == 1 || part == 2 ? ENERGY.get("000" + part) : null;
    if (energy == null) {
      return List.of();
    }
    List<Named> named = new ArrayList<>();
    for (int i = 0; i < TARIFFS_ZH.size(); i++) {
      named.add(
          new Named(
              identifier,
              "上 %s 次日冻结%s %s".formatted(days, energy.zh(), TARIFFS_ZH.get(i)),
              "%s at the end of day %s before, %s".formatted(energy.en(), days, TARIFFS_EN.get(i)),
              energy));
    }
    return named;
  }

  private static List<Named> parts(
      String identifier, int part, int first, List<String> zh, List<String> en, Dlt645Item item) {
    List<Named> named = new ArrayList<>();
    for (int i = first; i < zh.size(); i++) {
      if (part == i || part == -1) {
        named.add(
            new Named(
                identifier.substring(0, 4) + "0" + i + identifier.substring(6),
                item.zh() + " " + zh.get(i),
                item.en() + " " + en.get(i),
                item));
      }
    }
    return named;
  }

  /** Bytes in the order of reading: high first. */
  private static String high(String low) {
    StringBuilder high = new StringBuilder(low.length());
    for (int i = low.length() - 2; i >= 0; i -= 2) {
      high.append(low, i, i + 2);
    }
    return high.toString();
  }

  /** Empty where the meter has no such value; nothing where the digits are none. */
  private static Optional<String> text(Dlt645Item item, String digits) {
    if (digits.matches("F+")) {
      return Optional.of("");
    }
    return switch (item.form()) {
      case NUMBER -> number(item, digits);
      case DAY ->
          digits.matches("[0-9]{8}")
              ? Optional.of(
                  "20%s-%s-%s"
                      .formatted(
                          digits.substring(0, 2), digits.substring(2, 4), digits.substring(4, 6)))
              : Optional.empty();
      case TIME ->
          digits.matches("[0-9]{6}")
              ? Optional.of(
                  "%s:%s:%s"
                      .formatted(
                          digits.substring(0, 2), digits.substring(2, 4), digits.substring(4, 6)))
              : Optional.empty();
      case ADDRESS -> Optional.of(digits);
      // The time is sent behind the number, and so stands before it here.
      case DEMAND -> number(item, digits.substring(10));
    };
  }

  private static Optional<String> number(Dlt645Item item, String digits) {
    int top = Character.digit(digits.charAt(0), 16);
    boolean negative = item.signed() && top >= 8;
    String unsigned = negative ? Integer.toHexString(top - 8) + digits.substring(1) : digits;
    if (!unsigned.matches("[0-9]+")) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(new BigInteger(unsigned), item.decimals());
    return Optional.of((negative ? number.negate() : number).toPlainString());
  }
}
