// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes frames for tests and cuts them out of streams. */
final class Frames {
  static final String SEGMENT =
      "QN=20260101120000123;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;"
          + "CP=&&DataTime=20260101120000;a21026-Rtd=12.5,a21026-Flag=N&&";

  static final String OTHER =
      "QN=20260101120001123;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&&&";

  private Frames() {}

  /** A frame that follows the standard. */
  static String frame(String segment) {
    return framed(segment, latin1(segment).length) + "\r\n";
  }

  /** A frame with this LEN, without CR LF. */
  static String framed(String segment, int length) {
    return "##%04d".formatted(length) + segment + crc(segment);
  }

  static String crc(String segment) {
    byte[] bytes = latin1(segment);
    return Crc.hex(Crc.of(bytes, 0, bytes.length));
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    parts.forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  /** The frames that a live stream of these texts gives while it lasts. */
  static List<Hj212Frame> live(String... reads) {
    List<Hj212Frame> frames = new ArrayList<>();
    Hj212Framer framer = new Hj212Framer();
    for (String read : reads) {
      framer.feed(latin1(read), frames::add);
    }
    return frames;
  }

  /** The frames that a live stream of these bytes gives, its end included. */
  static List<Hj212Frame> all(byte[] bytes) {
    List<Hj212Frame> frames = new ArrayList<>();
    Hj212Framer framer = new Hj212Framer();
    framer.feed(bytes, frames::add);
    framer.endOfStream(frames::add);
    return frames;
  }

  static List<Hj212Frame> all(String text) {
    return all(latin1(text));
  }

  static String segment(Hj212Frame frame) {
    return new String(frame.segment(), StandardCharsets.ISO_8859_1);
  }

  static List<String> segments(List<Hj212Frame> frames) {
    return frames.stream().map(Frames::segment).toList();
  }

  static List<DeviationCode> codes(Hj212Frame frame) {
    return frame.deviations().stream().map(Deviation::code).toList();
  }
}
