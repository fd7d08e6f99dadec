// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A meter of power and gas that speaks Modbus TCP on a port of this machine, as unit 1. What its
 * holding registers show depends on the clock alone, so its counters never fall. 0: kWh x 100 (u32,
 * high word first); 2: kW (float32, low word first); 10: m3 x 10 (u32, low word first); 12: m3/h x
 * 10 (u16). Thread-safe.
 */
public final class ModbusMeter implements AutoCloseable {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final double HOUR = Duration.ofHours(1).toMillis();
  private static final int REGISTERS = 16;
  private static final int UNIT = 1;
  private static final int READ_HOLDING = 3;
  private static final int HEAD = 7;
  private static final int LONGEST = 260;
  private static final int ILLEGAL_FUNCTION = 1;
  private static final int ILLEGAL_ADDRESS = 2;
  private static final int NOBODY_THERE = 11;

  private final InstantSource clock;
  private final ServerSocket listener;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private ModbusMeter(InstantSource clock, ServerSocket listener) {
    this.clock = requireNonNull(clock, "clock is null");
    this.listener = requireNonNull(listener, "listener is null");
  }

  /**
   * Takes a free port and answers.
   *
   * @throws IOException when there is none
   */
  public static ModbusMeter start(InstantSource clock) throws IOException {
    ModbusMeter meter =
        new ModbusMeter(clock, new ServerSocket(0, 8, InetAddress.getLoopbackAddress()));
    Thread _ = Thread.ofVirtual().name("modbus-meter").start(meter::accept);
    return meter;
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        Thread _ = Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      byte[] head = new byte[HEAD];
      while (true) {
        in.readFully(head);
        int length = ByteBuffer.wrap(head).getShort(4) - 1;
        if (length < 1 || length > LONGEST) {
          return;
        }
        byte[] request = new byte[length];
        in.readFully(request);
        byte[] answer = answer(head[HEAD - 1], ByteBuffer.wrap(request));
        ByteBuffer frame = ByteBuffer.allocate(HEAD + answer.length).put(head).put(answer);
        frame.putShort(4, (short) (answer.length + 1));
        out.write(frame.array());
      }
    } catch (IOException e) {
      // the other end has gone
    } finally {
      open.remove(socket);
    }
  }

  private byte[] answer(int unit, ByteBuffer request) {
    int function = request.get();
    if (unit != UNIT) {
      return refusal(function, NOBODY_THERE);
    }
    if (function != READ_HOLDING || request.remaining() < 4) {
      return refusal(function, ILLEGAL_FUNCTION);
    }
    int start = Short.toUnsignedInt(request.getShort());
    int count = Short.toUnsignedInt(request.getShort());
    if (count < 1 || start + count > REGISTERS) {
      return refusal(function, ILLEGAL_ADDRESS);
    }
    byte[] shown = registers(clock.instant());
    return ByteBuffer.allocate(2 + 2 * count)
        .put((byte) READ_HOLDING)
        .put((byte) (2 * count))
        .put(shown, 2 * start, 2 * count)
        .array();
  }

  private static byte[] refusal(int function, int why) {
    return new byte[] {(byte) (function | 0x80), (byte) why};
  }

  /** Power and flow rise and fall with the day; the counters are what they come to. */
  private static byte[] registers(Instant now) {
    double hours = Duration.between(BEGIN, now).toMillis() / HOUR;
    double turn = 2 * Math.PI * hours / 24;
    double swung = (1 - Math.cos(turn)) * 24 / (2 * Math.PI);
    int energy = (int) (100 * (120_000 + 45 * hours + 15 * swung));
    int power = Float.floatToIntBits((float) (45 + 15 * Math.sin(turn)));
    int gas = (int) (10 * (30_000 + 18 * hours + 6 * swung));
    int flow = (int) Math.round(10 * (18 + 6 * Math.sin(turn)));
    return ByteBuffer.allocate(2 * REGISTERS)
        .putInt(0, energy)
        .putInt(4, Integer.rotateLeft(power, 16))
        .putInt(20, Integer.rotateLeft(gas, 16))
        .putShort(24, (short) flow)
        .array();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
