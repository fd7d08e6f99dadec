// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

/**
 * The ways in which frames leave the standard. The codes are stable: they are stored, counted and
 * shown.
 */
public enum Dlt645Deviation {
  /** Bytes that belong to no frame stand before it. */
  JUNK_BEFORE_FRAME(
      "junk-before-frame", "bytes that belong to no frame stand before it", "帧前有不属于任何帧的字节"),
  /** The checksum does not fit. */
  CHECKSUM_WRONG("checksum-wrong", "the checksum does not fit", "校验码不符"),
  /** There are more than 200 bytes of data. */
  LENGTH_OVER_200("length-over-200", "there are more than 200 bytes of data", "数据域超过 200 字节"),
  /** The address is neither digits nor wildcards. */
  ADDRESS_FORM("address-form", "the address is neither digits nor wildcards", "地址不是数字或通配符"),
  /** An answer is too short for its data identifier. */
  DATA_SHORT("data-short", "the data is too short for what it answers", "数据域长度不足"),
  /** An error answer is not one byte long. */
  ERROR_LENGTH("error-length", "an error answer is not one byte long", "异常应答的数据域不是一个字节"),
  /** The data identifier is not in the table. */
  IDENTIFIER_UNKNOWN("identifier-unknown", "the data identifier is not in the table", "数据标识不在表中"),
  /** The data does not have the length of its identifier. */
  VALUE_LENGTH(
      "value-length", "the data does not have the length of its identifier", "数据长度与数据标识不符"),
  /** A value is not in decimal digits. */
  VALUE_NOT_DECIMAL("value-not-decimal", "a value is not in decimal digits", "数值不是 BCD 码");

  private final String code;
  private final String english;
  private final String chinese;

  Dlt645Deviation(String code, String english, String chinese) {
    this.code = code;
    this.english = english;
    this.chinese = chinese;
  }

  /** {@code checksum-wrong}. */
  public String code() {
    return code;
  }

  public String english() {
    return english;
  }

  public String chinese() {
    return chinese;
  }
}
