// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.protocols.hj212.Frames.all;
import static org.greenheart.protocols.hj212.Frames.join;
import static org.greenheart.protocols.hj212.Frames.latin1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

final class Hj212FramerPropertyTest {
  private static final byte[] CR_LF = latin1("\r\n");

  /**
   * Frames whose data area is any bytes at all, as a cipher's are, each with a right CRC or none.
   */
  @Provide
  Arbitrary<byte[]> frames() {
    Arbitrary<byte[]> cipher = Arbitraries.bytes().array(byte[].class).ofMaxSize(400);
    Arbitrary<byte[]> nasty =
        Arbitraries.of("&&", "\r\n", "##", "##0010", "1C80", "#", "&&1C80\r\n", "CP=&&", ";")
            .list()
            .ofMaxSize(40)
            .map(parts -> latin1(String.join("", parts)));
    return Combinators.combine(Arbitraries.oneOf(cipher, nasty), Arbitraries.of(true, false))
        .as(Hj212FramerPropertyTest::frame);
  }

  @Provide
  Arbitrary<byte[]> junk() {
    return Arbitraries.oneOf(
        Arbitraries.just(new byte[0]),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(60),
        Arbitraries.of("+++ATH\r\n", "#", "##", "###", "\r\n\r\n", "##12", "##0140 x", "ABCDEF0123")
            .map(Frames::latin1));
  }

  @Provide
  Arbitrary<byte[]> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofMaxSize(3000),
        Arbitraries.of(
                "##",
                "#",
                "0",
                "0140",
                "9999",
                "##9999",
                "##0100",
                "QN=",
                "CP=&&",
                "&&",
                "ABCD",
                "\r\n",
                "\n",
                "\r",
                ";",
                "FFFF",
                "00",
                "##0000FFFF",
                "x")
            .list()
            .ofMaxSize(300)
            .map(parts -> latin1(String.join("", parts))));
  }

  @Property(tries = 300)
  void anySplitOfAValidStreamGivesTheSameFrames(
      @ForAll @Size(min = 1, max = 5) List<@From("frames") byte[]> frames, @ForAll long seed) {
    byte[] stream = join(frames);
    List<Hj212Frame> expected = all(stream);
    assertThat(expected.stream().map(Hj212Frame::raw).toList())
        .usingElementComparator(Arrays::compare)
        .containsExactlyElementsOf(
            frames.stream().map(Hj212FramerPropertyTest::withoutTail).toList());

    assertThat(split(stream, seed, new Hj212Framer())).isEqualTo(expected);
  }

  @Property(tries = 500)
  void anySplitOfAnyBytesGivesTheSameFrames(@ForAll("hostile") byte[] bytes, @ForAll long seed) {
    assertThat(split(bytes, seed, new Hj212Framer())).isEqualTo(all(bytes));
  }

  @Property(tries = 500)
  void anySplitOfAnyBytesAtRestGivesTheSameFrames(
      @ForAll("hostile") byte[] bytes, @ForAll long seed) {
    List<Hj212Frame> expected = new ArrayList<>();
    Hj212Framer framer = Hj212Framer.forBytesAtRest();
    framer.feed(bytes, expected::add);
    framer.endOfStream(expected::add);

    assertThat(split(bytes, seed, Hj212Framer.forBytesAtRest())).isEqualTo(expected);
  }

  @Property(tries = 300)
  void junkBetweenFramesNeverLosesAFrameThatFollows(
      @ForAll @Size(min = 1, max = 4) List<@From("frames") byte[]> frames,
      @ForAll @Size(4) List<@From("junk") byte[]> junk,
      @ForAll long seed) {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      parts.add(junk.get(i));
      parts.add(frames.get(i));
    }

    List<Hj212Frame> found = split(join(parts), seed, new Hj212Framer());

    List<String> raw = found.stream().map(Hj212Frame::toString).toList();
    for (byte[] frame : frames) {
      assertThat(raw).contains(new String(withoutTail(frame), StandardCharsets.ISO_8859_1));
    }
  }

  @Property(tries = 300)
  void anyBytesAreReadWithoutFailure(@ForAll("hostile") byte[] bytes) {
    Hj212Reader reader = new Hj212Reader(new BouncySm4(), mn -> List.of(new byte[Sm4.BLOCK]));
    for (Hj212Frame frame : all(bytes)) {
      assertThat(reader.read(frame).deviations()).hasSizeLessThanOrEqualTo(Deviations.MOST + 1);
    }
    for (Hj212Frame frame : BytesAtRest.frames(bytes)) {
      assertThat(reader.read(frame)).isNotNull();
    }
  }

  /** Kept frames are cut and read again later: that must give what it gave at first. */
  @Property(tries = 500)
  void aFrameWhoseCheckHeldIsCutFromItsOwnBytesAgain(@ForAll("hostile") byte[] bytes) {
    for (Hj212Frame frame : all(bytes)) {
      CrcVerdict verdict = new Hj212Reader().read(frame).crc();
      if (verdict.provesContent()) {
        Hj212Frame again = all(frame.raw()).getFirst();
        assertThat(again.segment()).isEqualTo(frame.segment());
        assertThat(again.crcText()).isEqualTo(frame.crcText());
      }
    }
  }

  @Property(tries = 60)
  void pendingBytesAreBounded(@ForAll("hostile") byte[] bytes, @ForAll long seed) {
    Random random = new Random(seed);
    Hj212Framer framer = new Hj212Framer();
    for (int round = 0; round < 20; round++) {
      framer.feed(bytes, 0, bytes.length - random.nextInt(bytes.length + 1), _ -> {});
      assertThat(framer.pending()).isLessThan(10_100);
    }
  }

  private static List<Hj212Frame> split(byte[] stream, long seed, Hj212Framer framer) {
    Random random = new Random(seed);
    List<Hj212Frame> frames = new ArrayList<>();
    int most = 1 + random.nextInt(64);
    for (int at = 0; at < stream.length; ) {
      int length = Math.min(1 + random.nextInt(most), stream.length - at);
      framer.feed(stream, at, length, frames::add);
      at += length;
    }
    framer.endOfStream(frames::add);
    return frames;
  }

  private static byte[] frame(byte[] content, boolean rightCrc) {
    byte[] segment =
        join(
            List.of(
                latin1("QN=20260101120000123;ST=31;CN=2011;PW=123456;MN=X;Flag=9;CP=&&"),
                content,
                latin1("&&")));
    int crc = Crc.of(segment, 0, segment.length) ^ (rightCrc ? 0 : 2);
    return join(
        List.of(latin1("##%04d".formatted(segment.length)), segment, latin1(Crc.hex(crc)), CR_LF));
  }

  private static byte[] withoutTail(byte[] frame) {
    return Arrays.copyOf(frame, frame.length - 2);
  }
}
