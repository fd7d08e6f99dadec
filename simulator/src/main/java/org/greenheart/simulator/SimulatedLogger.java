// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.protocols.hj212.Hj212Time;
import org.greenheart.protocols.hj212.Hj212Version;
import org.greenheart.protocols.hj212.Item;
import org.greenheart.protocols.hj212.Sm4;

/**
 * A data logger (数采仪) that lives: it measures by the simulated clock, sends over a real connection,
 * waits for the answer to each upload, sends again what is not answered, reconnects with growing
 * pauses and answers what the server asks.
 *
 * <p>Two virtual threads: one follows the clock and fills the {@link Outbox}, one empties it onto
 * the line. What was sent is forgotten only when it was answered, so a server that answers too
 * early loses data visibly.
 *
 * <p>Thread-safe.
 */
public final class SimulatedLogger implements AutoCloseable {
  private final LoggerPlan plan;
  private final PointModel model;
  private final Script script;
  private final InetSocketAddress server;
  private final Pacer pacer;
  private final Instant birth;
  private final LoggerOptions options;
  private final Voice voice;
  private final Settings settings;
  private final Dialogue dialogue;
  private final Outbox outbox;
  private final Hj212Reader reader = new Hj212Reader();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong connects = new AtomicLong();
  private final Thread clockwork;
  private final Thread sender;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<Connection> connection = Optional.empty();

  private SimulatedLogger(
      LoggerPlan plan,
      PointModel model,
      Script script,
      InetSocketAddress server,
      Pacer pacer,
      Instant birth,
      LoggerOptions options,
      Optional<Sm4> sm4) {
    this.plan = requireNonNull(plan, "plan is null");
    this.model = requireNonNull(model, "model is null");
    this.script = requireNonNull(script, "script is null");
    this.server = requireNonNull(server, "server is null");
    this.pacer = requireNonNull(pacer, "pacer is null");
    this.birth = requireNonNull(birth, "birth is null");
    this.options = requireNonNull(options, "options is null");
    this.voice = new Voice(plan, sm4);
    this.settings = new Settings(plan, options);
    this.dialogue = new Dialogue(voice, model, settings, pacer);
    this.outbox = new Outbox(options.capacity());
    this.clockwork =
        Thread.ofVirtual().name("clockwork of " + plan.deviceId()).unstarted(this::measure);
    this.sender = Thread.ofVirtual().name("sender of " + plan.deviceId()).unstarted(this::send);
  }

  /**
   * Makes a logger and lets it live.
   *
   * @param birth from when on it has data: what lies between then and now is sent at once
   */
  static SimulatedLogger start(
      LoggerPlan plan,
      PointModel model,
      Script script,
      InetSocketAddress server,
      Pacer pacer,
      Instant birth,
      LoggerOptions options,
      Optional<Sm4> sm4) {
    SimulatedLogger logger =
        new SimulatedLogger(plan, model, script, server, pacer, birth, options, sm4);
    logger.clockwork.start();
    logger.sender.start();
    return logger;
  }

  /** MN. */
  public String deviceId() {
    return plan.deviceId();
  }

  /** Uploads that the server has answered (of a 2005 device: that were written). */
  public long answered() {
    return answered.get();
  }

  /** Uploads that wait: not yet sent, or sent and not answered. */
  public int waiting() {
    return outbox.size();
  }

  /** Uploads that were dropped because the memory was full. */
  public long lost() {
    return outbox.lost();
  }

  /** How often it has connected. */
  public long connects() {
    return connects.get();
  }

  /** Cuts the connection and stops. What was not answered is lost with the logger. */
  @Override
  public void close() {
    closed.countDown();
    clockwork.interrupt();
    sender.interrupt();
    connection.ifPresent(Connection::close);
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void measure() {
    try {
      Instant now = birth;
      if (plan.version() != Hj212Version.V2005) {
        queue("2081", now, now, List.of(Item.of("RestartTime", time(now))));
      }
      while (!isClosed()) {
        List<Schedule.Due> next = settings.schedule().next(now);
        now = next.getFirst().at();
        pacer.awaitUntil(now);
        for (Schedule.Due due : next) {
          measure(due);
        }
        if (script.active(Effect.Kind.OFFLINE, now.getEpochSecond())) {
          connection.ifPresent(Connection::close);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void measure(Schedule.Due due) {
    if (due.kind() != Schedule.Kind.REALTIME) {
      queue(due.kind().command(), due.at(), due.start(), model.period(due.start(), due.length()));
      return;
    }
    if (settings.sendsRealtime()) {
      List<Item> items = model.realtime(due.start());
      if (!items.isEmpty()) {
        queue(due.kind().command(), due.at(), due.start(), items);
      }
    }
    List<Item> states = settings.sendsStates() ? model.facilities(due.start()) : List.of();
    if (!states.isEmpty()) {
      queue("2021", due.at(), due.start(), states);
    }
  }

  private void queue(String command, Instant at, Instant dataTime, List<Item> items) {
    Duration skew = settings.skew();
    for (Upload upload : voice.upload(command, at.plus(skew), dataTime.plus(skew), items)) {
      outbox.add(upload);
    }
  }

  private String time(Instant instant) {
    return Hj212Time.seconds(BeijingTime.of(instant.plus(settings.skew())));
  }

  private void send() {
    Duration pause = options.shortestPause();
    try {
      while (!isClosed()) {
        awaitNetwork();
        long before = answered.get();
        talk();
        // What could not leave while there was no line is a re-send when it does.
        outbox.keepAll();
        boolean worked = answered.get() > before;
        pause = worked ? options.shortestPause() : longer(pause);
        boolean _ = closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(options.longestPause()) < 0 ? doubled : options.longestPause();
  }

  private void awaitNetwork() throws InterruptedException {
    while (script.active(Effect.Kind.OFFLINE, pacer.now().getEpochSecond())) {
      pacer.awaitUntil(pacer.now().plusSeconds(1));
    }
  }

  /** One connection, until it ends. */
  private void talk() throws InterruptedException {
    try (Connection line = Connection.open(server, reader, this::answerRequest)) {
      connection = Optional.of(line);
      connects.incrementAndGet();
      Line faulty = plan.fault().andThen(options.fault()).on(line);
      while (!isClosed() && deliver(outbox.take(), line, faulty)) {}
    } catch (IOException e) {
      // No server, or it hung up: the caller pauses and tries again.
    } finally {
      connection = Optional.empty();
    }
  }

  /** Sends one upload until it is answered; false when the server stays silent. */
  private boolean deliver(Upload upload, Connection line, Line faulty)
      throws IOException, InterruptedException {
    boolean done = false;
    try {
      byte[] frame = voice.bytes(upload);
      for (int attempt = 0; attempt <= settings.resends() && !done; attempt++) {
        faulty.send(frame);
        done =
            !upload.answerWanted() || line.awaitAnswer(upload.message().qn(), settings.overtime());
      }
    } finally {
      if (done) {
        answered.incrementAndGet();
      } else {
        outbox.keep(upload);
      }
    }
    return done;
  }

  private void answerRequest(Hj212Message request) {
    Optional<Connection> line = connection;
    if (line.isEmpty() || request.isAnswer()) {
      return;
    }
    try {
      for (byte[] frame : dialogue.answer(request)) {
        line.get().send(frame);
      }
    } catch (IOException e) {
      line.get().close();
    }
  }
}
