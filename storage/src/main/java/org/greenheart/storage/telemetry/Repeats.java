// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

/** Rules about arrivals that every engine shares. Stateless. */
final class Repeats {
  private Repeats() {}

  /** Whether a new frame is the same as one that is kept already. */
  static boolean isCopy(NewArrival arrival, Arrival kept) {
    return kept.device() == arrival.device()
        && kept.outcome() == arrival.outcome()
        && (arrival.replays() == 0 || kept.replays() == arrival.replays())
        && kept.raw().equals(arrival.raw());
  }

  /** Whether only the newest of such arrivals are kept. */
  static boolean isTrimmed(Outcome outcome, long device) {
    return outcome == Outcome.REFUSED || (device == 0 && outcome == Outcome.UNREADABLE);
  }
}
