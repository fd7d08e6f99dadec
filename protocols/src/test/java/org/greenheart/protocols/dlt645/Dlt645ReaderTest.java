// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Dlt645ReaderTest {
  private static final String METER = "000000000161";

  private static Dlt645Reading read(int control, String data) {
    return read(METER, control, data);
  }

  private static Dlt645Reading read(String address, int control, String data) {
    List<Dlt645Frame> frames = new ArrayList<>();
    new Dlt645Framer()
        .feed(
            new Dlt645Writer().write(new Dlt645Message.Other(address, control, data)), frames::add);
    return new Dlt645Reader().read(frames.getFirst());
  }

  private static String values(String identifier, String payload) {
    return new Dlt645Message.Data(METER, identifier, payload, false, Dlt645Message.Data.FIRST)
        .values().stream()
            .map(value -> "%s %s".formatted(value.text(), value.unit()).strip())
            .collect(Collectors.joining("; "));
  }

  @Test
  void readOfData_isRead_withItsIdentifier() {
    assertThat(read(0x11, "00000100").message())
        .isEqualTo(new Dlt645Message.Read(METER, "00010000"));
    assertThat(read(0x12, "0000010002").message())
        .isEqualTo(new Dlt645Message.ReadNext(METER, "00010000", 2));
  }

  @Test
  void answerInParts_isToldByItsBits() {
    assertThat(read(0xB1, "00000100AA").message())
        .isEqualTo(new Dlt645Message.Data(METER, "00010000", "AA", true, Dlt645Message.Data.FIRST));
    assertThat(read(0x92, "00000100BB02").message())
        .isEqualTo(new Dlt645Message.Data(METER, "00010000", "BB", false, 2));
    assertThat(read(0xB1, "00000100AA").deviations()).isEmpty();
  }

  @Test
  void refusal_namesItsFaults() {
    Dlt645Message.Failure failure = (Dlt645Message.Failure) read(0xD1, "06").message();

    assertThat(failure.function()).isEqualTo(0x11);
    assertThat(failure.faults())
        .containsExactly(Dlt645Message.Fault.NO_SUCH_DATA, Dlt645Message.Fault.PASSWORD);
  }

  @Test
  void refusalWithDataBehindIt_isADeviation() {
    Dlt645Reading reading = read(0xD1, "000101029722");

    assertThat(reading.message()).isInstanceOf(Dlt645Message.Other.class);
    assertThat(reading.deviations()).containsExactly(Dlt645Deviation.ERROR_LENGTH);
  }

  @ParameterizedTest
  @CsvSource({
    "00010000, 26000000, 0.26 kWh",
    "00010000, 78563412, 123456.78 kWh",
    "00000000, 00000080, 0.00 kWh",
    "00000000, 01000080, -0.01 kWh",
    "00010100, 99999999, 999999.99 kWh",
    "0001010C, 26000000, 0.26 kWh",
    "02010100, 9722, 229.7 V",
    "02020200, 234581, -14.523 A",
    "02020200, 234501, 14.523 A",
    "02030000, 000081, -1.0000 kW",
    "02060000, 0010, 1.000 1",
    "02060000, 0090, -1.000 1",
    "02800002, 0350, 50.03 Hz",
    "04000101, 03210226, 2026-02-21",
    "04000102, 593012, 12:30:59",
    "04000401, 610100000000, 000000000161",
    "01010000, 5634120030090226, 12.3456 kW",
    "0001FF00, 0100000002000000030000000400000005000000, 0.01 kWh; 0.02 kWh; 0.03 kWh; 0.04 kWh;"
        + " 0.05 kWh",
    "0001FF00, 0100000002000000, 0.01 kWh; 0.02 kWh",
    "0201FF00, 9722FFFFFFFF, 229.7 V; V; V",
    "05060101, 78563412, 123456.78 kWh",
    "05060101, 0500000001000000020000000100000001000000, 0.05 kWh; 0.01 kWh; 0.02 kWh; 0.01 kWh;"
        + " 0.01 kWh",
    "0506023E, 01000000, 0.01 kWh",
    "0203FF00, 000000000000000000000000, 0.0000 kW; 0.0000 kW; 0.0000 kW; 0.0000 kW"
  })
  void values_areDecimalsLowByteFirst(String identifier, String payload, String values) {
    assertThat(values(identifier, payload)).isEqualTo(values);
  }

  @Test
  void valueThatTheMeterHasNot_hasNoNumber() {
    Dlt645Value none =
        new Dlt645Message.Data(METER, "02010200", "FFFF", false, Dlt645Message.Data.FIRST)
            .values()
            .getFirst();

    assertThat(none.number()).isEmpty();
    assertThat(none.zh()).isEqualTo("电压 B");
  }

  @Test
  void blockOfTariffs_namesEach() {
    assertThat(
            new Dlt645Message.Data(
                    METER, "0001FF01", "0100000002000000", false, Dlt645Message.Data.FIRST)
                .values())
        .extracting(value -> value.identifier() + " " + value.en())
        .containsExactly(
            "00010001 forward active energy total", "00010101 forward active energy sharp");
  }

  @ParameterizedTest
  @CsvSource({
    "00010000, 2600, VALUE_LENGTH",
    "00010000, 260000000000, VALUE_LENGTH",
    "0001FF00, 26000000FF, VALUE_LENGTH",
    "00010000, 2600000A, VALUE_NOT_DECIMAL",
    "00010000, '', VALUE_LENGTH",
    "001D0000, 26000000, IDENTIFIER_UNKNOWN",
    "02010000, 9722, IDENTIFIER_UNKNOWN",
    "0001000D, 26000000, IDENTIFIER_UNKNOWN",
    "05060001, 26000000, IDENTIFIER_UNKNOWN",
    "05060100, 26000000, IDENTIFIER_UNKNOWN",
    "0506013F, 26000000, IDENTIFIER_UNKNOWN",
    "05060101, 260000, VALUE_LENGTH",
    "05060101, 5634120A0100000002000000, VALUE_NOT_DECIMAL"
  })
  void dataThatDoesNotFitItsIdentifier_isADeviation_andGivesNoValue(
      String identifier, String payload, Dlt645Deviation deviation) {
    String low =
        identifier.substring(6, 8)
            + identifier.substring(4, 6)
            + identifier.substring(2, 4)
            + identifier.substring(0, 2);

    Dlt645Reading reading = read(0x91, low + payload);

    assertThat(reading.deviations()).containsExactly(deviation);
    assertThat(values(identifier, payload)).isEmpty();
  }

  @Test
  void answerWithoutAnIdentifier_isADeviation() {
    assertThat(read(0x91, "0001").deviations()).containsExactly(Dlt645Deviation.DATA_SHORT);
    assertThat(read(0x92, "00000100").deviations()).containsExactly(Dlt645Deviation.DATA_SHORT);
  }

  @Test
  void addressWithLetters_isADeviation_butWildcardsAreNone() {
    assertThat(read("0000000001B1", 0x11, "00000100").deviations())
        .containsExactly(Dlt645Deviation.ADDRESS_FORM);
    assertThat(read("AAAAAAAA0161", 0x11, "00000100").deviations()).isEmpty();
  }

  @Test
  void edition1997_isKeptAsItIs() {
    assertThat(read(0x01, "1090").message())
        .isEqualTo(new Dlt645Message.Other(METER, 0x01, "1090"));
  }

  @Test
  void message_thatCannotBe_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dlt645Message.Read("161", "00010000"))
        .withMessageContaining("address (161)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dlt645Message.Read(METER, "0001"))
        .withMessage("identifier (0001) must be 8 hex digits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dlt645Message.ReadNext(METER, "00010000", 256))
        .withMessage("sequence (256) must be 0 to 255");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Dlt645Writer().write(new Dlt645Message.Other(METER, 0x14, "00".repeat(201))))
        .withMessage("data (201 bytes) must be at most 200");
  }
}
