// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The frames of one connection between their reading and their answer, in order. A frame behind one
 * that is not on disk yet waits for it. Thread-safe.
 */
final class AnswerQueue {
  private static final int WRITE_BYTES = 16 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition roomFreed = lock.newCondition();
  // Guarded by lock.
  private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
  private int bytes;
  private boolean closed;

  private volatile int size;

  /** What stands at the head of the queue. */
  sealed interface Head {
    /** Nothing, or a frame that is still on its way to disk. */
    record Waiting(boolean empty) implements Head {}

    /** Frames that are on disk, taken out: their answers, maybe none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(byte[] answers) implements Head {}

    /** A frame that could not be kept; it stays. */
    record Failed(Throwable problem) implements Head {}
  }

  int size() {
    return size;
  }

  /**
   * Adds a frame.
   *
   * @return the bytes of all frames that wait
   */
  int add(InFlight frame) {
    lock.lock();
    try {
      inFlight.add(frame);
      size = inFlight.size();
      bytes += frame.size();
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until at most so many bytes wait, or the queue is closed. */
  void awaitRoom(int most) {
    lock.lock();
    try {
      while (bytes > most && !closed) {
        roomFreed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the frames at the head that are on disk.
   *
   * @param kept told of each of them
   */
  Head take(Consumer<InFlight> kept) {
    lock.lock();
    try {
      InFlight head = inFlight.peek();
      if (head == null) {
        return new Head.Waiting(true);
      }
      if (head.hasFailed()) {
        return new Head.Failed(head.problem());
      }
      return head.isKept() ? new Head.Kept(takeKept(kept)) : new Head.Waiting(false);
    } finally {
      lock.unlock();
    }
  }

  private byte[] takeKept(Consumer<InFlight> kept) {
    byte[] first = {};
    ByteArrayOutputStream more = new ByteArrayOutputStream(0);
    InFlight head;
    while ((head = inFlight.peek()) != null && head.isKept() && more.size() < WRITE_BYTES) {
      inFlight.remove();
      bytes -= head.size();
      kept.accept(head);
      if (first.length == 0) {
        first = head.answer(); // mostly the only one: sent as it is
      } else {
        more.writeBytes(head.answer());
      }
    }
    size = inFlight.size();
    roomFreed.signal();
    return more.size() == 0 ? first : together(first, more);
  }

  private static byte[] together(byte[] first, ByteArrayOutputStream more) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(first.length + more.size());
    all.writeBytes(first);
    all.writeBytes(more.toByteArray());
    return all.toByteArray();
  }

  /** Those that could not be kept, in order; they stay. */
  List<InFlight> failed() {
    lock.lock();
    try {
      return inFlight.stream().filter(InFlight::hasFailed).toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nobody waits for room any more.
   *
   * @return how many frames that could not be kept are left
   */
  int close() {
    lock.lock();
    try {
      closed = true;
      roomFreed.signalAll();
      return failed().size();
    } finally {
      lock.unlock();
    }
  }
}
