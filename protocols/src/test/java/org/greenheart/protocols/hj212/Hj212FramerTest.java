// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.protocols.hj212.Frames.OTHER;
import static org.greenheart.protocols.hj212.Frames.SEGMENT;
import static org.greenheart.protocols.hj212.Frames.all;
import static org.greenheart.protocols.hj212.Frames.codes;
import static org.greenheart.protocols.hj212.Frames.crc;
import static org.greenheart.protocols.hj212.Frames.frame;
import static org.greenheart.protocols.hj212.Frames.framed;
import static org.greenheart.protocols.hj212.Frames.latin1;
import static org.greenheart.protocols.hj212.Frames.live;
import static org.greenheart.protocols.hj212.Frames.segment;
import static org.greenheart.protocols.hj212.Frames.segments;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Hj212FramerTest {
  private static final String WRONG_CRC = "##0140" + SEGMENT + "B0B0";

  @Test
  void feed_wholeFrame_givesItsParts() {
    Hj212Frame frame = live(frame(SEGMENT)).getFirst();

    assertThat(frame.declaredLength()).isEqualTo(140);
    assertThat(frame.segmentStart()).isEqualTo(6);
    assertThat(frame.segmentEnd()).isEqualTo(146);
    assertThat(segment(frame)).isEqualTo(SEGMENT);
    assertThat(frame.crcText()).isEqualTo("D4C1");
    assertThat(frame.raw()).isEqualTo(latin1("##0140" + SEGMENT + "D4C1"));
    assertThat(frame.size()).isEqualTo(150);
    assertThat(frame.deviations()).isEmpty();
    assertThat(frame.lengthRight()).isTrue();
    assertThat(frame.skipped()).isZero();
  }

  @Test
  void feed_rightCrcWithoutTail_givesTheFrameAtOnce() {
    assertThat(live(framed(SEGMENT, 140))).hasSize(1);
  }

  @Test
  void feed_wrongCrcWithoutTail_waitsUntilSettled() {
    List<Hj212Frame> frames = new ArrayList<>();
    Hj212Framer framer = new Hj212Framer();
    framer.feed(latin1(WRONG_CRC), frames::add);
    assertThat(frames).isEmpty();
    assertThat(framer.pending()).isEqualTo(150);

    framer.settle(frames::add);

    assertThat(segments(frames)).containsExactly(SEGMENT);
    assertThat(framer.pending()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\r", ""})
  void feed_anyTail_nextFrameFollows(String tail) {
    List<Hj212Frame> frames = live(WRONG_CRC + tail + frame(OTHER));

    assertThat(segments(frames)).containsExactly(SEGMENT, OTHER);
    assertThat(frames.get(1).deviations()).isEmpty();
  }

  @Test
  void feed_severalInOneRead_givesAll() {
    assertThat(segments(live(frame(SEGMENT) + frame(OTHER) + frame(SEGMENT))))
        .containsExactly(SEGMENT, OTHER, SEGMENT);
  }

  @Test
  void feed_halves_giveOneFrame() {
    String frame = frame(SEGMENT);

    assertThat(segments(live("#", "#0", frame.substring(3, 80), frame.substring(80, 148))))
        .isEmpty();
    assertThat(segments(live("#", "#0", frame.substring(3, 80), frame.substring(80))))
        .containsExactly(SEGMENT);
  }

  @Test
  void feed_junkBetweenFrames_isSkippedAndCounted() {
    List<Hj212Frame> frames = new ArrayList<>();
    Hj212Framer framer = new Hj212Framer();

    framer.feed(
        latin1(frame(SEGMENT) + "+CSQ: 31#\r\n# ##x" + frame(OTHER) + frame(OTHER)), frames::add);

    assertThat(segments(frames)).containsExactly(SEGMENT, OTHER, OTHER);
    assertThat(frames.get(1).skipped()).isEqualTo(16);
    assertThat(codes(frames.get(1))).containsExactly(DeviationCode.JUNK_BEFORE_FRAME);
    assertThat(frames.get(2).skipped()).isZero();
    assertThat(framer.junkBytes()).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void feed_moreThanTwoHashes_takesTheLastTwo(int more) {
    List<Hj212Frame> frames = live("#".repeat(more) + frame(SEGMENT));

    assertThat(segments(frames)).containsExactly(SEGMENT);
    assertThat(frames.getFirst().skipped()).isEqualTo(more);
  }

  @ParameterizedTest
  @ValueSource(ints = {-8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5})
  void feed_lengthWrongByAFew_findsTheEndAtOnce(int wrong) {
    List<Hj212Frame> frames = live(framed(SEGMENT, 140 + wrong) + "\r\n");

    assertThat(segments(frames)).containsExactly(SEGMENT);
    assertThat(codes(frames.getFirst())).containsExactly(DeviationCode.LENGTH_WRONG);
    assertThat(frames.getFirst().declaredLength()).isEqualTo(140 + wrong);
    assertThat(frames.getFirst().lengthRight()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 60, 100, 131, 149, 160, 258, 900, 9999})
  void feed_lengthWrongByFar_nextFrameIsNotLost(int length) {
    List<Hj212Frame> frames = all(framed(SEGMENT, length) + "\r\n" + frame(OTHER));

    assertThat(segments(frames)).containsExactly(SEGMENT, OTHER);
    assertThat(codes(frames.getFirst())).containsExactly(DeviationCode.LENGTH_WRONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 139, 141, 146, 147, 148, 149, 160, 258, 900})
  void feed_lengthAndCrcWrong_endIsFoundWhenSettled(int length) {
    List<Hj212Frame> frames = new ArrayList<>();
    Hj212Framer framer = new Hj212Framer();
    framer.feed(latin1("##%04d".formatted(length) + SEGMENT + "ABCD\r\n"), frames::add);

    framer.settle(frames::add);

    assertThat(segments(frames)).containsExactly(SEGMENT);
    assertThat(frames.getFirst().crcText()).isEqualTo("ABCD");
  }

  @Test
  void feed_lengthOfTwoDigits_isUnderstood() {
    String segment =
        "QN=;ST=23;CN=1012;PW=123456;MN=0507A010003242;CP=&&SystemTime=20250221141051105&&";

    Hj212Frame frame = live("##81" + segment + "F9C1\r\n").getFirst();

    assertThat(segment(frame)).isEqualTo(segment);
    assertThat(frame.crcText()).isEqualTo("F9C1");
    assertThat(codes(frame)).containsExactly(DeviationCode.LENGTH_DIGITS);
  }

  @Test
  void feed_lengthOfFiveDigits_over9999_isRefused() {
    List<Hj212Frame> frames = new ArrayList<>();
    Hj212Framer framer = new Hj212Framer();

    framer.feed(latin1("##10140" + SEGMENT + "D4C1\r\n" + frame(OTHER)), frames::add);

    assertThat(segments(frames)).containsExactly(OTHER);
    assertThat(framer.refusedFrames()).isEqualTo(1);
  }

  @Test
  void feed_segmentOver1024_isUnderstoodAndNoted() {
    String segment = SEGMENT.replace("12.5", "1".repeat(1000));

    Hj212Frame frame = live(frame(segment)).getFirst();

    assertThat(segment(frame)).isEqualTo(segment);
    assertThat(codes(frame)).containsExactly(DeviationCode.SEGMENT_OVER_1024);
    assertThat(frame.lengthRight()).isTrue();
  }

  @Test
  void feed_segmentOf9999_isUnderstood() {
    String segment = SEGMENT.replace("12.5", "1".repeat(9999 - 136));
    assertThat(segment).hasSize(9999);

    assertThat(segments(live(frame(segment), frame(OTHER)))).containsExactly(segment, OTHER);
  }

  @Test
  void feed_emptySegment_isAFrame() {
    Hj212Frame frame = live("##0000FFFF\r\n").getFirst();

    assertThat(frame.segment()).isEmpty();
    assertThat(frame.deviations()).isEmpty();
  }

  @Test
  void feed_semicolonAfterLengthAndBeforeCrc_isUnderstood() {
    Hj212Frame frame = live("##0140;" + SEGMENT + ";" + crc(SEGMENT) + "\r\n").getFirst();

    assertThat(segment(frame)).isEqualTo(SEGMENT);
    assertThat(frame.deviations())
        .containsExactly(
            new Deviation(DeviationCode.SEMICOLON_AFTER_LENGTH, 6),
            new Deviation(DeviationCode.SEMICOLON_BEFORE_CRC, 147));
    assertThat(frame.lengthRight()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {140, 141, 142})
  void feed_semicolonsCountedOrNot_frameIsFound(int length) {
    List<Hj212Frame> frames =
        live("##%04d;".formatted(length) + SEGMENT + ";" + crc(SEGMENT) + "\r\n" + frame(OTHER));

    assertThat(frames).hasSize(2);
    assertThat(frames.getFirst().crcText()).isEqualTo("D4C1");
    assertThat(segment(frames.getFirst())).startsWith("QN=");
  }

  @Test
  void feed_crcLostItsZero_givesTheFrameAtOnce() {
    String segment = segmentWithZeroCrc();

    Hj212Frame frame =
        live("##%04d".formatted(segment.length()) + segment + crc(segment).substring(1) + "\r\n")
            .getFirst();

    assertThat(segment(frame)).isEqualTo(segment);
    assertThat(frame.crcText()).hasSize(3);
    assertThat(frame.deviations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n"})
  void feed_crcMissing_givesTheFrameAtOnce(String tail) {
    Hj212Frame frame = live("##0140" + SEGMENT + tail).getFirst();

    assertThat(segment(frame)).isEqualTo(SEGMENT);
    assertThat(frame.crcText()).isEmpty();
  }

  @Test
  void feed_crcMissingBeforeNextFrame_givesBoth() {
    List<Hj212Frame> frames = live("##0140" + SEGMENT + frame(OTHER));

    assertThat(segments(frames)).containsExactly(SEGMENT, OTHER);
    assertThat(frames.getFirst().crcText()).isEmpty();
  }

  @Test
  void feed_crcOfOtherCharacters_isKeptAsSent() {
    Hj212Frame frame = live("##0140" + SEGMENT + "XY-1\r\n").getFirst();

    assertThat(frame.crcText()).isEqualTo("XY-1");
  }

  @Test
  void feed_halfFrameThenWholeOne_wholeOneIsNotLost() {
    List<Hj212Frame> frames = live("##0140" + SEGMENT.substring(0, 50), frame(SEGMENT));

    assertThat(codes(frames.getFirst())).containsExactly(DeviationCode.TRUNCATED);
    assertThat(frames.getFirst().raw()).hasSize(56);
    assertThat(segment(frames.get(1))).isEqualTo(SEGMENT);
    assertThat(frames.get(1).deviations()).isEmpty();
  }

  @Test
  void settle_halfFrameThenShortOne_givesTheShortOne() {
    List<Hj212Frame> frames = new ArrayList<>();
    Hj212Framer framer = new Hj212Framer();
    framer.feed(latin1("##0900QN=2026010112000012" + frame(OTHER)), frames::add);
    assertThat(frames).isEmpty();

    framer.settle(frames::add);

    assertThat(frames).hasSize(2);
    assertThat(segment(frames.get(1))).isEqualTo(OTHER);
  }

  @Test
  void settle_halfFrame_stays() {
    List<Hj212Frame> frames = new ArrayList<>();
    Hj212Framer framer = new Hj212Framer();
    framer.feed(latin1(frame(SEGMENT).substring(0, 147)), frames::add);

    framer.settle(frames::add);
    framer.settle(frames::add);
    assertThat(frames).isEmpty();
    framer.feed(latin1(frame(SEGMENT).substring(147)), frames::add);

    assertThat(segments(frames)).containsExactly(SEGMENT);
  }

  @Test
  void endOfStream_halfFrame_comesOutTruncated() {
    Hj212Frame frame = all("##0140" + SEGMENT.substring(0, 50)).getFirst();

    assertThat(frame.deviations()).containsExactly(new Deviation(DeviationCode.TRUNCATED, 56));
    assertThat(frame.crcText()).isEmpty();
    assertThat(frame.lengthRight()).isFalse();
  }

  @Test
  void endOfStream_halfFrameThatEndsInDigitsAndALineEnd_comesOutTruncated() {
    Hj212Frame frame =
        all("##0140QN=20260101120000123;ST=31;CN=2011;PW=123456;MN=010000\r\n").getFirst();

    assertThat(codes(frame)).containsExactly(DeviationCode.TRUNCATED);
  }

  @Test
  void endOfStream_junk_givesNothing() {
    assertThat(all("##0140 some words that are no fields ##12 ## # #")).isEmpty();
  }

  @Test
  void feed_contentHoldsSeparatorsLineEndsAndHeaders_isFramedByLength() {
    // What the bytes of a cipher may look like.
    String segment =
        SEGMENT.replace("12.5", "&&\r\n##0010\r\n&&ABCD\r\n##&&&&0000\n" + frame(OTHER));

    assertThat(segments(live(frame(segment), frame(OTHER)))).containsExactly(segment, OTHER);
    assertThat(
            segments(
                live("##%04d".formatted(segment.length()) + segment + "B0B0\r\n" + frame(OTHER))))
        .containsExactly(segment, OTHER);
  }

  @Test
  void feed_crcAloneInJunk_isNotBelieved() {
    // LEN leads to the right CRC of the junk, but the junk is no segment and no line end follows.
    String junk = " just words ";

    assertThat(segments(live("##0012" + junk + "0000" + frame(SEGMENT)))).containsExactly(SEGMENT);
  }

  @Test
  void forBytesAtRest_judgesTheTail() {
    assertThat(codes(atRest(framed(SEGMENT, 140) + "\r\n"))).isEmpty();
    assertThat(codes(atRest(framed(SEGMENT, 140) + "\n")))
        .containsExactly(DeviationCode.TAIL_WITHOUT_CR);
    assertThat(codes(atRest(framed(SEGMENT, 140)))).containsExactly(DeviationCode.TAIL_MISSING);
    assertThat(codes(atRest(framed(SEGMENT, 140) + "rest")))
        .containsExactly(DeviationCode.TAIL_MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##9999",
        "##9998##9999A",
        "##9990QN=1",
        "##9994ABCD\r\n",
        "##9999QN=&&ABCD\r\n",
        "##9000QN=1\r\n",
        "##0000",
        "#",
        "&&ABCD\r\n"
      })
  void feed_hostilePattern_takesLinearTime(String pattern) {
    byte[] bytes = latin1(pattern.repeat(1_000_000 / pattern.length()));

    // Looked at byte by byte for each header, this would take minutes.
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          Hj212Framer framer = new Hj212Framer();
          for (int at = 0; at + 500 <= bytes.length; at += 500) {
            framer.feed(bytes, at, 500, _ -> {});
          }
        });
  }

  @Test
  void endOfStream_keptFrames_areCutAgainFromTheirBytes() {
    String zero = segmentWithZeroCrc();
    String after = SEGMENT.replace("Flag=5;CP", "CP") + ";Flag=5";
    for (String frame :
        List.of(
            framed(SEGMENT, 140),
            WRONG_CRC,
            "##0140" + SEGMENT + "XY-1",
            "##0140" + SEGMENT,
            "##%04d".formatted(zero.length()) + zero + crc(zero).substring(1),
            "##0160" + SEGMENT + "D4C1",
            "##0100" + after + crc(after))) {
      Hj212Frame first = all(frame + "\r\n" + frame(OTHER)).getFirst();

      assertThat(all(first.raw())).as(frame).containsExactly(first);
      assertThat(codes(first)).doesNotContain(DeviationCode.TRUNCATED);
    }
  }

  @Test
  void framesWithoutTail_countsThem() {
    List<Hj212Frame> frames = new ArrayList<>();
    Hj212Framer framer = new Hj212Framer();

    framer.feed(
        latin1(framed(SEGMENT, 140) + framed(SEGMENT, 140) + "\r\n" + framed(SEGMENT, 140)),
        frames::add);
    framer.endOfStream(frames::add);

    assertThat(frames).hasSize(3);
    assertThat(framer.framesWithoutTail()).isEqualTo(2);
    assertThat(framer.junkBytes()).isZero();
  }

  private static Hj212Frame atRest(String text) {
    return BytesAtRest.frames(latin1(text)).getFirst();
  }

  private static String segmentWithZeroCrc() {
    for (int i = 0; ; i++) {
      String segment = SEGMENT.replace("12.5", Integer.toString(i));
      if (crc(segment).startsWith("0") && !crc(segment).startsWith("00")) {
        return segment;
      }
    }
  }
}
