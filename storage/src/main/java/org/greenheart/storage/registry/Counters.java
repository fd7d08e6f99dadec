// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which Datastreams are counters, and where their readings do not follow. Thread-safe. */
public interface Counters {
  /** By Datastream. */
  List<Counter> list();

  Optional<Counter> find(long datastream);

  /**
   * Says that a Datastream is a counter, and which.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  void put(Counter counter);

  /** False when it was none. Its steps stay. */
  boolean remove(long datastream);

  /** Of a Datastream from a time to before another, by time. */
  List<CounterStep> steps(long datastream, Instant from, Instant to);

  Optional<CounterStep> step(long id);

  /** Those of a Datastream that a person has decided, from a time on, by time. */
  List<CounterStep> decided(long datastream, Instant from);

  /** How many steps wait for a person, by Datastream; those without any are not among them. */
  Map<Long, Long> open();

  /** Datastreams that have steps. */
  Set<Long> withSteps();

  /** Of some Datastreams: those that wait for a person, then the others, newest first. */
  List<CounterStep> newestSteps(Set<Long> datastreams, int most);

  /**
   * Writes down what the readings of a stretch of time say: steps without a decision that are not
   * among those given go, new ones come; a decided one stays as it is.
   */
  void replaceSteps(long datastream, Instant from, Instant to, Collection<CounterStep> steps);

  /**
   * Keeps what a person said of a step; again and otherwise is allowed.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  CounterStep decide(long step, CounterStep.Decision decision);
}
