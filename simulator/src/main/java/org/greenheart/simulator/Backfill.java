// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.protocols.hj212.Hj212Version;
import org.greenheart.protocols.hj212.Sm4;

/**
 * Sends the minute, hour and day data of past days as the devices would have, each oldest first, as
 * fast as the server answers. A live logger waits for each answer; here a window of unanswered
 * uploads is in flight on every connection, so that the group commit of the server is used. What is
 * not answered is sent again, also over a new connection.
 */
final class Backfill {
  private static final int WINDOW = 64;
  private static final int TRIES = 4;
  private static final Duration OVERTIME = Duration.ofSeconds(10);

  private final InetSocketAddress server;
  private final List<City.Device> devices;
  private final Instant from;
  private final Instant to;
  private final Optional<Sm4> sm4;
  private final BackfillProgress progress;
  private final long total;
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  Backfill(
      InetSocketAddress server,
      List<City.Device> devices,
      Instant from,
      Instant to,
      Optional<Sm4> sm4,
      BackfillProgress progress) {
    this.server = requireNonNull(server, "server is null");
    this.devices = List.copyOf(devices);
    this.from = requireNonNull(from, "from is null");
    this.to = requireNonNull(to, "to is null");
    this.sm4 = requireNonNull(sm4, "sm4 is null");
    this.progress = requireNonNull(progress, "progress is null");
    this.total = devices.stream().mapToLong(device -> uploads(device.plan().schedule())).sum();
  }

  /** Plays it and returns when every device is done. */
  BackfillReport play() throws InterruptedException {
    long begun = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (City.Device device : devices) {
      threads.add(
          Thread.ofVirtual()
              .name("prehistory of " + device.plan().deviceId())
              .start(() -> play(device)));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      threads.forEach(Thread::interrupt);
    }
    return new BackfillReport(
        answered.get(),
        unanswered.get(),
        Duration.ofNanos(System.nanoTime() - begun),
        List.copyOf(failures));
  }

  private long uploads(Schedule schedule) {
    long count = 0;
    for (List<Schedule.Due> due = schedule.nextPeriods(from);
        !due.getFirst().at().isAfter(to);
        due = schedule.nextPeriods(due.getFirst().at())) {
      count += due.size();
    }
    return count;
  }

  private void play(City.Device device) {
    Map<String, Upload> pending = new LinkedHashMap<>();
    try {
      new Run(device, pending).play();
    } catch (IOException e) {
      failures.add("%s: %s".formatted(device.plan().deviceId(), e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      unanswered.addAndGet(pending.size());
    }
  }

  /** One device's part; used by one thread. */
  private final class Run {
    private final City.Device device;
    private final Voice voice;
    private final Schedule schedule;
    private final Map<String, Upload> pending;
    private Connection connection;

    Run(City.Device device, Map<String, Upload> pending) throws IOException {
      this.device = device;
      this.voice = new Voice(device.plan(), sm4);
      this.schedule = device.plan().schedule();
      this.pending = pending;
      this.connection = open();
    }

    void play() throws IOException, InterruptedException {
      try {
        for (List<Schedule.Due> due = schedule.nextPeriods(from);
            !due.getFirst().at().isAfter(to);
            due = schedule.nextPeriods(due.getFirst().at())) {
          for (Schedule.Due one : due) {
            send(one);
          }
        }
        while (!pending.isEmpty()) {
          awaitOne();
        }
        connection.finish(OVERTIME);
      } finally {
        connection.close();
      }
    }

    private void send(Schedule.Due due) throws IOException, InterruptedException {
      for (Upload upload :
          voice.upload(
              due.kind().command(),
              due.at(),
              due.start(),
              device.model().period(due.start(), due.length()))) {
        if (device.plan().version() == Hj212Version.V2005) {
          connection.send(voice.bytes(upload));
          count(upload);
          continue;
        }
        while (pending.size() >= WINDOW) {
          awaitOne();
        }
        pending.put(upload.message().qn(), upload);
        try {
          connection.send(voice.bytes(upload));
        } catch (IOException e) {
          sendAgain(1, e);
        }
      }
    }

    /** Waits for the next answer; sends all that is pending again when none comes. */
    private void awaitOne() throws IOException, InterruptedException {
      for (int attempt = 1; ; attempt++) {
        try {
          Optional<String> answer = connection.nextAnswer(OVERTIME);
          if (answer.isPresent()) {
            Upload upload = pending.remove(answer.get());
            if (upload != null) {
              count(upload);
            }
            return;
          }
          sendAgain(attempt, new IOException("the server does not answer"));
        } catch (IOException e) {
          sendAgain(attempt, e);
        }
      }
    }

    private void sendAgain(int attempt, IOException why) throws IOException {
      if (attempt >= TRIES) {
        throw why;
      }
      connection.close();
      connection = open();
      pending.replaceAll((qn, upload) -> upload.again());
      for (Upload upload : pending.values()) {
        connection.send(voice.bytes(upload));
      }
    }

    private Connection open() throws IOException {
      return Connection.open(server, new Hj212Reader(), request -> {});
    }

    private void count(Upload upload) {
      if (upload.message().pno() <= 1) {
        progress.report(answered.incrementAndGet(), total);
      }
    }
  }
}
