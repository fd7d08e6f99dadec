// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.nio.charset.StandardCharsets;
import org.greenheart.protocols.hj212.Crc;

/** Frames written by hand: data segments with the right length and CRC around them. */
final class FrameText {
  static final String MN = "010000A8900016F000169DC0";

  private FrameText() {}

  static String frame(String segment) {
    byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
    return withCrc(segment, Crc.hex(Crc.of(bytes, 0, bytes.length)));
  }

  static String withCrc(String segment, String crc) {
    int length = segment.getBytes(StandardCharsets.UTF_8).length;
    return "##%04d%s%s\r\n".formatted(length, segment, crc);
  }

  /** A 2017 upload that wants an answer. */
  static String upload(String mn, String qn, String st, String cn, String content) {
    return frame(segment(mn, qn, st, cn, 5, content));
  }

  static String segment(String mn, String qn, String st, String cn, int flag, String content) {
    return "QN=%s;ST=%s;CN=%s;PW=123456;MN=%s;Flag=%s;CP=&&%s&&"
        .formatted(qn, st, cn, mn, flag, content);
  }

  /** A realtime reading of SO2 at a second of 2026-01-01 12:00 Beijing time. */
  static String realtime(String mn, int second, String value) {
    String time = "202601011200%02d".formatted(second);
    return upload(
        mn,
        time + "000",
        "31",
        "2011",
        "DataTime=%s;a21026-Rtd=%s,a21026-Flag=N".formatted(time, value));
  }

  /** The answer 9014 in the shape of 2017. */
  static String dataAnswer(String mn, String qn) {
    return answer(mn, qn, "9014");
  }

  static String answer(String mn, String qn, String cn) {
    return frame("QN=%s;ST=91;CN=%s;PW=123456;MN=%s;Flag=4;CP=&&&&".formatted(qn, cn, mn));
  }

  /** The answer to {@link #realtime}. */
  static String realtimeAnswer(String mn, int second) {
    return dataAnswer(mn, "202601011200%02d000".formatted(second));
  }
}
