// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.waiting;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until it is set. Thread-safe. */
public final class SetClock implements InstantSource {
  private final AtomicReference<Instant> now;

  public SetClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  public void set(Instant time) {
    now.set(time);
  }

  public void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }
}
