// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The registry decides, the rest follows. {@link #catchUp} is called once at the start, before
 * anything else may change, and after every transaction that has written into the outbox: whoever
 * asked for the change is answered when it returns. Entries are done one by one, in order.
 *
 * <p>A crash before the transaction's commit: nothing was decided. After it: the entry is there and
 * is done at the next start. After it was done but not cleared: it is done again, which changes
 * nothing. Thread-safe.
 */
public final class OutboxFollower {
  private final Registry registry;
  private final Map<String, OutboxTarget> targets;
  private final Object oneAtATime = new Object();

  /**
   * @param targets by kind
   */
  public OutboxFollower(Registry registry, Map<String, OutboxTarget> targets) {
    this.registry = requireNonNull(registry, "registry is null");
    this.targets = Map.copyOf(targets);
  }

  /**
   * Does all that is decided and not done.
   *
   * @throws RuntimeException of the target that failed: it and what comes after it stay in the
   *     outbox
   */
  public void catchUp() {
    synchronized (oneAtATime) {
      for (OutboxEntry entry : registry.outbox().entries()) {
        target(entry).apply(entry);
        registry.outbox().clear(entry.id());
      }
    }
  }

  private OutboxTarget target(OutboxEntry entry) {
    OutboxTarget target = targets.get(entry.kind());
    if (target == null) {
      throw new IllegalStateException(
          "outbox entry %s is of kind %s, this program knows %s"
              .formatted(entry.id(), entry.kind(), targets.keySet()));
    }
    return target;
  }
}
