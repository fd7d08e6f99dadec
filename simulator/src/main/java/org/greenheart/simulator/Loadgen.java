// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts a server under load: many connections, each with a number of unanswered minute frames in
 * flight. For every answer the next frame leaves; frames that become due together leave in one
 * write, so that the loader costs little beside the server on the same machine. Thread-safe: every
 * run stands alone.
 */
public final class Loadgen {
  private final InetSocketAddress server;

  public Loadgen(String host, int port) {
    this.server = new InetSocketAddress(host, port);
  }

  /**
   * Runs a load to its end.
   *
   * @throws IOException if not all connections could be opened
   */
  public LoadResult run(LoadPlan plan) throws IOException, InterruptedException {
    List<Lane> lanes = new ArrayList<>();
    try {
      for (int i = 0; i < plan.connections(); i++) {
        lanes.add(new Lane(server, plan, i));
      }
      return measure(plan, lanes);
    } finally {
      lanes.forEach(Lane::close);
    }
  }

  private static LoadResult measure(LoadPlan plan, List<Lane> lanes) throws InterruptedException {
    Phase phase = new Phase(plan, lanes.size());
    List<Thread> threads = new ArrayList<>();
    for (Lane lane : lanes) {
      threads.add(Thread.ofVirtual().name("load").start(() -> lane.run(phase)));
    }
    try {
      phase.ready.await();
      // To the end, or until no lane is left that could answer.
      boolean _ =
          phase.ended.await(plan.warmup().plus(plan.duration()).toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      lanes.forEach(Lane::close);
    }
    Latencies latencies = new Latencies();
    long answered = 0;
    for (int i = 0; i < lanes.size(); i++) {
      threads.get(i).join();
      answered += lanes.get(i).answered;
      latencies.addAll(lanes.get(i).latencies);
    }
    return new LoadResult(
        answered,
        plan.duration(),
        phase.broken.get(),
        latencies.percentile(0.50),
        latencies.percentile(0.95),
        latencies.percentile(0.99),
        latencies.max());
  }

  /** When the measuring begins and ends, the same for all lanes. */
  private static final class Phase {
    private final CountDownLatch ready;
    private final CountDownLatch ended;
    private final long begins;
    private final long ends;
    private final AtomicInteger broken = new AtomicInteger();

    Phase(LoadPlan plan, int lanes) {
      this.ready = new CountDownLatch(lanes);
      this.ended = new CountDownLatch(lanes);
      this.begins = System.nanoTime() + plan.warmup().toNanos();
      this.ends = begins + plan.duration().toNanos();
    }

    boolean measures(long now) {
      return now - begins >= 0 && now - ends < 0;
    }
  }

  /** One connection. Its counters are read after its thread has ended. */
  private static final class Lane {
    private final Socket socket = new Socket();
    private final FrameMill mill;
    private final int inFlight;
    private final long[] sentAt;
    private final byte[] out;
    private final AnswerCounter counter = new AnswerCounter();
    private final Latencies latencies = new Latencies();
    private long sent;
    private long received;
    private long answered;

    Lane(InetSocketAddress server, LoadPlan plan, int number) throws IOException {
      this.mill = new FrameMill(plan.deviceId(number), plan.firstMinute());
      this.inFlight = plan.inFlight();
      this.sentAt = new long[inFlight];
      this.out = new byte[mill.size() * inFlight];
      try {
        socket.setTcpNoDelay(true);
        socket.connect(requireNonNull(server, "server is null"));
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }

    void run(Phase phase) {
      byte[] in = new byte[8_192];
      phase.ready.countDown();
      try {
        send(inFlight);
        int count = socket.getInputStream().read(in);
        while (count >= 0) {
          int answers = counter.count(in, count);
          if (answers > 0) {
            take(answers, phase);
            send(answers);
          }
          count = socket.getInputStream().read(in);
        }
        phase.broken.incrementAndGet();
      } catch (IOException e) {
        if (!socket.isClosed()) {
          phase.broken.incrementAndGet();
        }
      } finally {
        phase.ended.countDown();
      }
    }

    private void take(int answers, Phase phase) {
      long now = System.nanoTime();
      boolean measured = phase.measures(now);
      for (int i = 0; i < answers && received < sent; i++) {
        // Answers come in the order of the frames.
        if (measured) {
          latencies.add(now - sentAt[(int) (received % inFlight)]);
          answered++;
        }
        received++;
      }
    }

    private void send(int frames) throws IOException {
      int length = 0;
      for (int i = 0; i < frames; i++) {
        mill.next(out, length);
        length += mill.size();
      }
      long now = System.nanoTime();
      for (int i = 0; i < frames; i++) {
        sentAt[(int) (sent++ % inFlight)] = now;
      }
      socket.getOutputStream().write(out, 0, length);
    }

    void close() {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone.
      }
    }
  }
}
