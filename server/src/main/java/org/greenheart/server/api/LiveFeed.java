// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Value;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells browsers what moves.
 *
 * <p><b>The idea.</b> One thread follows the telemetry's feed, a few times a second, and gathers
 * which Datastreams moved. The board then reads the newest row of each, however many rows there
 * were, so a storm of data costs this thread little. Points whose view differs from what was last
 * told are told to all browsers in one event; rows go only to browsers that look at their point.
 * With no browser there nothing is read at all.
 *
 * <p><b>Behind.</b> When the feed runs away (a benchmark, a backfill of years), this thread does
 * not chase it: it jumps to the end, forgets what it held and tells all browsers to read again.
 * Nothing is lost by that: it decides nothing and keeps no position.
 *
 * <p>Time alone changes a point's contact, so all views are compared every few seconds. Alarms and
 * cases live in the registry and are compared in the same beat.
 */
public final class LiveFeed implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);
  private static final ObjectMapper MAPPER = ApiJson.mapper();
  private static final Duration BEAT = Duration.ofMillis(400);
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final int BATCH = 2_000;
  private static final int BATCHES_A_BEAT = 10;
  private static final long TOO_FAR = 10_000;
  private static final int RESUMED = 2_000;
  private static final int MOST_POINTS_AT_ONCE = 2_000;

  private final Telemetry telemetry;
  private final Registry registry;
  private final PointDirectory directory;
  private final PointBoard board;
  private final FrameRate rate;
  private final LongSupplier answered;
  private final InstantSource clock;
  private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
  private final Map<Long, PointView> told = new HashMap<>();

  /** Points whose rows moved since they were last told of; guarded by this. */
  private final Set<Long> moved = new HashSet<>();

  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long position;
  private long alarmEventTold;
  private Map<Long, String> casesTold = Map.of();
  private long devicesTold = -1;
  private long bellTold;

  /** The thread's own. */
  private Instant nextRound = Instant.MIN;

  LiveFeed(
      Telemetry telemetry,
      Registry registry,
      PointDirectory directory,
      PointBoard board,
      FrameRate rate,
      LongSupplier answered,
      InstantSource clock) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.directory = requireNonNull(directory, "directory is null");
    this.board = requireNonNull(board, "board is null");
    this.rate = requireNonNull(rate, "rate is null");
    this.answered = requireNonNull(answered, "answered is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.position = telemetry.lastArrival();
    this.alarmEventTold = registry.alarms().lastEvent();
    this.thread = Thread.ofPlatform().name("live-feed").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    clients.forEach(LiveClient::close);
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Up to here the feed has been told. */
  long position() {
    return position;
  }

  /**
   * Adds a browser.
   *
   * @param seen up to where it knows the feed; -1 when it has just begun
   */
  void join(LiveClient client, long seen) {
    follow();
    clients.add(client);
    if (seen < 0 || seen == position) {
      return;
    }
    if (client.thing() == 0 || seen > position || position - seen > RESUMED) {
      client.tell(LiveEvent.reset(position));
      return;
    }
    List<Arrival> missed = telemetry.feed(seen, RESUMED);
    boolean whole = !missed.isEmpty() && missed.getFirst().number() == seen + 1;
    if (whole) {
      tellRows(client, missed);
    } else {
      client.tell(LiveEvent.reset(position));
    }
  }

  void leave(LiveClient client) {
    clients.remove(client);
  }

  private void run() {
    try {
      while (!isClosed()) {
        try {
          round();
          pause(BEAT);
        } catch (RuntimeException e) {
          if (!isClosed()) {
            log.warn("Failed while telling browsers what moved; goes on", e);
            pause(ROUND);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: the thread ends here
    }
  }

  private void round() throws InterruptedException {
    Instant now = clock.instant();
    boolean round = !now.isBefore(nextRound);
    if (round) {
      nextRound = now.plus(ROUND);
      rate.sample(now, answered.getAsLong());
      clients.removeIf(LiveClient::isClosed);
    }
    // With nobody to tell, nothing is read: a list that is asked for catches up by itself.
    if (!clients.isEmpty()) {
      boolean _ = telemetry.awaitArrival(position, LONGEST_WAIT);
      tell(takeMoved(), round);
    }
  }

  /** For a while, but not past the end. */
  private void pause(Duration time) throws InterruptedException {
    boolean _ = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized Set<Long> takeMoved() {
    follow();
    Set<Long> things = Set.copyOf(moved);
    moved.clear();
    return things;
  }

  /**
   * Reads the feed to its end now: after that the board knows all that was on disk before. Where
   * the feed runs away the board forgets instead, which comes to the same.
   */
  synchronized void follow() {
    long last = telemetry.lastArrival();
    if (last - position > TOO_FAR) {
      board.touchAll();
      position = last;
      tellAll(LiveEvent.reset(last));
      return;
    }
    Set<Long> datastreams = new HashSet<>();
    for (int i = 0; i < BATCHES_A_BEAT; i++) {
      List<Arrival> arrivals = telemetry.feed(position, BATCH);
      if (arrivals.isEmpty()) {
        break;
      }
      for (Arrival arrival : arrivals) {
        arrival.rows().forEach(row -> datastreams.add(row.key().datastream()));
      }
      position = arrivals.getLast().number();
      clients.stream().filter(each -> each.thing() != 0).forEach(each -> tellRows(each, arrivals));
    }
    board.touch(datastreams);
    datastreams.forEach(each -> directory.thingOf(each).ifPresent(moved::add));
  }

  /** Time alone changes a point's contact: now and then all are looked at. */
  private void tell(Set<Long> things, boolean all) {
    if (all) {
      tellDevices();
      tellAlarms();
      tellCases();
      tellNotices();
      tellPoints(directory.things());
    } else if (!things.isEmpty()) {
      tellPoints(things.stream().flatMap(id -> directory.thing(id).stream()).toList());
    }
  }

  private void tellPoints(Collection<Thing> things) {
    Map<Long, OpenAlarms> alarms = board.openAlarms();
    List<PointView> changed = new ArrayList<>();
    for (Thing thing : things) {
      if (thing.deviceId() == null || thing.status() == DeviceStatus.REJECTED) {
        continue;
      }
      PointView view = board.view(thing, alarms.getOrDefault(thing.id(), OpenAlarms.NONE));
      if (!view.equals(told.put(thing.id(), view))) {
        changed.add(view);
      }
    }
    if (changed.size() > MOST_POINTS_AT_ONCE) {
      tellAll(LiveEvent.reset(position));
    } else if (!changed.isEmpty()) {
      LiveEvent all = event("points", changed);
      for (LiveClient client : clients) {
        if (client.sight().isEverything()) {
          client.tell(all);
        } else {
          List<PointView> seen =
              changed.stream().filter(view -> client.sight().sees(view.id())).toList();
          if (!seen.isEmpty()) {
            client.tell(event("points", seen));
          }
        }
      }
    }
  }

  private void tellRows(LiveClient client, List<Arrival> arrivals) {
    List<LiveRow> rows = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      for (Arrival.Touched touched : arrival.rows()) {
        RowKey key = touched.key();
        if (!touched.deleted()
            && directory.thingOf(key.datastream()).orElse(0L) == client.thing()) {
          telemetry.find(key).map(LiveFeed::row).ifPresent(rows::add);
        }
      }
    }
    if (!rows.isEmpty()) {
      client.tell(event("rows", rows));
    }
  }

  private static LiveRow row(Observation row) {
    return new LiveRow(
        row.key().datastream(),
        row.id(),
        row.key().start(),
        row.result(),
        row.flag(),
        row.resultTime(),
        row.parameters());
  }

  /** Every change of an alarm leaves an event, so the newest event says whether there was one. */
  private void tellAlarms() {
    long last = registry.alarms().lastEvent();
    if (last != alarmEventTold) {
      List<Long> things = registry.alarms().changedAfter(alarmEventTold);
      List<Long> areas = registry.alarms().areasChangedAfter(alarmEventTold);
      alarmEventTold = last;
      List<Alarm> open = registry.alarms().open();
      for (LiveClient client : clients) {
        List<Long> seen = things.stream().filter(client.sight()::sees).toList();
        List<Long> seenAreas = areas.stream().filter(client.sight()::seesArea).toList();
        if (client.sight().isEverything() || !seen.isEmpty() || !seenAreas.isEmpty()) {
          long n = open.stream().filter(client.sight()::sees).count();
          client.tell(event("alarm", Map.of("open", n, "things", seen, "areas", seenAreas)));
        }
      }
    }
  }

  private void tellCases() {
    List<CaseFile> cases = registry.cases().open();
    Map<Long, String> open =
        cases.stream()
            .collect(
                Collectors.toMap(
                    each -> each.id(), each -> each.version() + " " + each.progress()));
    if (!open.equals(casesTold)) {
      casesTold = open;
      for (LiveClient client : clients) {
        long n = cases.stream().filter(client.sight()::sees).count();
        client.tell(event("case", Map.of("open", n)));
      }
    }
  }

  /** Says no more than that there is something: each asks for its own. */
  private void tellNotices() {
    long last = registry.notices().lastBell();
    if (last != bellTold) {
      bellTold = last;
      tellAll(event("notice", Map.of()));
    }
  }

  private void tellDevices() {
    long version = registry.devices().version();
    if (version != devicesTold) {
      devicesTold = version;
      tellAll(event("device", Map.of()));
    }
  }

  private void tellAll(LiveEvent event) {
    clients.forEach(client -> client.tell(event));
  }

  private LiveEvent event(String name, Object data) {
    try {
      return new LiveEvent(position, name, MAPPER.writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("event (%s) cannot be written".formatted(name), e);
    }
  }

  record LiveRow(
      long datastream,
      long id,
      Instant time,
      @Nullable Value value,
      @Nullable String flag,
      @Nullable Instant received,
      Map<String, Value> parameters) {}
}
