// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.greenheart.protocols.hj212.Hj212Frame;
import org.greenheart.protocols.hj212.Hj212Framer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket, with one or many devices behind it.
 *
 * <p><b>Threads.</b> A virtual thread of its own reads, cuts frames and hands each one over to be
 * kept; it never waits for a commit, so many frames can be unanswered at once. Answering has no
 * thread of its own: when a commit settles frames, the first of them starts a virtual thread that
 * sends what is due, in the order of the frames and coalesced into few writes, and ends. A frame
 * behind one that is not kept yet waits for it.
 *
 * <p><b>Back-pressure.</b> Beyond {@link Limits#unansweredBytes()} the reader waits, TCP's window
 * closes and the device waits too.
 *
 * <p><b>A frame that could not be kept</b> is not answered. It stays, with those behind it, nothing
 * more is read, and it is handed over again after a pause until it is kept: also when the device
 * has gone, since one that asks for no answers would never send it again. So a full disk costs time
 * and places for connections, and never data that was read.
 *
 * <p><b>Its end.</b> When the device ends its sending side or {@link #stopReading} is called, what
 * is in flight is still kept and answered before the socket closes.
 */
final class Connection {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);
  private static final int READ_BYTES = 8192;
  private static final int RETRY_MILLIS = 1_000;

  /** Some devices send no CR LF; after so long without a byte their frame has ended. */
  private static final int SETTLE_MILLIS = 500;

  private static final int QUIET = 0;

  private final long number;
  private final Socket socket;
  private final Instant since;
  private final String source;
  private final FrameHandler handler;
  private final Limits limits;
  private final IntakeStatus status;
  private final Retrier retrier;
  private final Runnable whenClosed;

  /** {@link #settled()} as an object, made once. */
  private final Runnable onSettled = this::settled;

  /** The MNs whose commands go this way. Changed by {@link CommandRoutes} only. */
  private final Set<String> devices = ConcurrentHashMap.newKeySet();

  private final AnswerQueue queue = new AnswerQueue();
  private final AtomicBoolean retryPlanned = new AtomicBoolean();
  private final ReentrantLock sending = new ReentrantLock();
  private final AtomicInteger settlements = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean inputEnded;
  private volatile boolean superseded;
  private volatile long frames;
  private volatile long lastReadNanos = System.nanoTime();
  private volatile long sendingSinceNanos;

  /**
   * @param number rises with the order of acceptance: of two connections the higher is the newer
   * @param whenClosed runs once
   */
  Connection(
      long number,
      Socket socket,
      Instant since,
      FrameHandler handler,
      Limits limits,
      IntakeStatus status,
      Retrier retrier,
      Runnable whenClosed) {
    this.number = number;
    this.socket = socket;
    this.since = since;
    this.source =
        "hj212:%s:%s".formatted(socket.getInetAddress().getHostAddress(), socket.getPort());
    this.handler = handler;
    this.limits = limits;
    this.status = status;
    this.retrier = retrier;
    this.whenClosed = whenClosed;
  }

  long number() {
    return number;
  }

  /** {@code hj212:192.0.2.7:40112}. */
  String source() {
    return source;
  }

  InetAddress address() {
    return socket.getInetAddress();
  }

  Instant since() {
    return since;
  }

  Set<String> devices() {
    return devices;
  }

  long frames() {
    return frames;
  }

  /** Frames read and not yet settled. */
  int unanswered() {
    return queue.size();
  }

  boolean isOpen() {
    return !closed.get();
  }

  /** Reads until the device ends, the connection is closed or something breaks. */
  void read() {
    try {
      readFrames();
      endInput();
    } catch (IOException e) {
      if (isOpen()) {
        log.debug("Connection {} broke off: {}", source, e.getMessage());
        endInput();
      }
    } catch (RuntimeException | Error e) {
      broken(e);
    }
  }

  private void readFrames() throws IOException {
    InputStream in = socket.getInputStream();
    Hj212Framer framer = new Hj212Framer();
    Consumer<Hj212Frame> frameRead = this::onFrame;
    byte[] buffer = new byte[READ_BYTES];
    boolean timed = false;
    int count;
    while ((count = readSome(in, buffer)) >= 0) {
      boolean mayEndInSilence = false;
      if (count == QUIET) {
        framer.settle(frameRead);
      } else {
        lastReadNanos = System.nanoTime();
        framer.feed(buffer, 0, count, frameRead);
        mayEndInSilence = framer.pending() > 0;
      }
      // Only while a frame hangs: each wait with a time limit is a timer to be set and taken back.
      if (timed != mayEndInSilence) {
        timed = mayEndInSilence;
        socket.setSoTimeout(timed ? SETTLE_MILLIS : 0);
      }
    }
    if (isOpen()) {
      framer.endOfStream(frameRead);
    }
  }

  /** Reads bytes; {@link #QUIET} when a frame that may have ended is followed by nothing. */
  private static int readSome(InputStream in, byte[] buffer) throws IOException {
    try {
      return in.read(buffer);
    } catch (SocketTimeoutException e) {
      return QUIET;
    }
  }

  private void broken(Throwable problem) {
    status.brokenFrame();
    log.error("Connection {} is closed: a frame from it could not be worked on", source, problem);
    close();
  }

  /** What is in flight is still answered; the last answer closes the socket. */
  private void endInput() {
    inputEnded = true;
    settled();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // written by the reading thread only
  private void onFrame(Hj212Frame frame) {
    if (!isOpen()) {
      return;
    }
    frames++;
    InFlight next = handler.handle(this, frame);
    if (next == null) {
      return;
    }
    int waiting = queue.add(next);
    next.whenSettled(onSettled);
    if (next.hasFailed()) {
      pause(0);
    } else if (waiting > limits.unansweredBytes()) {
      status.readingPaused(source, limits.unansweredBytes());
      pause(limits.unansweredBytes());
    }
  }

  /** Reads no more until at most so many bytes wait. */
  private void pause(int bytes) {
    queue.awaitRoom(bytes);
    // What came meanwhile is not read yet: that is no silence of the device.
    lastReadNanos = System.nanoTime();
  }

  /** Called for each settled frame, by the committer: must cost nothing. */
  private void settled() {
    if (settlements.getAndIncrement() == 0) {
      Thread.startVirtualThread(this::answer);
    }
  }

  private void answer() {
    int seen = settlements.get();
    do {
      try {
        answerWhatIsKept();
      } catch (IOException e) {
        if (isOpen()) {
          log.debug("Connection {} takes no answers: {}", source, e.getMessage());
        }
        close();
      }
      seen = settlements.addAndGet(-seen);
    } while (seen != 0);
  }

  private void answerWhatIsKept() throws IOException {
    while (true) {
      switch (queue.take(status::kept)) {
        case AnswerQueue.Head.Kept kept -> send(kept.answers());
        case AnswerQueue.Head.Failed failed -> {
          notKept(failed.problem());
          return;
        }
        case AnswerQueue.Head.Waiting waiting -> {
          if (waiting.empty() && inputEnded) {
            close();
          }
          return;
        }
      }
    }
  }

  private void notKept(Throwable problem) {
    if (isOpen() && retryPlanned.compareAndSet(false, true)) {
      status.notKept(problem);
      // Spread by number: thousands of connections must not come back in one instant.
      retrier.after(RETRY_MILLIS + (int) (number % RETRY_MILLIS), this::keepAgain);
    }
  }

  private void keepAgain() {
    retryPlanned.set(false);
    if (isOpen()) {
      try {
        queue.failed().forEach(frame -> frame.tryAgain(onSettled));
      } catch (RuntimeException e) {
        broken(e);
      }
    }
  }

  /**
   * Sends bytes as they are; answers and commands never mix.
   *
   * @throws IOException when the connection is gone
   */
  void send(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    sending.lock();
    try {
      sendingSinceNanos = System.nanoTime();
      socket.getOutputStream().write(bytes);
    } finally {
      sendingSinceNanos = 0;
      sending.unlock();
    }
  }

  /** No MN is left on it: it is closed once it has been quiet for a moment. */
  void supersede() {
    superseded = true;
  }

  /** It carries an MN (again). */
  void renew() {
    superseded = false;
  }

  /** Closes what was quiet too long. Called every second or so. */
  void sweep(long nowNanos) {
    long quiet = nowNanos - lastReadNanos;
    long sendingSince = sendingSinceNanos;
    if (sendingSince != 0 && nowNanos - sendingSince > limits.stalled().toNanos()) {
      status.closedByLimit(
          IntakeStatus.Limit.STALLED, source, "takes no answers for", limits.stalled());
      close();
    } else if (queue.size() > 0) {
      return;
    } else if (superseded && devices.isEmpty() && quiet > limits.superseded().toNanos()) {
      log.info("Connection {} is closed: newer connections carry its devices", source);
      stopReading();
    } else if (quiet > limits.idle().toNanos()) {
      status.closedByLimit(IntakeStatus.Limit.IDLE, source, "has been silent for", limits.idle());
      stopReading();
    }
  }

  /** Ends the reading; what is in flight is still answered, then the socket closes. */
  void stopReading() {
    try {
      socket.shutdownInput();
    } catch (IOException e) {
      close();
    }
  }

  /** Closes at once. What is not answered yet is not answered any more. */
  void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("Connection {} did not close well: {}", source, e.getMessage());
    }
    status.forgotten(queue.close());
    whenClosed.run();
    handler.closed(this);
  }
}
