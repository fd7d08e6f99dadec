// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.greenheart.protocols.hj212.Hj212Frame;
import org.greenheart.protocols.hj212.Hj212Framer;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.protocols.hj212.Hj212Writer;

/**
 * A small server on a free port: reads frames, answers those that a test lets it answer, keeps
 * everything.
 */
final class TestServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final ServerSocket listener;
  private final Hj212Writer writer = new Hj212Writer();
  private final BlockingQueue<Hj212Message> received = new LinkedBlockingQueue<>();
  private final List<byte[]> raw = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Predicate<Hj212Message> answers;

  /** A server that answers an upload with 9014 when the predicate says so, asked once a frame. */
  TestServer(Predicate<Hj212Message> answers) throws IOException {
    this.answers = answers;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  TestServer() throws IOException {
    this(message -> true);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  /** The next message that a test is interested in; others are passed over. */
  Hj212Message await(Predicate<Hj212Message> wanted) throws InterruptedException {
    while (true) {
      Hj212Message message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("the awaited message did not come");
      }
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  Hj212Message await(String command) throws InterruptedException {
    return await(message -> message.cn().equals(command));
  }

  /** All messages so far that were not awaited. */
  List<Hj212Message> drain() {
    List<Hj212Message> all = new ArrayList<>();
    received.drainTo(all);
    return all;
  }

  List<byte[]> rawFrames() {
    return List.copyOf(raw);
  }

  int connections() {
    return connections.get();
  }

  /** Sends a request on the newest connection. */
  void request(Hj212Message message) throws IOException {
    sockets.getLast().getOutputStream().write(writer.write(message));
  }

  void cutAll() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket socket) {
    Hj212Framer framer = new Hj212Framer();
    Hj212Reader reader = new Hj212Reader();
    byte[] buffer = new byte[4_096];
    try (socket) {
      List<Hj212Frame> frames = new ArrayList<>();
      for (int count = 0; count >= 0; count = socket.getInputStream().read(buffer)) {
        framer.feed(buffer, 0, count, frames::add);
        for (Hj212Frame frame : frames) {
          take(frame, reader.read(frame), socket);
        }
        frames.clear();
      }
    } catch (IOException e) {
      // The device hung up.
    }
  }

  private void take(Hj212Frame frame, Hj212Message message, Socket socket) throws IOException {
    raw.add(frame.raw());
    received.add(message);
    Optional<byte[]> answer =
        !message.answerWanted() || message.isAnswer() || !answers.test(message)
            ? Optional.empty()
            : Optional.of(writer.dataAnswer(message));
    if (answer.isPresent()) {
      socket.getOutputStream().write(answer.get());
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cutAll();
  }
}
