// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.greenheart.protocols.dlt645.Dlt645Frame;
import org.greenheart.protocols.dlt645.Dlt645Framer;
import org.greenheart.protocols.dlt645.Dlt645Message;
import org.greenheart.protocols.dlt645.Dlt645Reader;
import org.greenheart.protocols.dlt645.Dlt645Writer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a gateway that hands the bytes of DL/T 645 through, whoever made it. A thread of
 * its own reads what comes: answers, and what a gateway says by itself (who it is, that it is still
 * there), which is no answer. One question is on the line at a time. Thread-safe.
 */
final class GatewayLine implements AutoCloseable {
  /** So long lies between two bytes at most: what follows later is another packet. */
  private static final int QUIET_MILLIS = 500;

  private static final int MOST_WAITING = 64;
  private static final int LONGEST_PACKET = 256;
  private static final int FROM_METER = 0x80;

  private final Socket socket;
  private final int idleMillis;
  private final Runnable ended;
  private final ReentrantLock line = new ReentrantLock();
  private final BlockingQueue<Optional<Dlt645Frame>> frames =
      new LinkedBlockingQueue<>(MOST_WAITING);
  private final Set<String> meters = ConcurrentHashMap.newKeySet();
  private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
  private Dlt645Framer framer = new Dlt645Framer();
  private boolean framesInPacket;
  private volatile String registration = "";

  /** The question before, when nothing has answered it. */
  private Dlt645Message.@Nullable Read unanswered;

  /**
   * An answer.
   *
   * @param frame as it came
   */
  record Answer(Dlt645Frame frame, Dlt645Message message) {}

  private GatewayLine(Socket socket, Duration idle, Runnable ended) {
    this.socket = requireNonNull(socket, "socket is null");
    this.idleMillis = Math.toIntExact(idle.toMillis());
    this.ended = requireNonNull(ended, "ended is null");
  }

  /**
   * Connects to a gateway.
   *
   * @throws IOException when it cannot be reached in time
   */
  static GatewayLine dial(String host, int port, Duration timeout) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return open(socket, Duration.ZERO, () -> {});
  }

  /**
   * Begins to read.
   *
   * @param idle closed when nothing comes for so long; zero: never
   * @param ended told once it is closed
   */
  static GatewayLine open(Socket socket, Duration idle, Runnable ended) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    GatewayLine line = new GatewayLine(socket, idle, ended);
    Thread _ = Thread.ofVirtual().name("dlt645-" + line.address()).start(line::read);
    return line;
  }

  private void read() {
    byte[] buffer = new byte[512];
    boolean quiet = true;
    try (socket) {
      while (true) {
        socket.setSoTimeout(quiet ? idleMillis : QUIET_MILLIS);
        try {
          int length = socket.getInputStream().read(buffer);
          if (length < 0) {
            break;
          }
          take(buffer, length);
          quiet = false;
        } catch (SocketTimeoutException e) {
          if (quiet) {
            break;
          }
          endPacket();
          quiet = true;
        }
      }
    } catch (IOException e) {
      // It is over either way.
    } finally {
      frames.clear();
      boolean _ = frames.offer(Optional.empty());
      ended.run();
    }
  }

  private synchronized void take(byte[] bytes, int length) {
    packet.write(bytes, 0, Math.min(length, LONGEST_PACKET - packet.size()));
    framer.feed(bytes, 0, length, this::take);
  }

  private void take(Dlt645Frame frame) {
    framesInPacket = true;
    if ((frame.control() & FROM_METER) != 0) {
      boolean _ = meters.add(frame.address());
    }
    boolean _ = frames.offer(Optional.of(frame));
  }

  /** The line has been quiet: the first packet that is no frame says who the gateway is. */
  private synchronized void endPacket() {
    framer.settle(this::take);
    if (registration.isEmpty() && !framesInPacket) {
      registration = Registration.of(packet.toByteArray());
    }
    packet.reset();
    framesInPacket = false;
  }

  /**
   * Asks a meter.
   *
   * @throws SocketTimeoutException when it does not answer in time
   * @throws IOException when the connection is broken
   */
  Answer ask(Dlt645Message.Read question, Duration timeout) throws IOException {
    line.lock();
    try {
      synchronized (this) {
        // What came too late for the question before is no answer to this one.
        framer = new Dlt645Framer();
        frames.removeIf(Optional::isPresent);
      }
      socket.getOutputStream().write(new Dlt645Writer().write(question));
      socket.getOutputStream().flush();
      return await(question, System.nanoTime() + timeout.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      line.unlock();
    }
  }

  /**
   * However much a gateway says meanwhile: a meter is waited for so long and no longer. A refusal
   * does not say what it refuses: the first after another question that was not answered may be
   * that one's, come late, and is passed over.
   */
  private Answer await(Dlt645Message.Read question, long end)
      throws IOException, InterruptedException {
    Dlt645Message.Read before = unanswered;
    boolean late =
        before != null
            && before.address().equals(question.address())
            && !before.identifier().equals(question.identifier());
    unanswered = question;
    while (true) {
      Optional<Dlt645Frame> next = frames.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new SocketTimeoutException("no answer");
      }
      if (next.isEmpty()) {
        boolean _ = frames.offer(next);
        throw new IOException("closed by the gateway");
      }
      Dlt645Message message = new Dlt645Reader().read(next.get()).message();
      if (answers(message, question)) {
        if (late && message instanceof Dlt645Message.Failure) {
          late = false;
          continue;
        }
        unanswered = null;
        return new Answer(next.get(), message);
      }
    }
  }

  private static boolean answers(Dlt645Message message, Dlt645Message.Read question) {
    // Some gateways send back what they were told to send: that is no answer.
    return message.address().equals(question.address())
        && switch (message) {
          case Dlt645Message.Data data -> data.identifier().equals(question.identifier());
          case Dlt645Message.Failure _ -> true;
          case Dlt645Message.Read _, Dlt645Message.ReadNext _, Dlt645Message.Other _ -> false;
        };
  }

  /** As the gateway has said who it is: see {@link Registration}; empty while it has not. */
  String registration() {
    return registration;
  }

  /** Addresses of meters that have spoken on it. */
  Set<String> meters() {
    return Set.copyOf(meters);
  }

  /** Of the other end, such as {@code 192.0.2.7:40112}. */
  String address() {
    return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
  }

  boolean isOpen() {
    return !socket.isClosed();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
