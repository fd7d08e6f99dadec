// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.protocols.hj212.CrcVerdict;
import org.greenheart.protocols.hj212.Hj212Framer;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.protocols.hj212.Hj212Version;
import org.greenheart.protocols.hj212.Hj212Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FaultsTest {
  private final RecordingLine line = new RecordingLine();

  @Test
  void halves_sendEachFrameInTwoWrites() throws IOException {
    List<Duration> pauses = new ArrayList<>();
    sendThrough(Faults.halves(Duration.ofMillis(300), pauses::add), 3);
    assertThat(line.writes).hasSize(6);
    assertThat(pauses).hasSize(3).containsOnly(Duration.ofMillis(300));
    assertThat(numbers()).containsExactly(0, 1, 2);
  }

  @Test
  void duplicates_sendEveryThirdFrameTwice() throws IOException {
    sendThrough(Faults.duplicates(3), 4);
    assertThat(numbers()).containsExactly(0, 1, 2, 2, 3);
  }

  @Test
  void reorder_sendsTheHeldFrameAfterTheNext() throws IOException {
    sendThrough(Faults.reorder(2), 6);
    assertThat(numbers()).containsExactly(0, 2, 1, 3, 5, 4);
  }

  @Test
  void sticky_sendsFramesInOneWrite() throws IOException {
    sendThrough(Faults.sticky(3), 6);
    assertThat(line.writes).hasSize(2);
    assertThat(numbers()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void junk_comesBeforeTheFrameAndIsTheSameEachTime() throws IOException {
    sendThrough(Faults.junk(2, 32, 7), 4);
    assertThat(line.writes).hasSize(6);
    assertThat(numbers()).containsExactly(0, 1, 2, 3);
    List<byte[]> first = List.copyOf(line.writes);

    line.writes.clear();
    sendThrough(Faults.junk(2, 32, 7), 4);
    assertThat(line.writes).usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void reconnects_hangUpAfterEverySecondFrame() throws IOException {
    sendThrough(Faults.reconnects(2), 5);
    assertThat(line.hangUps).isEqualTo(2);
    assertThat(numbers()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void andThen_appliesTheSecondFirst() throws IOException {
    sendThrough(Faults.halves(Duration.ZERO).andThen(Faults.duplicates(1)), 1);
    assertThat(line.writes).hasSize(4);
    assertThat(numbers()).containsExactly(0, 0);
  }

  @Test
  void countBelowOne_isRefused() {
    assertThatThrownBy(() -> Faults.duplicates(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every (0) must be positive");
  }

  @ParameterizedTest
  @EnumSource(CrcStyle.class)
  void crc_isWhatItsNameSays(CrcStyle style) throws IOException {
    sendThrough(Faults.crc(style), 400);
    CrcVerdict expected = CrcVerdict.valueOf(style.name());
    List<Hj212Message> messages = line.messages();
    assertThat(messages).hasSize(400);
    for (Hj212Message message : messages) {
      // Some right CRCs have no letter, no leading zero or two equal bytes.
      assertThat(message.crc()).isIn(expected, CrcVerdict.RIGHT);
      if (style != CrcStyle.LOWER_CASE
          && style != CrcStyle.LOST_ZERO
          && style != CrcStyle.BYTE_SWAPPED) {
        assertThat(message.crc()).isEqualTo(expected);
      }
    }
    assertThat(messages).extracting(Hj212Message::crc).contains(expected);
  }

  private void sendThrough(Fault fault, int frames) throws IOException {
    Line faulty = fault.on(line);
    for (int i = 0; i < frames; i++) {
      faulty.send(
          new Hj212Writer()
              .write(
                  Hj212Message.builder(Hj212Version.V2017, "32", "2011", "123456", "A" + i * 7)
                      .qn("20261102100000000")
                      .answerWanted(true)
                      .item("Number", Integer.toString(i))
                      .build()));
    }
  }

  private List<Integer> numbers() {
    return line.messages().stream()
        .map(message -> Integer.valueOf(message.value("Number").orElseThrow()))
        .toList();
  }

  private static final class RecordingLine implements Line {
    private final List<byte[]> writes = new ArrayList<>();
    private int hangUps;

    @Override
    public void send(byte[] frame) {
      writes.add(frame);
    }

    @Override
    public void hangUp() {
      hangUps++;
    }

    List<Hj212Message> messages() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      writes.forEach(all::writeBytes);
      List<Hj212Message> messages = new ArrayList<>();
      Hj212Framer framer = new Hj212Framer();
      Hj212Reader reader = new Hj212Reader();
      framer.feed(all.toByteArray(), frame -> messages.add(reader.read(frame)));
      framer.endOfStream(frame -> messages.add(reader.read(frame)));
      return messages;
    }
  }
}
