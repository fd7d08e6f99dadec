// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections within the limits and keeps the book of those that are open. Thread-safe.
 *
 * <p>Blocking sockets on virtual threads: at rest a connection costs its buffer and a parked stack.
 */
final class Listener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  /** After a reconnect storm many wait at the door at once. */
  private static final int BACKLOG = 1024;

  private static final int SWEEP_MILLIS = 1_000;
  private static final long ACCEPT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final ServerSocket server;
  private final Limits limits;
  private final int most;
  private final FrameHandler handler;
  private final IntakeStatus status;
  private final Retrier retrier;
  private final InstantSource clock;
  private final Map<Long, Connection> open = new ConcurrentHashMap<>();
  private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
  private final CountDownLatch acceptingEnded = new CountDownLatch(1);
  private volatile boolean closing;
  private long lastNumber;

  /** Ready to {@link #open}. */
  Listener(
      Limits limits,
      FrameHandler handler,
      IntakeStatus status,
      Retrier retrier,
      InstantSource clock) {
    this.server = unbound();
    this.limits = limits;
    this.most = OpenFiles.connections(limits.connections());
    this.handler = handler;
    this.status = status;
    this.retrier = retrier;
    this.clock = clock;
  }

  /**
   * Opens the port and starts to accept.
   *
   * @param address port 0 = any free one
   * @throws UncheckedIOException when the port cannot be opened; says which and why
   */
  void open(InetSocketAddress address) {
    bind(address);
    Thread.ofPlatform().name("greenheart-hj212-accept").start(this::accept);
    retrier.every(SWEEP_MILLIS, this::sweep);
  }

  private static ServerSocket unbound() {
    try {
      return new ServerSocket();
    } catch (IOException e) {
      throw new UncheckedIOException("no socket for HJ 212 devices: " + e.getMessage(), e);
    }
  }

  private void bind(InetSocketAddress address) {
    try {
      server.setReuseAddress(true);
      server.bind(address, BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "HJ 212 port (%s) cannot be opened: %s".formatted(address, e.getMessage()), e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  boolean isListening() {
    return !closing && server.isBound() && !server.isClosed();
  }

  Collection<Connection> connections() {
    return open.values();
  }

  private void accept() {
    try {
      while (!closing) {
        try {
          admit(server.accept());
        } catch (IOException e) {
          if (!closing) {
            // Out of file descriptors, most of all: those open work on, new ones wait at the door.
            status.acceptFailed(e);
            LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
          }
        } catch (OutOfMemoryError e) {
          status.acceptFailed(e);
          LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
        }
      }
    } finally {
      acceptingEnded.countDown();
    }
  }

  private void admit(Socket socket) throws IOException {
    InetAddress address = socket.getInetAddress();
    if (open.size() >= most) {
      status.refusedByLimit(IntakeStatus.Limit.CONNECTIONS, address, most);
      socket.close();
      return;
    }
    if (perAddress.getOrDefault(address, 0) >= limits.connectionsPerAddress()) {
      status.refusedByLimit(
          IntakeStatus.Limit.CONNECTIONS_PER_ADDRESS, address, limits.connectionsPerAddress());
      socket.close();
      return;
    }
    try {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    } catch (IOException e) {
      socket.close(); // it was gone before it was admitted
      return;
    }
    long number = ++lastNumber;
    Connection connection =
        new Connection(
            number,
            socket,
            clock.instant(),
            handler,
            limits,
            status,
            retrier,
            () -> dismiss(number, address));
    perAddress.merge(address, 1, Integer::sum);
    open.put(number, connection);
    status.accepted();
    Thread.ofVirtual().name(connection.source()).start(connection::read);
  }

  private void dismiss(long number, InetAddress address) {
    open.remove(number);
    perAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }

  private void sweep() {
    long now = System.nanoTime();
    for (Connection connection : open.values()) {
      connection.sweep(now);
    }
  }

  /**
   * Accepts no more, answers what is in flight for at most {@link Limits#closing()}, and closes all
   * connections.
   */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    try {
      boolean opened = server.isBound();
      server.close();
      if (opened) {
        acceptingEnded.await();
      }
      open.values().forEach(Connection::stopReading);
      long deadline = System.nanoTime() + limits.closing().toNanos();
      while (!open.isEmpty() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    } catch (IOException e) {
      log.warn("HJ 212 port {} did not close well: {}", port(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.values().forEach(Connection::close);
  }
}
