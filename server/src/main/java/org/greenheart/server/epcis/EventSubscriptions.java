// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.greenheart.server.outside.SendException;
import org.greenheart.server.waiting.Backoff;
import org.greenheart.server.waiting.Lanes;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.greenheart.server.waiting.Steady;
import org.greenheart.storage.registry.EpcisEvent;
import org.greenheart.storage.registry.EpcisNamedQuery;
import org.greenheart.storage.registry.EpcisSubscription;
import org.greenheart.storage.registry.EpcisSubscriptions;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to subscribers what their queries find. What a report tells is put down before it goes
 * out, and the next one is only made when it was taken: whenever the process ends, nothing is left
 * out, and at most the one report on its way comes twice. A receiver that is away costs no more
 * than that one report; it is asked again after 1, 2, 4 ... minutes, then every hour, until it
 * takes it or the subscription ends.
 *
 * <p>One thread looks; each subscription is a lane of its own, so that none waits for another's
 * receiver.
 */
final class EventSubscriptions implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventSubscriptions.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Registry registry;
  private final Tokens tokens;
  private final EventPost post;
  private final Lanes<Long> lanes;
  private final InstantSource clock;
  private final Rounds rounds;

  /**
   * @param threads for the lanes
   */
  EventSubscriptions(
      Registry registry,
      Tokens tokens,
      EventPost post,
      Executor threads,
      Pause pause,
      InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.tokens = requireNonNull(tokens, "tokens is null");
    this.post = requireNonNull(post, "post is null");
    this.lanes = new Lanes<>(threads);
    this.clock = requireNonNull(clock, "clock is null");
    this.rounds =
        new Rounds(
            "event-subscriptions",
            pause,
            clock.instant().plus(EVERY),
            new Steady(
                clock, EVERY, this::step, "Subscriptions of events wait and are tried again"));
  }

  void start() {
    rounds.start();
  }

  /** Does what is due now. */
  void step() {
    Instant now = clock.instant();
    for (EpcisSubscription each : registry.supply().subscriptions().toLook(now)) {
      boolean tells = registry.write(tables -> look(tables, each));
      log.debug("{} has news: {}", each, tells);
    }
    for (EpcisSubscription each : registry.supply().subscriptions().toSend(now)) {
      if (!lanes.offer(each.id(), () -> work(each))) {
        log.debug("{} is still being told", each);
      }
    }
  }

  private boolean look(Tables tables, EpcisSubscription known) {
    EpcisSubscriptions all = tables.supply().subscriptions();
    EpcisSubscription subscription = all.subscription(known.query(), known.uuid()).orElse(null);
    if (subscription == null) {
      return false;
    }
    EpcisNamedQuery query = all.query(subscription.query()).orElseThrow();
    List<EpcisEvent> news =
        all.news(
            subscription,
            EventQuery.of(EventDocument.kept(query.json()))
                .since(query.owner(), subscription.since()));
    boolean tells = !news.isEmpty() || tellsOfNothing(subscription);
    all.looked(subscription, news, tells, next(subscription));
    return tells;
  }

  /** Not after reports of the same look that were full. */
  private static boolean tellsOfNothing(EpcisSubscription subscription) {
    Instant due = subscription.due();
    Instant told = subscription.told();
    return subscription.reportEmpty() && due != null && (told == null || told.isBefore(due));
  }

  private @Nullable Instant next(EpcisSubscription subscription) {
    String schedule = subscription.schedule();
    return schedule == null
        ? null
        : Schedule.of(EventDocument.kept(schedule)).next(clock.instant()).orElseThrow();
  }

  /** What fails here is due again, so that the lane is only left. */
  private void work(EpcisSubscription known) {
    try {
      Optional<EpcisSubscription> subscription = waiting(known);
      while (subscription.isPresent() && send(subscription.orElseThrow())) {
        subscription = waiting(known);
      }
    } catch (RuntimeException e) {
      if (!rounds.isClosed()) {
        log.error("What became of a report could not be recorded; it is sent again", e);
      }
    }
  }

  /** As it is now: the lane may have told it since it was listed. */
  private Optional<EpcisSubscription> waiting(EpcisSubscription known) {
    return registry
        .supply()
        .subscriptions()
        .subscription(known.query(), known.uuid())
        .filter(
            each -> {
              Instant next = each.next();
              return each.report() != null && next != null && !next.isAfter(clock.instant());
            });
  }

  private List<ObjectNode> events(long reader, long subscription) {
    return registry.read(
        tables ->
            tables.supply().subscriptions().onItsWay(subscription).stream()
                .map(event -> EventDocument.json(tables, Set.of(reader), event))
                .toList());
  }

  /** Returns whether the same is to be sent again at once, in smaller reports. */
  private boolean send(EpcisSubscription subscription) {
    EpcisSubscriptions all = registry.supply().subscriptions();
    EpcisNamedQuery query = all.query(subscription.query()).orElse(null);
    if (query == null) {
      return false;
    }
    List<ObjectNode> events = events(query.owner(), subscription.id());
    Instant made = subscription.report();
    String body =
        EventDocument.of(
            query.name(), subscription.uuid(), made == null ? clock.instant() : made, events);
    try {
      if (post.send(subscription.dest(), tokens.signature(subscription, body), body)) {
        all.told(subscription.id(), clock.instant());
        return false;
      }
      if (events.size() > 1) {
        all.halve(subscription.id());
        return true;
      }
      throw new SendException("epcis-too-large", "one event alone was answered 413", false);
    } catch (SendException e) {
      if (!rounds.isClosed()) {
        log.warn("Report of {} not sent: {}", subscription, e.line());
        Instant next = clock.instant().plus(Backoff.after(subscription.attempts()));
        all.failed(subscription.id(), e.line(), next);
      }
      return false;
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
