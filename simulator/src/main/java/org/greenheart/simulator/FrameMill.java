// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.greenheart.protocols.hj212.Crc;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212MessageBuilder;
import org.greenheart.protocols.hj212.Hj212Time;
import org.greenheart.protocols.hj212.Hj212Version;
import org.greenheart.protocols.hj212.Hj212Writer;

/**
 * Makes minute frames of one device faster than any server takes them. One frame is built by the
 * codec; every further one is that frame with its times, one digit pair of each value and its CRC
 * overwritten in place. The minutes go on without end, so every frame brings new rows. Not
 * thread-safe.
 */
final class FrameMill {
  private static final String[] FACTORS = {"w01018", "w21003", "w21011", "w21001", "w00000"};
  private static final int MINUTES_PER_DAY = 1_440;

  private final byte[] frame;
  private final int segmentEnd;
  private final int numberAt;
  private final int dataTimeAt;
  private final int[] valuesAt = new int[FACTORS.length];
  private LocalDateTime day;
  private int minute;
  private int turn;

  FrameMill(String deviceId, LocalDateTime firstMinute) {
    Hj212MessageBuilder message =
        Hj212Message.builder(Hj212Version.V2017, "32", "2051", "123456", deviceId)
            .qn(Hj212Time.millis(firstMinute))
            .answerWanted(true)
            .item("DataTime", Hj212Time.seconds(firstMinute));
    for (String factor : FACTORS) {
      message.item(
          factor + "-Cou", "012.300",
          factor + "-Min", "10.00",
          factor + "-Avg", "12.00",
          factor + "-Max", "14.00",
          factor + "-Flag", "N");
    }
    frame = new Hj212Writer().write(message.build());
    segmentEnd = frame.length - 6;
    String text = new String(frame, StandardCharsets.US_ASCII);
    numberAt = text.indexOf("QN=") + 3;
    dataTimeAt = text.indexOf("DataTime=") + 9;
    for (int i = 0; i < FACTORS.length; i++) {
      valuesAt[i] = text.indexOf(FACTORS[i] + "-Avg=") + FACTORS[i].length() + 8;
    }
    day = firstMinute.truncatedTo(ChronoUnit.DAYS);
    minute = firstMinute.getHour() * 60 + firstMinute.getMinute();
  }

  /** Bytes of every frame. */
  int size() {
    return frame.length;
  }

  /** Writes the next frame into the buffer. */
  void next(byte[] buffer, int offset) {
    two(dataTimeAt + 8, minute / 60);
    two(dataTimeAt + 10, minute % 60);
    System.arraycopy(frame, dataTimeAt, frame, numberAt, 14);
    for (int at : valuesAt) {
      turn = (turn + 37) & 0x3F;
      two(at, turn);
    }
    int crc = Crc.of(frame, 6, segmentEnd);
    for (int i = 0; i < 4; i++) {
      frame[segmentEnd + i] = (byte) "0123456789ABCDEF".charAt((crc >> (12 - 4 * i)) & 0xF);
    }
    System.arraycopy(frame, 0, buffer, offset, frame.length);
    minute++;
    if (minute == MINUTES_PER_DAY) {
      minute = 0;
      day = day.plusDays(1);
      byte[] text = Hj212Time.seconds(day).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(text, 0, frame, dataTimeAt, text.length);
    }
  }

  private void two(int at, int value) {
    frame[at] = (byte) ('0' + value / 10);
    frame[at + 1] = (byte) ('0' + value % 10);
  }
}
