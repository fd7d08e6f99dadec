// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrcTest {
  private static final String EXAMPLE_2017 =
      "QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;"
          + "CP=&&RtdInterval=30&&";
  private static final String EXAMPLE_2025 =
      "QN=20240601085857223;ST=32;CN=1011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&&&";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|0|FFFF|FFFF",
        "123456789|9|2F80|4B37",
        EXAMPLE_2017 + "|101|1C80|0759",
        EXAMPLE_2025 + "|87|2200|CCF4"
      })
  void of_rowsOfTheFactsTable(String text, int length, String crc, String modbus) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

    assertThat(bytes).hasSize(length);
    assertThat(Crc.hex(Crc.of(bytes, 0, length))).isEqualTo(crc);
    assertThat(Crc.hex(Crc.modbus(bytes, 0, length))).isEqualTo(modbus);
  }

  @Test
  void of_oneZeroByte() {
    assertThat(Crc.hex(Crc.of(new byte[1], 0, 1))).isEqualTo("4040");
    assertThat(Crc.hex(Crc.modbus(new byte[1], 0, 1))).isEqualTo("40BF");
  }

  @Test
  void of_agreesWithTheBitwiseTextOfTheStandard() {
    Random random = new Random(212);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);

      assertThat(Crc.of(bytes, 0, bytes.length)).isEqualTo(bitwise(bytes));
    }
  }

  @Test
  void of_hasOnly256ValuesForNonEmptyInput() {
    long values =
        IntStream.range(0, 65_536)
            .map(i -> Crc.of(new byte[] {(byte) (i >> 8), (byte) i}, 0, 2))
            .distinct()
            .count();

    assertThat(values).isEqualTo(256);
  }

  @ParameterizedTest
  @CsvSource({
    "1C80, RIGHT",
    "1c80, LOWER_CASE",
    "801C, BYTE_SWAPPED",
    "0759, MODBUS",
    "5907, MODBUS_SWAPPED",
    "759, WRONG",
    "ABCD, PLACEHOLDER",
    "1234, PLACEHOLDER",
    "ffff, PLACEHOLDER",
    "B381, PLACEHOLDER",
    "1C81, WRONG",
    "XYZ1, WRONG",
    "'', MISSING"
  })
  void judge_namesTheVariant(String sent, CrcVerdict verdict) {
    byte[] bytes = EXAMPLE_2017.getBytes(StandardCharsets.US_ASCII);

    assertThat(Crc.judge(sent, bytes, 0, bytes.length)).isEqualTo(verdict);
  }

  @Test
  void judge_leadingZerosLost_namesIt() {
    byte[] bytes =
        IntStream.range(0, 10_000)
            .mapToObj(i -> Integer.toString(i).getBytes(StandardCharsets.US_ASCII))
            .filter(b -> Crc.of(b, 0, b.length) < 0x1000)
            .findFirst()
            .orElseThrow();
    String crc = Crc.hex(Crc.of(bytes, 0, bytes.length));
    assertThat(crc).startsWith("0");

    CrcVerdict verdict = Crc.judge(crc.substring(1), bytes, 0, bytes.length);

    assertThat(verdict).isEqualTo(CrcVerdict.LOST_ZERO);
  }

  private static int bitwise(byte[] bytes) {
    int register = 0xFFFF;
    for (byte next : bytes) {
      register = (register >> 8) ^ (next & 0xFF);
      for (int bit = 0; bit < 8; bit++) {
        boolean out = (register & 1) == 1;
        register >>= 1;
        if (out) {
          register ^= 0xA001;
        }
      }
    }
    return register;
  }
}
