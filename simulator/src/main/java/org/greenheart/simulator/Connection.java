// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.greenheart.protocols.hj212.Hj212Framer;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Reader;

/**
 * One TCP connection of a logger. A virtual thread reads what comes: the answers to uploads go to a
 * queue, where the sending thread waits for them; everything else is a request and goes to the
 * listener, on the reading thread.
 */
final class Connection implements Line, AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Put into the queue when the connection has ended. */
  private static final String ENDED = "ended";

  private final Socket socket = new Socket();
  private final ReentrantLock writing = new ReentrantLock();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Hj212Reader reader;
  private final Consumer<Hj212Message> requests;

  private Connection(Hj212Reader reader, Consumer<Hj212Message> requests) {
    this.reader = requireNonNull(reader, "reader is null");
    this.requests = requireNonNull(requests, "requests is null");
  }

  static Connection open(
      InetSocketAddress server, Hj212Reader reader, Consumer<Hj212Message> requests)
      throws IOException {
    Connection connection = new Connection(reader, requests);
    try {
      connection.socket.setTcpNoDelay(true);
      connection.socket.connect(server, (int) CONNECT_TIMEOUT.toMillis());
    } catch (IOException e) {
      connection.socket.close();
      throw e;
    }
    Thread.ofVirtual().name("logger reads ", 0).start(connection::read);
    return connection;
  }

  @Override
  public void send(byte[] frame) throws IOException {
    writing.lock();
    try {
      socket.getOutputStream().write(frame);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void hangUp() throws IOException {
    socket.close();
  }

  /**
   * Waits for the answer with this QN; an empty one takes any answer, as 2005 uploads have none.
   * Answers to earlier uploads that come late are passed over.
   *
   * @return false when the time is over
   * @throws IOException if the connection ended before
   */
  boolean awaitAnswer(String qn, Duration overtime) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + overtime.toNanos();
    while (true) {
      Optional<String> answer = nextAnswer(Duration.ofNanos(deadline - System.nanoTime()));
      if (answer.isEmpty()) {
        return false;
      }
      if (qn.isEmpty() || answer.get().equals(qn)) {
        return true;
      }
    }
  }

  /**
   * Waits for the next answer to an upload.
   *
   * @return its QN; nothing when the time is over
   * @throws IOException if the connection ended before
   */
  Optional<String> nextAnswer(Duration overtime) throws IOException, InterruptedException {
    String answer = answers.poll(overtime.toNanos(), TimeUnit.NANOSECONDS);
    if (answer != null && answer.equals(ENDED)) {
      answers.add(ENDED);
      throw new IOException("the server closed the connection");
    }
    return Optional.ofNullable(answer);
  }

  /**
   * Says that nothing more will come and waits until the server has read all and closed its side
   * too.
   */
  void finish(Duration overtime) throws IOException, InterruptedException {
    socket.shutdownOutput();
    answers.clear();
    answers.poll(overtime.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void read() {
    Hj212Framer framer = new Hj212Framer();
    byte[] buffer = new byte[4_096];
    try {
      for (int count = 0; count >= 0; count = socket.getInputStream().read(buffer)) {
        framer.feed(buffer, 0, count, frame -> take(reader.read(frame)));
      }
    } catch (IOException e) {
      // However it ended: the sender learns it below.
    } finally {
      answers.add(ENDED);
    }
  }

  private void take(Hj212Message message) {
    if (message.cn().equals("9014") || message.cn().equals("9013")) {
      answers.add(message.exchange());
    } else {
      requests.accept(message);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, which is what was wanted.
    }
  }
}
