// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.protocols.hj212.Frames.crc;
import static org.greenheart.protocols.hj212.Frames.frame;
import static org.greenheart.protocols.hj212.Frames.latin1;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Hj212ReaderTest {
  private static final String HEAD = "QN=20260101120000123;ST=32;CN=2011;PW=123456;";
  private static final String MN = "MN=010000A8900016F000169DC0;";
  private static final Hj212Reader READER = new Hj212Reader();

  @Test
  void read_everyFieldOfAFrame() {
    Hj212Message message =
        read(
            // request number
            "QN=20260101120000123;"
                // system, command, password, device
                + "ST=31;CN=2061;PW=123456;MN=010000A8900016F000169DC0;"
                // 2025, split, answer wanted
                + "Flag=11;PNUM=3;PNO=2;RF=1;"
                // data area
                + "CP=&&DataTime=20260101110000;a21026-Avg=12.50,a21026-Flag=N;a21002-Max=-3&&");

    assertThat(message.version()).isEqualTo(Hj212Version.V2025);
    assertThat(message.qn()).isEqualTo("20260101120000123");
    assertThat(message.st()).isEqualTo("31");
    assertThat(message.cn()).isEqualTo("2061");
    assertThat(message.pw()).isEqualTo("123456");
    assertThat(message.mn()).isEqualTo("010000A8900016F000169DC0");
    assertThat(message.flag()).isEqualTo(new Flag(11));
    assertThat(message.answerWanted()).isTrue();
    assertThat(message.pnum()).isEqualTo(3);
    assertThat(message.pno()).isEqualTo(2);
    assertThat(message.rf()).isTrue();
    assertThat(message.crc()).isEqualTo(CrcVerdict.RIGHT);
    assertThat(message.encrypted()).isFalse();
    assertThat(message.dataTime()).contains(LocalDateTime.of(2026, 1, 1, 11, 0));
    assertThat(message.items())
        .containsExactly(
            new Item(List.of(new Field("DataTime", "20260101110000", "", "DataTime"))),
            new Item(
                List.of(
                    new Field("a21026-Avg", "12.50", "a21026", "Avg"),
                    new Field("a21026-Flag", "N", "a21026", "Flag"))),
            new Item(List.of(new Field("a21002-Max", "-3", "a21002", "Max"))));
    assertThat(message.deviations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the Flag decides
        "QN=20260101120000123;ST=32;CN=2011;PW=123456;MN=A;Flag=1;CP=&&&&|V2005",
        "QN=20260101120000123;ST=32;CN=2011;PW=123456;MN=A;Flag=4;CP=&&&&|V2017",
        "QN=20260101120000123;ST=32;CN=2011;PW=123456;MN=A;Flag=8;CP=&&&&|V2025",
        "QN=20260101120000123;ST=32;CN=2011;PW=123456;MN=A;Flag=12;CP=&&&&|V2025",
        // the surface-water profile used 8 and 9 before 2025
        "QN=20260101120000123;ST=21;CN=2011;PW=123456;MN=A110000_0001;Flag=9;CP=&&&&|V2017",
        "QN=20260101120000123;ST=91;CN=9014;PW=123456;MN=A110000_0001;Flag=8;CP=&&&&|V2017",
        "QN=20260101120000123;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=8;CP=&&&&|V2025",
        // without Flag
        "ST=32;CN=2011;PW=123456;MN=A;CP=&&DataTime=20260101120000;011-Rtd=1&&|V2005",
        "ST=32;CN=2011;PW=123456;MN=A;CP=&&DataTime=20260101120000;w01018-Rtd=1&&|V2005",
        "QN=20260101120000123;ST=32;CN=2011;PW=123456;MN=A;CP=&&w01018-Rtd=1&&|V2017",
        "QN=20260101120000123;ST=32;CN=2011;PW=123456;MN=A;CP=&&011-Rtd=1&&|V2005"
      })
  void read_tellsTheEdition(String segment, Hj212Version version) {
    assertThat(read(segment).version()).isEqualTo(version);
  }

  @Test
  void read_surfaceWaterProfile_notesTheVersionBits() {
    Hj212Message message =
        read("QN=20260101120000123;ST=21;CN=2011;PW=123456;MN=A110000_0001;Flag=9;CP=&&&&");

    assertThat(message.has(DeviationCode.FLAG_VERSION)).isTrue();
  }

  /** One row for each way to be wrong: the segment, the code, and the text at the offset. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '~',
      value = {
        "ST=32;CN=2011;PW=123456;MN=A;Flag=5;CP=&&&&|QN_MISSING|CP=",
        "QN=;ST=32;CN=2011;PW=123456;MN=A;Flag=5;CP=&&&&|QN_MISSING|QN=;",
        "QN=1617937761764;ST=21;CN=1011;PW=123456;MN=A;Flag=5;CP=&&&&|QN_FORM|QN=16",
        "QN=20261301120000123;ST=21;CN=1011;PW=123456;MN=A;Flag=5;CP=&&&&|QN_FORM|QN=2026",
        "CN=2011;PW=123456;MN=A;CP=&&&&|ST_MISSING|CP=",
        "ST=101;CN=2011;PW=123456;MN=A;CP=&&&&|ST_FORM|ST=101",
        "ST=32;PW=123456;MN=A;CP=&&&&|CN_MISSING|CP=",
        "ST=32;CN=20x1;PW=123456;MN=A;CP=&&&&|CN_FORM|CN=20x1",
        "ST=32;CN=2011;MN=A;CP=&&&&|PW_MISSING|CP=",
        "ST=32;CN=2011;PW=BF470F88957588DE902D1A52;MN=A;CP=&&&&|PW_FORM|PW=BF",
        "ST=32;CN=2011;PW=123456;MN=;CP=&&&&|MN_MISSING|MN=;",
        HEAD + "MN=A;Flag=4;CP=&&&&|MN_FORM|MN=A",
        HEAD + "MN=010000a8900016f000169dc0;Flag=4;CP=&&&&|MN_FORM|MN=01",
        HEAD + "MN=A;CP=&&&&|FLAG_MISSING|CP=",
        HEAD + MN + "Flag=x;CP=&&&&|FLAG_FORM|Flag=x",
        HEAD + MN + "Flag=256;CP=&&&&|FLAG_FORM|Flag=256",
        HEAD + MN + "Flag=0005;CP=&&&&|FLAG_PADDED|Flag=0005",
        HEAD + MN + "CmdFlag=5;CP=&&&&|FLAG_NAME|CmdFlag",
        HEAD + MN + "flag=5;CP=&&&&|HEADER_NAME_CASE|flag=5",
        HEAD + MN + "Flag=16;CP=&&&&|FLAG_VERSION|Flag=16",
        "ST=32;QN=20260101120000123;CN=2011;PW=123456;MN=A;Flag=1;CP=&&&&|HEADER_ORDER|QN=2026",
        "QN=20260101120000123,ST=32;CN=2011;PW=123456;MN=A;Flag=1;CP=&&&&|HEADER_COMMA|,ST=32",
        HEAD + MN + "Flag=4;PW=654321;CP=&&&&|HEADER_FIELD_REPEATED|PW=654321",
        HEAD + MN + "Flag=4;XY=1;CP=&&&&|HEADER_FIELD_UNKNOWN|XY=1",
        HEAD + MN + "Flag=4;login;CP=&&&&|HEADER_FIELD_WITHOUT_VALUE|login",
        HEAD + MN + " Flag=4;CP=&&&&|STRAY_SPACE| Flag=4",
        HEAD + MN + "Flag=4CP=&&&&|SEPARATOR_BEFORE_CP_MISSING|CP=",
        HEAD + MN + "CP=&&&&;Flag=4|FIELD_AFTER_CP|Flag=4",
        HEAD + MN + "Flag=7;CP=&&&&|PACKET_BIT|Flag=7",
        HEAD + MN + "Flag=5;PNUM=2;PNO=1;CP=&&&&|PACKET_BIT|Flag=5",
        HEAD + MN + "Flag=7;PNUM=2;PNO=3;CP=&&&&|PACKET_NUMBERS|PNO=3",
        HEAD + MN + "Flag=7;PNUM=2;CP=&&&&|PACKET_NUMBERS|PNUM=2",
        HEAD + MN + "Flag=5;RF=1;CP=&&&&|RESENT_MARK|RF=1",
        HEAD + MN + "Flag=9;RF=0;CP=&&&&|RESENT_MARK|RF=0",
        HEAD + MN + "Flag=4|CP_MISSING|D",
        HEAD + MN + "Flag=4;CP=&&DataTime=20260101120000|CP_NOT_CLOSED|D",
        HEAD + MN + "Flag=4;CP=&& &&|STRAY_SPACE| &&",
        HEAD + MN + "Flag=4;CP=&& PolId=w01018&&|STRAY_SPACE| PolId",
        HEAD + MN + "Flag=4;CP=&&PolId=w01018;&&|ITEM_EMPTY|;&&",
        HEAD + MN + "Flag=4;CP=&&PolId=w01018,&&|ITEM_EMPTY|,&&",
        HEAD + MN + "Flag=4;CP=&&PolId=w01018;;InfoId=i11001&&|ITEM_EMPTY|;InfoId",
        HEAD + MN + "Flag=4;CP=&&=5&&|FIELD_WITHOUT_NAME|=5",
        HEAD + MN + "Flag=4;CP=&&FANSTATUS&&|FIELD_WITHOUT_VALUE|FANSTATUS",
        HEAD + MN + "Flag=4;CP=&&PollD=w01018&&|NAME_SPELLING|PollD",
        HEAD + MN + "Flag=4;CP=&&datatime=20260101120000&&|NAME_SPELLING|datatime",
        HEAD + MN + "Flag=4;CP=&&DataTime=20260101120000;w01001--Avg=1&&|NAME_SPELLING|w01001--Avg",
        HEAD + MN + "Flag=4;CP=&&DataTime=20260101120000;LA -Rtd=1&&|NAME_SPELLING|LA -Rtd",
        HEAD + MN + "Flag=4;CP=&&DataTime=20260101120000;LA-td=1&&|NAME_SPELLING|LA-td",
        HEAD + MN + "Flag=4;CP=&&DataTime=20260101120000,w01018-Rtd=1&&|COMMA_BETWEEN_ITEMS|w01018",
        HEAD
            + MN
            + "Flag=4;CP=&&w01018-Flag=N;w01001-Flag=N;w01018-EFlag=1&&|FACTOR_SPREAD|w01018-EFlag",
        HEAD + MN + "Flag=4;CP=&&w01018-Flag=N,w01018-Flag=D&&|FIELD_REPEATED|w01018-Flag=D",
        HEAD + MN + "Flag=4;CP=&&w01018-EFlag=1;Flag=N&&|FACTOR_MISSING|Flag=N",
        HEAD + MN + "Flag=4;CP=&&a21026-Flag=N&&|FACTOR_OF_OTHER_MEDIUM|a21026",
        HEAD + MN + "Flag=4;CP=&&DataTime=20260101120000;w01018-Rtd=&&|VALUE_EMPTY|&&",
        HEAD + MN + "Flag=4;CP=&&DataTime=20260101120000;w01018-Rtd=--&&|VALUE_NOT_A_NUMBER|--",
        HEAD + MN + "Flag=4;CP=&&DataTime=20260101120000;w01018-Rtd=1.2.3&&|VALUE_NOT_A_NUMBER|1.2",
        HEAD + MN + "Flag=4;CP=&&DataTime=20260101120000;w01018-Rtd=1.1234567&&|FRACTION_LONG|1.12",
        HEAD + MN + "Flag=4;CP=&&w01018-Flag=Z&&|MARK_UNKNOWN|Z&&",
        HEAD + MN + "Flag=4;CP=&&w01018-Rtd=1&&|DATA_TIME_MISSING|w01018",
        HEAD + MN + "Flag=4;CP=&&DataTime=20260101120000000&&|DATA_TIME_FORM|2026",
        HEAD + MN + "Flag=4;CP=&&DataTime=2026-01-01&&|DATA_TIME_FORM|2026-",
        HEAD + MN + "Flag=4;CP=&&DataTime=20261301250000&&|DATA_TIME_IMPOSSIBLE|20261301",
        HEAD + MN + "Flag=4;CP=&&DataTime=20000101000000&&|CLOCK_RESET|20000101"
      })
  void read_deviation_isNamedWithItsPlace(String segment, DeviationCode code, String text) {
    Hj212Frame frame = Frames.all(frame(segment)).getFirst();
    Hj212Message message = READER.read(frame);

    Deviation deviation =
        message.deviations().stream().filter(d -> d.code() == code).findFirst().orElseThrow();
    String rest = frame.toString().substring(deviation.offset());
    if (text.equals("D")) {
      // At the end of the segment, where something is missing.
      assertThat(deviation.offset()).isEqualTo(frame.segmentEnd());
    } else {
      assertThat(rest).startsWith(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // 2005 uploads have neither QN nor Flag
        "ST=32;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20040516010101001;B01-Rtd=1&&",
        // its commands set the packet bit and have no packets
        "QN=20040516010101001;ST=32;CN=2011;PW=123456;MN=88888880000001;Flag=3;CP=&&&&",
        // CTime is repeated by the standard
        "ST=32;CN=3014;PW=123456;MN=88888880000001;CP=&&PolId=101,CTime=04,CTime=10&&",
        // the standard joins begin and end both ways
        HEAD + MN + "Flag=5;CP=&&BeginTime=20160801010522,EndTime=20160801085857&&",
        HEAD + MN + "Flag=5;CP=&&BeginTime=20160801010522;EndTime=20160801085857&&",
        // a condition of production is text
        "QN=20260101120000123;ST=45;CN=2011;PW=123456;"
            + MN
            + "Flag=9;CP=&&DataTime=20260101120000;p99101-Rtd=St&&",
        // a logger without MN asks for one
        "QN=20260101120000123;ST=31;CN=1001;PW=123456;MN=;Flag=9;CP=&&i23005-Info=69&&",
        // unknown names and codes are kept
        HEAD + MN + "Flag=5;CP=&&DataTime=20260101120000;FANSTATUS=1;xyz-Rtd=1,xyz-Ia=401.4&&",
        // a log may contain separators
        HEAD + MN + "Flag=5;CP=&&PolId=w01018;i11001-Info=//a=1;b,c&d//;InfoId=i11001&&"
      })
  void read_whatOnlyLooksWrong_isNoDeviation(String segment) {
    assertThat(read(segment).deviations()).isEmpty();
  }

  @Test
  void read_headerInAnyOrder_hasAllFields() {
    Hj212Message message =
        read("Flag=4;MN=A;PNO=0001;PNUM=0002;PW=1;CN=2;ST=3;QN=4;CP=&&PolId=w01018&&");

    assertThat(message.qn()).isEqualTo("4");
    assertThat(message.st()).isEqualTo("3");
    assertThat(message.cn()).isEqualTo("2");
    assertThat(message.pw()).isEqualTo("1");
    assertThat(message.mn()).isEqualTo("A");
    assertThat(message.pnum()).isEqualTo(2);
    assertThat(message.pno()).isEqualTo(1);
    assertThat(message.header())
        .extracting(Field::name)
        .containsExactly("Flag", "MN", "PNO", "PNUM", "PW", "CN", "ST", "QN");
  }

  @Test
  void read_flagAfterCp_counts() {
    Hj212Message message = read(HEAD + MN + "CP=&&PolId=w01018&&;Flag=5");

    assertThat(message.flag()).isEqualTo(new Flag(5));
    assertThat(message.version()).isEqualTo(Hj212Version.V2017);
    assertThat(message.value("PolId")).contains("w01018");
  }

  @Test
  void read_replyOf2005_hasItsExchangeInsideTheDataArea() {
    Hj212Message message =
        read(
            "ST=91;CN=9011;PW=123456;MN=88888880000001;Flag=0;CP=&&QN=20040516010101001;QnRtn=1&&");

    assertThat(message.version()).isEqualTo(Hj212Version.V2005);
    assertThat(message.qn()).isEmpty();
    assertThat(message.exchange()).isEqualTo("20040516010101001");
    assertThat(message.value("QnRtn")).contains("1");
    assertThat(message.isAnswer()).isTrue();
    assertThat(message.deviations()).isEmpty();
  }

  @Test
  void readings_gatherWhatIsSpreadOrJoinedWrongly() {
    Hj212Message message =
        read(
            HEAD
                + MN
                + "Flag=5;CP=&&DataTime=20260101120000,w01018-Rtd=1,w01001-Rtd=7;Flag=D;"
                + "w01018-Flag=N;w01018-Rtd=2&&");

    List<Reading> readings = message.readings();

    assertThat(readings).extracting(Reading::code).containsExactly("w01018", "w01001");
    assertThat(readings.get(0).value("Rtd")).contains("2");
    assertThat(readings.get(0).value("Flag")).contains("N");
    assertThat(readings.get(1).value("Flag")).contains("D");
  }

  @Test
  void read_gbkText_isDecodedAndNoted() {
    byte[] segment =
        (HEAD + MN + "Flag=5;CP=&&PolId=w01018;i11001-Info=//清洗管路//&&")
            .getBytes(Charset.forName("GB18030"));

    Hj212Message message = READER.read(framed(segment));

    assertThat(message.items().get(1).value("Info")).contains("//清洗管路//");
    assertThat(message.has(DeviationCode.TEXT_NOT_UTF8)).isTrue();
    assertThat(message.crc()).isEqualTo(CrcVerdict.RIGHT);
  }

  @Test
  void read_lengthCountedInCharacters_isUnderstood() {
    String segment = HEAD + MN + "Flag=5;CP=&&PolId=w01018;i11001-Info=//清洗管路清洗管路//&&";
    String frame =
        "##%04d".formatted(segment.length())
            + new String(segment.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
    String crc = Crc.hex(Crc.of(bytes, 0, bytes.length));

    Hj212Message message = READER.read(Frames.live(frame + crc + "\r\n" + frame(HEAD)).getFirst());

    assertThat(message.crc()).isEqualTo(CrcVerdict.RIGHT);
    assertThat(message.has(DeviationCode.LENGTH_WRONG)).isTrue();
    assertThat(message.items().get(1).value("Info")).contains("//清洗管路清洗管路//");
  }

  @Test
  void read_semicolonsAroundTheSegment_crcMayCountThem() {
    String segment = HEAD + MN + "Flag=5;CP=&&&&";
    for (String counted : List.of(segment, ";" + segment, segment + ";", ";" + segment + ";")) {
      String frame = "##%04d;".formatted(segment.length()) + segment + ";" + crc(counted) + "\r\n";

      assertThat(READER.read(Frames.all(frame).getFirst()).crc()).isEqualTo(CrcVerdict.RIGHT);
    }
  }

  @Test
  void read_thousandsOfDeviations_areBounded() {
    Hj212Message message = read(HEAD + MN + "Flag=5;CP=&&" + ";".repeat(9000) + "&&");

    assertThat(message.deviations()).hasSize(Deviations.MOST + 1);
    assertThat(message.deviations().getLast().code()).isEqualTo(DeviationCode.MORE_DEVIATIONS);
  }

  private static Hj212Message read(String segment) {
    return READER.read(Frames.all(frame(segment)).getFirst());
  }

  private static Hj212Frame framed(byte[] segment) {
    return Frames.all(
            Frames.join(
                List.of(
                    latin1("##%04d".formatted(segment.length)),
                    segment,
                    latin1(Crc.hex(Crc.of(segment, 0, segment.length)) + "\r\n"))))
        .getFirst();
  }
}
