// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greenheart.protocols.hj212.Frames.frame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Hj212WriterTest {
  private static final String MN = "010000A8900016F000169DC0";
  private static final Hj212Writer WRITER = new Hj212Writer();

  @Test
  void write_exampleOf2017() {
    Hj212Message message =
        Hj212Message.builder(Hj212Version.V2017, "32", "1062", "100000", MN)
            .qn("20160801085857223")
            .answerWanted(true)
            .item("RtdInterval", "30")
            .build();

    // Appendix A of HJ 212-2017
    assertThat(text(WRITER.write(message)))
        .isEqualTo(
            "##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;"
                + "Flag=5;CP=&&RtdInterval=30&&1C80\r\n");
  }

  @Test
  void write_everyFieldInTheOrderOfTheStandard() {
    Hj212Message message =
        Hj212Message.builder(Hj212Version.V2025, "31", "2061", "123456", MN)
            .resent(true)
            .packet(2, 1)
            .answerWanted(true)
            .qn("20260101120000123")
            .item("DataTime", "20260101110000")
            .item("a21026-Avg", "12.50", "a21026-Flag", "N")
            .build();

    assertThat(text(WRITER.write(message)))
        .isEqualTo(
            frame(
                "QN=20260101120000123;ST=31;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=11;"
                    + "PNUM=2;PNO=1;RF=1;"
                    + "CP=&&DataTime=20260101110000;a21026-Avg=12.50,a21026-Flag=N&&"));
  }

  @Test
  void answers_to2017() {
    Hj212Message request =
        read("QN=20160801085857223;ST=32;CN=1062;PW=123456;MN=" + MN + ";Flag=5;CP=&&&&");
    String head = "QN=20160801085857223;ST=91;CN=%s;PW=123456;MN=" + MN + ";Flag=4;CP=&&%s&&";

    assertThat(text(WRITER.requestAnswer(request, 1)))
        .isEqualTo(frame(head.formatted("9011", "QnRtn=1")));
    assertThat(text(WRITER.result(request, 100)))
        .isEqualTo(frame(head.formatted("9012", "ExeRtn=100")));
    assertThat(text(WRITER.noticeAnswer(request))).isEqualTo(frame(head.formatted("9013", "")));
    assertThat(text(WRITER.dataAnswer(request))).isEqualTo(frame(head.formatted("9014", "")));
  }

  @Test
  void answers_to2017_areThoseOfTheStandard() {
    Hj212Message upload =
        read("QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=" + MN + ";Flag=5;CP=&&&&");

    // HJ 212-2017, appendix C
    assertThat(text(WRITER.dataAnswer(upload)))
        .isEqualTo(
            "##0087QN=20160801085857223;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;"
                + "Flag=4;CP=&&&&3240\r\n");
    assertThat(text(WRITER.noticeAnswer(upload)))
        .isEqualTo(
            "##0087QN=20160801085857223;ST=91;CN=9013;PW=123456;MN=010000A8900016F000169DC0;"
                + "Flag=4;CP=&&&&2A80\r\n");
  }

  @Test
  void answers_to2025() {
    Hj212Message upload =
        read("QN=20240601085857223;ST=31;CN=2051;PW=123456;MN=" + MN + ";Flag=9;CP=&&&&");

    assertThat(text(WRITER.dataAnswer(upload)))
        .isEqualTo(
            "##0087QN=20240601085857223;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;"
                + "Flag=8;CP=&&&&21C0\r\n");
  }

  @Test
  void answers_to2005() {
    Hj212Message request =
        read("QN=20040516010101001;ST=32;CN=1000;PW=123456;MN=88888880000001;Flag=3;CP=&&&&");
    String head = "ST=91;CN=%s;PW=123456;MN=88888880000001;%sCP=&&QN=20040516010101001%s&&";

    assertThat(text(WRITER.requestAnswer(request, 1)))
        .isEqualTo(frame(head.formatted("9011", "Flag=0;", ";QnRtn=1")));
    assertThat(text(WRITER.result(request, 1)))
        .isEqualTo(frame(head.formatted("9012", "", ";ExeRtn=1")));
    assertThat(text(WRITER.noticeAnswer(request))).isEqualTo(frame(head.formatted("9013", "", "")));
    assertThat(text(WRITER.dataAnswer(request))).isEqualTo(frame(head.formatted("9014", "", "")));
  }

  @Test
  void answers_to2005WithoutQn_haveNone() {
    Hj212Message upload =
        read("ST=32;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20260101120000;011-Rtd=1&&");

    assertThat(text(WRITER.dataAnswer(upload)))
        .isEqualTo(frame("ST=91;CN=9014;PW=123456;MN=88888880000001;CP=&&&&"));
  }

  @Test
  void answers_echoTheVersionBitsOfTheSurfaceWaterProfile() {
    Hj212Message upload =
        read("QN=20260706103512345;ST=21;CN=2061;PW=123456;MN=A110000_0001;Flag=9;CP=&&&&");

    assertThat(text(WRITER.dataAnswer(upload)))
        .isEqualTo(
            "##0075QN=20260706103512345;ST=91;CN=9014;PW=123456;MN=A110000_0001;"
                + "Flag=8;CP=&&&&0140\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A&&B", "A\r\n##0010", "A&B=", "A,PW=1", "\u7ad9&&CP=&&"})
  void answers_toAnyMn_arePossibleAndClean(String mn) {
    Hj212Message upload =
        read("QN=20260706103512345;ST=31;CN=2061;PW=1;MN=" + mn + ";Flag=5;CP=&&&&");

    Hj212Message answer = new Hj212Reader().read(Frames.all(WRITER.dataAnswer(upload)).getFirst());

    assertThat(answer.cn()).isEqualTo("9014");
    assertThat(answer.crc()).isEqualTo(CrcVerdict.RIGHT);
    assertThat(answer.mn()).doesNotContain("&", "\r", "\n");
  }

  @Test
  void write_chineseText_countsBytes() {
    Hj212Message message =
        Hj212Message.builder(Hj212Version.V2017, "32", "3020", "123456", MN)
            .qn("20160801085857335")
            .item("DataTime", "20160801082857")
            .item("PolId", "w01018")
            .item("i11001-Info", "//时间校准//")
            .build();

    // HJ 212-2017, appendix C
    assertThat(new String(WRITER.write(message), StandardCharsets.UTF_8))
        .startsWith("##0152")
        .endsWith("&&3C00\r\n");
  }

  @Test
  void split_longMessage_givesPacketsThatFitAndRepeatDataTime() {
    Hj212MessageBuilder builder =
        Hj212Message.builder(Hj212Version.V2017, "31", "2051", "123456", MN)
            .answerWanted(true)
            .item("DataTime", "20260101110000");
    for (int i = 0; i < 40; i++) {
      builder.item("a24%03d-Min".formatted(i), "0.001", "a24%03d-Avg".formatted(i), "0.002");
    }
    Hj212Message message = builder.build();

    List<Hj212Message> packets =
        WRITER.split(message, 1024, number -> "2026010111000%04d".formatted(number));

    assertThat(packets).hasSize(2);
    List<Item> items = new ArrayList<>();
    SplitTracker tracker = new SplitTracker(10);
    for (int i = 0; i < packets.size(); i++) {
      Hj212Frame frame = Frames.all(WRITER.write(packets.get(i))).getFirst();
      Hj212Message packet = new Hj212Reader().read(frame);
      assertThat(frame.deviations()).isEmpty();
      assertThat(packet.deviations()).isEmpty();
      assertThat(packet.qn()).isEqualTo("2026010111000%04d".formatted(i + 1));
      assertThat(packet.pnum()).isEqualTo(2);
      assertThat(packet.pno()).isEqualTo(i + 1);
      assertThat(packet.flag()).isEqualTo(new Flag(7));
      assertThat(packet.items().getFirst()).isEqualTo(message.items().getFirst());
      items.addAll(packet.items().subList(1, packet.items().size()));
      assertThat(tracker.note(packet).orElseThrow().complete()).isEqualTo(i == 1);
    }
    assertThat(items).isEqualTo(message.items().subList(1, message.items().size()));
  }

  @Test
  void split_shortMessage_staysWhole() {
    Hj212Message message =
        Hj212Message.builder(Hj212Version.V2017, "31", "2051", "123456", MN).build();

    assertThat(WRITER.split(message, 1024, _ -> "")).containsExactly(message);
  }

  @Test
  void split_intoMoreThanNineOf2025_isRefused() {
    Hj212MessageBuilder builder =
        Hj212Message.builder(Hj212Version.V2025, "31", "2051", "123456", MN);
    for (int i = 0; i < 500; i++) {
      builder.item("a24%03d-Avg".formatted(i), "0.002", "a24%03d-Flag".formatted(i), "N");
    }

    assertThatThrownBy(() -> WRITER.split(builder.build(), 1024, _ -> "20260101120000123"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be at most 9 in 2025");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "a,b", "a&&b", "a\r\n", "//half"})
  void write_valueThatWouldEndAField_isRefused(String value) {
    Hj212Message message =
        Hj212Message.builder(Hj212Version.V2017, "32", "3020", "123456", MN)
            .item("PolId", value)
            .build();

    assertThatThrownBy(() -> WRITER.write(message))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PolId");
  }

  @Test
  void write_encryptedOf2017_isRefused() {
    Hj212Message message =
        Hj212Message.builder(Hj212Version.V2017, "32", "2011", "123456", MN).build();

    assertThatThrownBy(() -> WRITER.write(message, new BouncySm4(), new byte[16]))
        .hasMessageContaining("encryption is of HJ 212-2025, not of 2017");
  }

  private static Hj212Message read(String segment) {
    String latin1 =
        new String(segment.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return new Hj212Reader().read(Frames.all(frame(latin1)).getFirst());
  }

  private static String text(byte[] frame) {
    return new String(frame, StandardCharsets.US_ASCII);
  }
}
