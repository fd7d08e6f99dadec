// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the exchange of footprints with other systems needs. Thread-safe. */
public interface Pact {
  Optional<PactProfile> profile(long enterprise);

  /**
   * @throws RegistryException {@code NOT_FOUND}
   */
  void put(PactProfile profile);

  Optional<PactHost> host(long enterprise);

  /**
   * @throws RegistryException {@code NOT_FOUND}
   */
  void put(PactHost host);

  void removeHost(long enterprise);

  /** Adds a request, or changes the state of one; one that is known is left as it is. */
  void put(PactRequest request);

  Optional<PactRequest> request(long id);

  /** Open ones for a product. */
  List<PactRequest> open(long product);

  /**
   * Newest first, those that an enterprise asked or is asked.
   *
   * @param firms whose; null for everybody's
   */
  List<PactRequest> requests(@Nullable Collection<Long> firms, int limit);

  void post(PactMessage message);

  /** Enterprises to whose systems something is due, who waits longest first. */
  List<Long> waiting(Instant now);

  /** To the system of an enterprise, by when they are due. */
  List<PactMessage> due(long recipient, Instant now, int limit);

  void sent(long message, Instant at);

  /**
   * @param next null to give up
   */
  void failed(long message, String failure, @Nullable Instant next);

  /** Removes messages made before that wait for nothing. */
  void forget(Instant before);

  /**
   * Newest first, those that an enterprise sends or gets.
   *
   * @param firms whose; null for everybody's
   */
  List<PactMessage> messages(@Nullable Collection<Long> firms, int limit);
}
