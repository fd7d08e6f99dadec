// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named queries of EPCIS events, and who is sent what they find: one report of each at a time is on
 * its way, and stays until it is taken. What comes meanwhile goes into the next one. Thread-safe.
 */
public interface EpcisSubscriptions {
  /**
   * @throws RegistryException {@code NOT_FOUND}, {@code DUPLICATE}
   */
  EpcisNamedQuery add(EpcisNamedQuery query);

  Optional<EpcisNamedQuery> query(long owner, String name);

  Optional<EpcisNamedQuery> query(long id);

  /** Of an enterprise, by name. */
  List<EpcisNamedQuery> queries(long owner);

  /** With all its subscriptions. */
  void removeQuery(long id);

  /**
   * @throws RegistryException {@code NOT_FOUND}
   */
  EpcisSubscription add(EpcisSubscription subscription);

  Optional<EpcisSubscription> subscription(long query, String uuid);

  /** To a query, the oldest first. */
  List<EpcisSubscription> subscriptions(long query);

  void removeSubscription(long id);

  /**
   * Those with nothing on its way for which it is time to look: the schedule's time has come, or
   * something happened since.
   */
  List<EpcisSubscription> toLook(Instant now);

  /** Those of which a report is on its way and due. */
  List<EpcisSubscription> toSend(Instant now);

  /**
   * Events that fit, are new to a subscription, or were shown to it only now by a lot that was
   * shipped, and were not reported; in the order in which they came. At most as many as a report
   * takes.
   *
   * @param query of which order and limits count for nothing
   */
  List<EpcisEvent> news(EpcisSubscription subscription, EpcisEvents.Query query);

  /**
   * Puts a report on its way, or, where there is nothing to tell, only says that it was looked.
   *
   * @param events of it; with fewer than a report takes it is the last of now
   * @param tell whether a report goes out
   * @param due when a schedule looks next; null without one
   */
  void looked(
      EpcisSubscription subscription,
      Collection<EpcisEvent> events,
      boolean tell,
      @Nullable Instant due);

  /** What the report on its way tells, in the order in which it came. */
  List<EpcisEvent> onItsWay(long subscription);

  /** The report was taken. */
  void told(long subscription, Instant at);

  /** The report waits. */
  void failed(long subscription, String failure, Instant next);

  /** The report was too large: half of it goes at once, the rest after it. */
  void halve(long subscription);
}
