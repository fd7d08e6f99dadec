// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.greenheart.server.outside.SendException;
import org.greenheart.server.waiting.Backoff;
import org.greenheart.server.waiting.Lanes;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.greenheart.server.waiting.Steady;
import org.greenheart.storage.registry.NoticeChannel;
import org.greenheart.storage.registry.NoticeDelivery;
import org.greenheart.storage.registry.NoticeDelivery.State;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries notices from the outbox to people. All it knows is in the registry, and each step is one
 * transaction there: what happened -> who is told (with a key for each telling) -> told ->
 * recorded. So whenever the process ends, the next one goes on where this one was. Only between
 * telling and recording is there nothing to be done: then the same is told again, with the same
 * key.
 *
 * <p>One thread decides; each recipient's channel is a lane of its own in which tellings leave one
 * after the other, so that nobody waits for a mail server that does not answer. The public methods
 * are thread-safe.
 */
final class Dispatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);
  private static final Duration KEPT = Duration.ofDays(366);
  private static final Duration FORGET_EVERY = Duration.ofHours(6);

  /** Events at a time, and deliveries of a digest. */
  private static final int BATCH = 500;

  /** Deliveries of one lane at a time: while mail is down, each of many lanes has a long queue. */
  private static final int OF_A_LANE = 50;

  /** More than so many at once for one lane leave as one: nobody reads a hundred mails. */
  private static final int BURST = 10;

  private final Registry registry;
  private final Spreading spreading;
  private final NoticeText text;
  private final Map<NoticeChannel, Channel> channels;
  private final Lanes<Lane> lanes;
  private final InstantSource clock;
  private final Steady steady;
  private final Rounds rounds;
  private Instant nextForget = Instant.MIN;

  Dispatcher(
      Registry registry,
      Spreading spreading,
      NoticeText text,
      Map<NoticeChannel, Channel> channels,
      Executor threads,
      Pause pause,
      InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.spreading = requireNonNull(spreading, "spreading is null");
    this.text = requireNonNull(text, "text is null");
    this.channels = Map.copyOf(channels);
    this.lanes = new Lanes<>(threads);
    this.clock = requireNonNull(clock, "clock is null");
    this.steady = new Steady(clock, EVERY, this::step, "Notices wait and are tried again");
    this.rounds = new Rounds("notices", pause, clock.instant().plus(EVERY), steady);
  }

  /** A recipient's channel. */
  private record Lane(long recipient, NoticeChannel channel) {
    static Lane of(NoticeDelivery delivery) {
      return new Lane(delivery.recipient(), delivery.channel());
    }
  }

  void start() {
    rounds.start();
  }

  /** Why it does not get on; empty when it does. */
  Optional<String> failure() {
    return steady.failure();
  }

  /** Does what is due now. */
  void step() {
    Instant now = clock.instant();
    spread(now);
    digests(now);
    send(now);
    if (!now.isBefore(nextForget)) {
      nextForget = now.plus(FORGET_EVERY);
      int gone = registry.write(tables -> tables.notices().forget(now.minus(KEPT)));
      log.debug("{} old notices forgotten", gone);
    }
  }

  private void spread(Instant now) {
    while (!registry.notices().unspread(1).isEmpty()) {
      int told =
          registry.write(
              tables -> {
                List<NoticeEvent> events = tables.notices().unspread(BATCH);
                for (NoticeEvent event : events) {
                  tables.notices().spread(event, spreading.drafts(event, tables, now));
                }
                return events.size();
              });
      log.debug("{} events spread", told);
    }
  }

  private void digests(Instant now) {
    byLane(registry.notices().digestsDue(now, BATCH)).forEach(this::bundle);
  }

  private void send(Instant now) {
    byLane(registry.notices().due(now, OF_A_LANE))
        .forEach(
            (lane, due) -> {
              if (due.size() > BURST && due.stream().allMatch(Dispatcher::isBundled)) {
                bundle(lane, due);
              } else if (!lanes.offer(lane, () -> work(due))) {
                log.debug("{} has not told its last notices yet", lane);
              }
            });
  }

  private static boolean isBundled(NoticeDelivery delivery) {
    return delivery.attempts() == 0
        && (delivery.event().kind().isAlarm()
            || delivery.event().kind() == NoticeKind.CASE_STEP
            || delivery.event().kind() == NoticeKind.CASE_DEADLINE);
  }

  private static Map<Lane, List<NoticeDelivery>> byLane(List<NoticeDelivery> deliveries) {
    Map<Lane, List<NoticeDelivery>> lanes = new LinkedHashMap<>();
    for (NoticeDelivery delivery : deliveries) {
      lanes.computeIfAbsent(Lane.of(delivery), lane -> new ArrayList<>()).add(delivery);
    }
    return lanes;
  }

  private void bundle(Lane lane, List<NoticeDelivery> parts) {
    if (lanes.isBusy(lane)) {
      return;
    }
    registry.<Boolean>write(
        tables -> {
          NoticeRecipient recipient = tables.noticeBook().find(lane.recipient()).orElse(null);
          if (recipient == null) {
            parts.forEach(part -> tables.notices().drop(part.id(), "recipient-gone"));
            return false;
          }
          return tables.notices().bundle(recipient, lane.channel(), parts).isPresent();
        });
  }

  /** Whatever fails here is due again, so that the lane is only left. */
  private void work(List<NoticeDelivery> due) {
    try {
      for (NoticeDelivery delivery : due) {
        if (isWaiting(delivery) && !send(delivery)) {
          break;
        }
      }
    } catch (RuntimeException e) {
      log.error("A notice could not be recorded and is tried again", e);
    }
  }

  /** The lane may have told it after it was listed. */
  private boolean isWaiting(NoticeDelivery listed) {
    return registry
        .notices()
        .find(listed.id())
        .filter(now -> now.state() == State.WAITING && now.attempts() == listed.attempts())
        .isPresent();
  }

  /** Returns whether the next of the lane may follow. */
  private boolean send(NoticeDelivery delivery) {
    NoticeRecipient to = registry.noticeBook().find(delivery.recipient()).orElse(null);
    Channel channel = channels.get(delivery.channel());
    if (to == null || !to.enabled() || channel == null) {
      String why = to == null ? "recipient-gone" : "recipient-off";
      registry.<Boolean>write(tables -> drop(tables.notices(), delivery.id(), why));
      return true;
    }
    Message message = registry.read(tables -> text.message(delivery, to, tables));
    try {
      channel.send(message, to);
    } catch (SendException e) {
      Instant next = e.isLasting() ? null : next(delivery);
      log.warn("Notice {} not told: {}", delivery.key(), e.line());
      registry.<Boolean>write(
          tables -> {
            tables.notices().failed(delivery.id(), e.line(), next);
            return true;
          });
      return e.isLasting();
    }
    registry.<Boolean>write(
        tables -> {
          tables.notices().sent(delivery.id());
          return true;
        });
    return true;
  }

  private static boolean drop(
      org.greenheart.storage.registry.Notices notices, long id, String why) {
    notices.drop(id, why);
    return true;
  }

  /** Twice as long after each attempt, to an hour; null after a day. */
  private @Nullable Instant next(NoticeDelivery delivery) {
    Instant now = clock.instant();
    if (!now.isBefore(delivery.made().plus(GIVE_UP_AFTER))) {
      return null;
    }
    return now.plus(Backoff.after(delivery.attempts()));
  }

  @Override
  public void close() {
    rounds.close();
  }
}
