// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.MeterSource.Kind;
import org.greenheart.storage.registry.RuleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registers to numbers, and maps to requests. */
final class ModbusItemTest {
  private static MeterEntry entry(String code, String register, String type) {
    return entry(code, register, "holding", type, "ABCD", "1", "", false);
  }

  private static MeterEntry entry(
      String code,
      String register,
      String area,
      String type,
      String order,
      String scale,
      String unit,
      boolean counter) {
    return new MeterEntry(
        code,
        null,
        register,
        area,
        type,
        order,
        Decimal.parse(scale).orElseThrow(),
        Decimal.of(0),
        unit,
        counter,
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource({
    "u16, ABCD, FFFE, 65534",
    "u16, BADC, FEFF, 65534",
    "i16, ABCD, FFFE, -2",
    "u32, ABCD, 00010002, 65538",
    "u32, CDAB, 00020001, 65538",
    "u32, BADC, 01000200, 65538",
    "u32, DCBA, 02000100, 65538",
    "i32, ABCD, FFFFFFFF, -1",
    "u64, ABCD, FFFFFFFFFFFFFFFF, 18446744073709551615",
    "u64, CDAB, 0002000100000000, 65538",
    "u64, DCBA, 0200010000000000, 65538",
    "float32, ABCD, 41CC0000, 25.5",
    "float32, CDAB, 000041CC, 25.5",
    "float32, DCBA, 0000CC41, 25.5",
    "float64, ABCD, 3FB999999999999A, 0.1",
    "float64, DCBA, 9A9999999999B93F, 0.1",
  })
  void number_isReadInItsOrder(String type, String order, String wire, String number) {
    byte[] bytes = HexFormat.of().parseHex(wire.replace(" ", ""));
    assertThat(NumberType.ofText(type).read(ByteSequence.ofText(order).highFirst(bytes)))
        .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(new BigDecimal(number)));
  }

  @Test
  void notANumber_isNone() {
    byte[] nan = HexFormat.of().parseHex("7FC00000");
    assertThat(NumberType.FLOAT32.read(nan)).isEmpty();
  }

  @Test
  void scaleAndShift_areExact() {
    RegisterImage image = new RegisterImage("1");
    image.add(new ModbusPlan.Block(RegisterArea.HOLDING, 0, 2), new byte[] {0, 1, 0, 2});
    ReadValue value =
        image.value(ModbusItem.of(entry("a", "0", "holding", "u32", "ABCD", "0.01", "kWh", false)));
    assertThat(value.value()).isEqualTo(Decimal.parse("655.38").orElseThrow());
    assertThat(value.raw()).isEqualTo("0001 0002");
    assertThat(RawText.of(image.text())).isEqualTo("modbus unit 1\nholding 0: 0001 0002\n");
  }

  @Test
  void neighbours_areReadInOneRequest_withSmallHoles() {
    List<ModbusItem> items =
        List.of(
            ModbusItem.of(entry("c", "20", "u16")),
            ModbusItem.of(entry("a", "0", "u32")),
            ModbusItem.of(entry("b", "4", "float32")),
            ModbusItem.of(entry("d", "0x0100", "u16")));

    assertThat(ModbusPlan.of(items, ModbusPlan.HOLE).blocks())
        .extracting(ModbusPlan.Block::toString)
        .containsExactly("holding 0 to 5", "holding 20 to 20", "holding 256 to 256");
    assertThat(ModbusPlan.of(items, 0).blocks()).hasSize(4);
  }

  @Test
  void oneRequest_hasAtMost125Registers() {
    List<ModbusItem> items =
        java.util.stream.IntStream.range(0, 100)
            .mapToObj(i -> ModbusItem.of(entry("c" + i, "" + 2 * i, "u32")))
            .toList();
    assertThat(ModbusPlan.of(items, 8).blocks())
        .extracting(ModbusPlan.Block::count)
        .containsExactly(124, 76);
  }

  private static void assertRefused(MeterEntry entry, String field, String code) {
    assertThatThrownBy(
            () -> MeterMap.checked(Kind.MODBUS, List.of(entry("first", "10", "u32"), entry)))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.field()).isEqualTo("entries[1]." + field);
            });
  }

  @Test
  void whatCannotBeRead_isRefusedByName() {
    assertRefused(entry("a", "11", "u16"), "register", "register-overlap");
    assertRefused(entry("a", "9", "u32"), "register", "register-overlap");
    assertRefused(entry("first", "20", "u32"), "code", "code-twice");
    assertRefused(entry("a", "65535", "u32"), "register", "register-range");
    assertRefused(entry("a", "kWh", "u32"), "register", "register-form");
    assertRefused(entry("a", "20", "kWh"), "type", "register-type");
    assertRefused(
        entry("a", "20", "holding", "u32", "ACBD", "1", "", false), "order", "register-order");
    assertRefused(entry("a", "20", "coil", "u32", "", "1", "", false), "type", "bit-type");
    assertRefused(entry("a", "20", "holding", "u32", "", "1", "0.01", false), "unit", "unit-form");
    assertRefused(
        entry("i33201", "20", "holding", "u32", "", "1", "MWh", false), "unit", "unit-other");
  }

  @Test
  void counter_hasTheWidthOfItsType_whereNoneIsGiven() {
    List<MeterEntry> map =
        MeterMap.checked(
            Kind.MODBUS,
            List.of(
                entry("a", "0", "holding", "u16", "", "0.1", "kWh", true),
                entry("b", "1", "holding", "float32", "", "1", "kWh", true)));
    assertThat(map.get(0).wrapsAt()).isEqualTo(Decimal.parse("6553.6").orElseThrow());
    assertThat(map.get(1).wrapsAt()).isNull();
  }
}
