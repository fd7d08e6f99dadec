// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The faults that devices and networks really have. All are deterministic: what they do depends on
 * the frames sent.
 */
public final class Faults {
  private Faults() {}

  /** Each frame goes out in two parts with a pause between them. */
  public static Fault halves(Duration time) {
    return halves(time, Pause.REAL);
  }

  static Fault halves(Duration time, Pause pause) {
    return line ->
        new PassingLine(line) {
          @Override
          public void send(byte[] frame) throws IOException {
            int middle = frame.length / 2;
            line.send(slice(frame, 0, middle));
            try {
              pause.last(time);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new IOException("interrupted between two halves of a frame", e);
            }
            line.send(slice(frame, middle, frame.length));
          }
        };
  }

  /** The CRC is computed or printed the wrong way. */
  public static Fault crc(CrcStyle style) {
    return line ->
        new PassingLine(line) {
          @Override
          public void send(byte[] frame) throws IOException {
            line.send(style.restyle(frame));
          }
        };
  }

  /** Every nth frame is sent twice. */
  public static Fault duplicates(int every) {
    Counter counter = new Counter("every", every);
    return line ->
        new PassingLine(line) {
          @Override
          public void send(byte[] frame) throws IOException {
            line.send(frame);
            if (counter.due()) {
              line.send(frame);
            }
          }
        };
  }

  /** Every nth frame is held back and sent after the one that follows it. */
  public static Fault reorder(int every) {
    Counter counter = new Counter("every", every);
    return line ->
        new PassingLine(line) {
          private byte @Nullable [] held;

          @Override
          public void send(byte[] frame) throws IOException {
            byte[] before = held;
            if (before != null) {
              held = null;
              line.send(frame);
              line.send(before);
            } else if (counter.due()) {
              held = frame;
            } else {
              line.send(frame);
            }
          }
        };
  }

  /**
   * So many bytes that are no frame, with a {@code ##} among them, go out before every nth frame.
   */
  public static Fault junk(int every, int bytes, long seed) {
    Counter counter = new Counter("every", every);
    AtomicLong drawn = new AtomicLong();
    return line ->
        new PassingLine(line) {
          @Override
          public void send(byte[] frame) throws IOException {
            if (counter.due()) {
              byte[] junk = new byte[bytes];
              for (int i = 0; i < bytes; i++) {
                junk[i] = (byte) (Noise.uniform(seed, drawn.getAndIncrement()) * 256);
              }
              if (bytes >= 4) {
                junk[bytes / 2] = '#';
                junk[bytes / 2 + 1] = '#';
              }
              line.send(junk);
            }
            line.send(frame);
          }
        };
  }

  /** So many frames are collected and leave in one write. */
  public static Fault sticky(int frames) {
    Counter counter = new Counter("frames", frames);
    return line ->
        new PassingLine(line) {
          private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

          @Override
          public void send(byte[] frame) throws IOException {
            collected.writeBytes(frame);
            if (counter.due()) {
              line.send(collected.toByteArray());
              collected.reset();
            }
          }
        };
  }

  /** After every nth frame the connection is cut at once, its answer unread. */
  public static Fault reconnects(int every) {
    Counter counter = new Counter("every", every);
    return line ->
        new PassingLine(line) {
          @Override
          public void send(byte[] frame) throws IOException {
            line.send(frame);
            if (counter.due()) {
              line.hangUp();
            }
          }
        };
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    byte[] slice = new byte[to - from];
    System.arraycopy(bytes, from, slice, 0, slice.length);
    return slice;
  }

  /**
   * Counts over all connections of a device, so that a fault of every third frame outlives a
   * reconnect.
   */
  private static final class Counter {
    private final int every;
    private final AtomicLong count = new AtomicLong();

    Counter(String name, int every) {
      if (every < 1) {
        throw new IllegalArgumentException("%s (%d) must be positive".formatted(name, every));
      }
      this.every = every;
    }

    boolean due() {
      return count.incrementAndGet() % every == 0;
    }
  }

  private abstract static class PassingLine implements Line {
    private final Line line;

    PassingLine(Line line) {
      this.line = line;
    }

    @Override
    public void hangUp() throws IOException {
      line.hangUp();
    }
  }
}
