// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class Dlt645FramerTest {
  private static final String ANSWER = "6861010000000068910833333433593333338A16";
  private static final String ASK = "68610100000000681104333334331416";

  private Dlt645Framer framer = new Dlt645Framer();
  private List<Dlt645Frame> frames = new ArrayList<>();

  @BeforeEach
  void setUp() {
    framer = new Dlt645Framer();
    frames = new ArrayList<>();
  }

  private void feed(String hex) {
    framer.feed(HexFormat.of().parseHex(hex), frames::add);
  }

  private List<String> raw() {
    return frames.stream().map(Dlt645Frame::toString).toList();
  }

  @Test
  void feed_annotatedFrame_givesItsParts() {
    feed(
        // preamble
        "FEFE"
            // start
            + "68"
            // address 000000000161, low byte first
            + "610100000000"
            // start, control: answer to a reading, length
            + "68"
            + "91"
            + "08"
            // identifier 00010000 and 000000.26 kWh, 33h added to each byte
            + "33333433"
            + "59333333"
            // checksum, end
            + "8A"
            + "16");

    Dlt645Frame frame = frames.getFirst();
    assertThat(frame.preamble()).isEqualTo(2);
    assertThat(frame.address()).isEqualTo("000000000161");
    assertThat(frame.control()).isEqualTo(0x91);
    assertThat(frame.data()).containsExactly(0, 0, 1, 0, 0x26, 0, 0, 0);
    assertThat(frame.checksumRight()).isTrue();
    assertThat(frame.skipped()).isZero();
    assertThat(frame.raw()).isEqualTo(HexFormat.of().parseHex(ANSWER));
    assertThat(framer.pending()).isZero();
    assertThat(framer.junkBytes()).isZero();
  }

  @Test
  void feed_halfFrame_waitsForTheRest() {
    feed(ANSWER.substring(0, 22));
    assertThat(frames).isEmpty();
    assertThat(framer.pending()).isEqualTo(11);

    feed(ANSWER.substring(22));

    assertThat(raw()).containsExactly(ANSWER);
  }

  @Test
  void feed_severalAtOnce_givesThemInOrder() {
    feed("FEFEFEFE" + ASK + ANSWER + "FE" + ASK);

    assertThat(raw()).containsExactly(ASK, ANSWER, ASK);
    assertThat(frames).extracting(Dlt645Frame::preamble).containsExactly(4, 0, 1);
  }

  @Test
  void feed_junkBefore_isCounted_andFramesFollow() {
    feed("0068FE16" + "FEFE" + ANSWER);
    framer.settle(frames::add);

    assertThat(raw()).containsExactly(ANSWER);
    assertThat(frames.getFirst().skipped()).isEqualTo(4);
    assertThat(frames.getFirst().preamble()).isEqualTo(2);
    assertThat(framer.junkBytes()).isEqualTo(4);
  }

  @Test
  void feed_wrongChecksum_losesNothingOfWhatFollows() {
    // A header whose length reaches into the frame behind it, and no checksum that fits.
    feed("6811111111111168910A3333" + ANSWER);
    framer.settle(frames::add);

    assertThat(raw()).containsExactly(ANSWER);
  }

  @Test
  void feed_refusedFrame_isCounted() {
    feed(ANSWER.replace("8A16", "8B16") + ANSWER);

    assertThat(raw()).containsExactly(ANSWER);
    assertThat(framer.refusedFrames()).isEqualTo(1);
  }

  @Test
  void settle_falseStartThatWaits_handsOutTheFrameBehindIt() {
    feed("68" + "AAAAAAAAAAAA" + "68" + "91" + "FF" + ANSWER);
    assertThat(frames).isEmpty();

    framer.settle(frames::add);

    assertThat(raw()).containsExactly(ANSWER);
    assertThat(frames.getFirst().skipped()).isEqualTo(10);
  }

  @Test
  void settle_halfFrame_stays() {
    feed(ANSWER.substring(0, 30));
    framer.settle(frames::add);
    assertThat(framer.pending()).isEqualTo(15);

    feed(ANSWER.substring(30));

    assertThat(raw()).containsExactly(ANSWER);
  }

  @Test
  void endOfStream_halfFrame_isJunk_andTheFramerGoesOn() {
    feed(ANSWER.substring(0, 30));
    framer.endOfStream(frames::add);
    assertThat(framer.junkBytes()).isEqualTo(15);
    assertThat(framer.pending()).isZero();

    feed(ANSWER);

    assertThat(raw()).containsExactly(ANSWER);
    assertThat(frames.getFirst().skipped()).isZero();
  }

  @Test
  void feed_frameInsideData_isData() {
    byte[] inner = HexFormat.of().parseHex(ANSWER);
    StringBuilder data = new StringBuilder();
    for (byte value : inner) {
      // 33h is added on the way: what goes out then reads like a frame.
      data.append(HexFormat.of().withUpperCase().toHexDigits((byte) (value - Dlt645Frame.OFFSET)));
    }
    Dlt645Message outer = new Dlt645Message.Other("000000000161", 0x14, data.toString());
    framer.feed(new Dlt645Writer().write(outer), frames::add);

    assertThat(frames).hasSize(1);
    assertThat(new Dlt645Reader().read(frames.getFirst()).message()).isEqualTo(outer);
  }
}
