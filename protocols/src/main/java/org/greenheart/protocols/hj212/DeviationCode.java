// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

/**
 * The ways in which frames leave the standard and are understood all the same. The codes are
 * stable: they are stored, counted and shown.
 */
public enum DeviationCode {
  /** Bytes that belong to no frame stand before ##. */
  JUNK_BEFORE_FRAME(
      "junk-before-frame", "bytes that belong to no frame stand before ##", "帧头 ## 之前有不属于任何帧的字节"),
  /** The frame does not begin with ##. */
  HEADER_MISSING("header-missing", "the frame does not begin with ##", "帧不以 ## 开头"),
  /** No length stands after ##. */
  LENGTH_MISSING("length-missing", "no length stands after ##", "## 之后没有长度"),
  /** The length is not written in four digits. */
  LENGTH_DIGITS("length-digits", "the length is not written in four digits", "长度不是四位数字"),
  /** The length does not lead to the CRC; the frame's end was found nearby. */
  LENGTH_WRONG(
      "length-wrong",
      "the length does not lead to the CRC; the frame's end was found nearby",
      "按长度找不到 CRC，帧尾由附近字节判定"),
  /** The length is over 9999, which four digits cannot say: such a frame is refused in a stream. */
  LENGTH_OVER_9999(
      "length-over-9999",
      "the length is over 9999, which four digits cannot say: such a frame is refused in a stream",
      "长度超过四位数能表示的 9999，数据流中拒收"),
  /** The data segment is longer than the 1024 bytes that the standard allows without splitting. */
  SEGMENT_OVER_1024(
      "segment-over-1024",
      "the data segment is longer than the 1024 bytes that the standard allows without splitting",
      "数据段超过标准规定的 1024 字节而未拆包"),
  /** A semicolon stands between length and data segment. */
  SEMICOLON_AFTER_LENGTH(
      "semicolon-after-length",
      "a semicolon stands between length and data segment",
      "长度与数据段之间多了分号"),
  /** A semicolon stands between data segment and CRC. */
  SEMICOLON_BEFORE_CRC(
      "semicolon-before-crc", "a semicolon stands between data segment and CRC", "数据段与 CRC 之间多了分号"),
  /** The frame breaks off before its end. */
  TRUNCATED("truncated", "the frame breaks off before its end", "帧不完整，中途中断"),
  /** CR LF is missing after the CRC. */
  TAIL_MISSING("tail-missing", "CR LF is missing after the CRC", "CRC 之后缺少回车换行"),
  /** LF alone ends the frame instead of CR LF. */
  TAIL_WITHOUT_CR("tail-without-cr", "LF alone ends the frame instead of CR LF", "帧尾只有换行，缺少回车"),
  /** Another frame follows where one was expected. */
  ANOTHER_FRAME("another-frame", "another frame follows where one was expected", "应为一帧之处还有另一帧"),
  /** The CRC is right but written in lower case. */
  CRC_LOWER_CASE("crc-lower-case", "the CRC is right but written in lower case", "CRC 正确但为小写"),
  /** The CRC is CRC-16/MODBUS, not the standard's. */
  CRC_MODBUS(
      "crc-modbus", "the CRC is CRC-16/MODBUS, not the standard's", "使用了 CRC-16/MODBUS，而非标准算法"),
  /** The CRC is CRC-16/MODBUS with its bytes swapped, not the standard's. */
  CRC_MODBUS_SWAPPED(
      "crc-modbus-swapped",
      "the CRC is CRC-16/MODBUS with its bytes swapped, not the standard's",
      "使用了高低字节颠倒的 CRC-16/MODBUS，而非标准算法"),
  /** The CRC is right but its bytes are swapped. */
  CRC_BYTE_SWAPPED("crc-byte-swapped", "the CRC is right but its bytes are swapped", "CRC 高低字节颠倒"),
  /** The CRC is right but lost its leading zeros. */
  CRC_LOST_ZERO("crc-lost-zero", "the CRC is right but lost its leading zeros", "CRC 正确但丢失前导零"),
  /** The CRC is a constant that was never computed. */
  CRC_PLACEHOLDER(
      "crc-placeholder", "the CRC is a constant that was never computed", "CRC 为占位常数，未经计算"),
  /** No CRC stands after the data segment. */
  CRC_MISSING("crc-missing", "no CRC stands after the data segment", "数据段之后没有 CRC"),
  /** The CRC does not fit the data segment. */
  CRC_WRONG("crc-wrong", "the CRC does not fit the data segment", "CRC 与数据段不符"),
  /** The request number QN is missing or empty. */
  QN_MISSING("qn-missing", "the request number QN is missing or empty", "缺少请求编码 QN 或为空"),
  /** The system code ST is missing or empty. */
  ST_MISSING("st-missing", "the system code ST is missing or empty", "缺少系统编码 ST 或为空"),
  /** The command code CN is missing or empty. */
  CN_MISSING("cn-missing", "the command code CN is missing or empty", "缺少命令编码 CN 或为空"),
  /** The password PW is missing or empty. */
  PW_MISSING("pw-missing", "the password PW is missing or empty", "缺少访问密码 PW 或为空"),
  /** The device number MN is missing or empty. */
  MN_MISSING("mn-missing", "the device number MN is missing or empty", "缺少设备唯一标识 MN 或为空"),
  /** Flag is missing or empty: it counts as 0. */
  FLAG_MISSING("flag-missing", "Flag is missing or empty: it counts as 0", "缺少 Flag 或为空，按 0 处理"),
  /** The data area CP=&& is missing. */
  CP_MISSING("cp-missing", "the data area CP=&& is missing", "缺少数据区 CP=&&"),
  /** QN is not 17 digits from year to millisecond. */
  QN_FORM("qn-form", "QN is not 17 digits from year to millisecond", "QN 不是 17 位年至毫秒的数字"),
  /** ST is not two digits or capital letters. */
  ST_FORM("st-form", "ST is not two digits or capital letters", "ST 不是两位数字或大写字母"),
  /** CN is not four digits. */
  CN_FORM("cn-form", "CN is not four digits", "CN 不是四位数字"),
  /** PW is not six characters. */
  PW_FORM("pw-form", "PW is not six characters", "PW 不是六个字符"),
  /** MN is not 24 digits or letters A to F. */
  MN_FORM("mn-form", "MN is not 24 digits or letters A to F", "MN 不是 24 位 0-9、A-F 字符"),
  /** Flag is not a number from 0 to 255. */
  FLAG_FORM("flag-form", "Flag is not a number from 0 to 255", "Flag 不是 0 至 255 的数"),
  /** Flag has leading zeros. */
  FLAG_PADDED("flag-padded", "Flag has leading zeros", "Flag 带前导零"),
  /** Flag is called CmdFlag. */
  FLAG_NAME("flag-name", "Flag is called CmdFlag", "Flag 写作 CmdFlag"),
  /** The version bits of Flag do not tell the edition here. */
  FLAG_VERSION(
      "flag-version",
      "the version bits of Flag do not tell the edition here",
      "此处 Flag 的版本位不代表标准版本"),
  /** The header fields are not in the order of the standard. */
  HEADER_ORDER(
      "header-order", "the header fields are not in the order of the standard", "字段顺序与标准不符"),
  /** A comma separates header fields instead of a semicolon. */
  HEADER_COMMA(
      "header-comma", "a comma separates header fields instead of a semicolon", "字段之间用了逗号而非分号"),
  /** A header field's name is in the wrong case. */
  HEADER_NAME_CASE("header-name-case", "a header field's name is in the wrong case", "字段名大小写不符"),
  /** A header field is given twice: the first one counts. */
  HEADER_FIELD_REPEATED(
      "header-field-repeated",
      "a header field is given twice: the first one counts",
      "字段重复，以第一个为准"),
  /** A header field is not of the standard. */
  HEADER_FIELD_UNKNOWN("header-field-unknown", "a header field is not of the standard", "标准中没有的字段"),
  /** A part of the header has no equals sign. */
  HEADER_FIELD_WITHOUT_VALUE(
      "header-field-without-value", "a part of the header has no equals sign", "字段缺少等号"),
  /** The semicolon before CP is missing. */
  SEPARATOR_BEFORE_CP_MISSING(
      "separator-before-cp-missing", "the semicolon before CP is missing", "CP 之前缺少分号"),
  /** A header field stands after the data area. */
  FIELD_AFTER_CP("field-after-cp", "a header field stands after the data area", "字段位于数据区之后"),
  /** PNUM and PNO are not a packet and its count. */
  PACKET_NUMBERS(
      "packet-numbers", "PNUM and PNO are not a packet and its count", "PNUM 与 PNO 不构成总包数与包号"),
  /** The packet bit of Flag and the presence of PNUM and PNO disagree. */
  PACKET_BIT(
      "packet-bit",
      "the packet bit of Flag and the presence of PNUM and PNO disagree",
      "Flag 的拆包位与 PNUM、PNO 是否存在不一致"),
  /** RF is not RF=1 of a 2025 frame. */
  RESENT_MARK("resent-mark", "RF is not RF=1 of a 2025 frame", "RF 不是 2025 版的 RF=1"),
  /** The data area is not closed with &&. */
  CP_NOT_CLOSED("cp-not-closed", "the data area is not closed with &&", "数据区没有以 && 结束"),
  /** An empty item: a separator too many. */
  ITEM_EMPTY("item-empty", "an empty item: a separator too many", "空项目：多余的分隔符"),
  /** A value has no name. */
  FIELD_WITHOUT_NAME("field-without-name", "a value has no name", "值没有字段名"),
  /** A field has no equals sign. */
  FIELD_WITHOUT_VALUE("field-without-value", "a field has no equals sign", "字段缺少等号"),
  /** Spaces stand where the standard has none. */
  STRAY_SPACE("stray-space", "spaces stand where the standard has none", "出现多余空格"),
  /** A field's name is misspelt or in the wrong case. */
  NAME_SPELLING("name-spelling", "a field's name is misspelt or in the wrong case", "字段名拼写或大小写不符"),
  /** A comma joins what semicolons should separate. */
  COMMA_BETWEEN_ITEMS(
      "comma-between-items", "a comma joins what semicolons should separate", "应以分号分隔的项目用了逗号"),
  /** The fields of one factor are spread over several items. */
  FACTOR_SPREAD(
      "factor-spread", "the fields of one factor are spread over several items", "同一因子的字段分散在多个项目中"),
  /** A field is given twice in one item. */
  FIELD_REPEATED("field-repeated", "a field is given twice in one item", "同一项目中字段重复"),
  /** A measured value or mark names no factor. */
  FACTOR_MISSING("factor-missing", "a measured value or mark names no factor", "测量值或数据标记没有因子编码"),
  /** An air factor under a water system code, or the reverse. */
  FACTOR_OF_OTHER_MEDIUM(
      "factor-of-other-medium",
      "an air factor under a water system code, or the reverse",
      "水系统编码下出现大气因子，或相反"),
  /** A value is empty. */
  VALUE_EMPTY("value-empty", "a value is empty", "值为空"),
  /** A measured value is not a number. */
  VALUE_NOT_A_NUMBER("value-not-a-number", "a measured value is not a number", "测量值不是数字"),
  /** A number has more than six fraction digits. */
  FRACTION_LONG("fraction-long", "a number has more than six fraction digits", "小数位数超过六位"),
  /** The data mark is not of the standard. */
  MARK_UNKNOWN("mark-unknown", "the data mark is not of the standard", "标准中没有的数据标记"),
  /** Measured values come without DataTime. */
  DATA_TIME_MISSING(
      "data-time-missing", "measured values come without DataTime", "有测量值而缺少 DataTime"),
  /** DataTime is not 14 digits. */
  DATA_TIME_FORM("data-time-form", "DataTime is not 14 digits", "DataTime 不是 14 位数字"),
  /** DataTime is no time that exists. */
  DATA_TIME_IMPOSSIBLE(
      "data-time-impossible", "DataTime is no time that exists", "DataTime 不是存在的时间"),
  /** The time is in or before the year 2000: the device lost its clock. */
  CLOCK_RESET(
      "clock-reset",
      "the time is in or before the year 2000: the device lost its clock",
      "时间为 2000 年或更早：设备时钟已丢失"),
  /** Text is not UTF-8: read as GB 18030. */
  TEXT_NOT_UTF8(
      "text-not-utf8", "text is not UTF-8: read as GB 18030", "文本不是 UTF-8 编码，按 GB 18030 读取"),
  /** The cipher is sent as printed bytes, as in {0xE4,0x3E}. */
  SM4_PRINTED(
      "sm4-printed",
      "the cipher is sent as printed bytes, as in {0xE4,0x3E}",
      "密文以 {0xE4,0x3E} 打印形式发送"),
  /** The cipher is sent as hex text. */
  SM4_HEX("sm4-hex", "the cipher is sent as hex text", "密文以十六进制文本发送"),
  /** The content is encrypted and there is no key. */
  SM4_NO_KEY("sm4-no-key", "the content is encrypted and there is no key", "内容已加密而没有密钥"),
  /** The content is encrypted and no key fits. */
  SM4_KEY_WRONG("sm4-key-wrong", "the content is encrypted and no key fits", "内容已加密而密钥均不符"),
  /** The content was encrypted with an old key. */
  SM4_OLD_KEY("sm4-old-key", "the content was encrypted with an old key", "内容以旧密钥加密"),
  /** More deviations follow than are listed. */
  MORE_DEVIATIONS("more-deviations", "more deviations follow than are listed", "偏差过多，其余未列出");

  private final String code;
  private final String english;
  private final String chinese;

  DeviationCode(String code, String english, String chinese) {
    this.code = code;
    this.english = english;
    this.chinese = chinese;
  }

  /** The stable name in lower case with hyphens, as in {@code length-wrong}. */
  public String code() {
    return code;
  }

  /** What is wrong, as an English clause without capital and full stop. */
  public String english() {
    return english;
  }

  /** What is wrong, in Chinese. */
  public String chinese() {
    return chinese;
  }
}
