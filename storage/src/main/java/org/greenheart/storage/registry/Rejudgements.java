// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.Rejudgement.Counts;

/** What people have ordered to be judged again; never deleted. Thread-safe. */
public interface Rejudgements {
  /**
   * Keeps an order; its id, state and progress are given here.
   *
   * @throws RuleException as {@link Rejudgement}
   */
  Rejudgement order(Rejudgement order);

  Optional<Rejudgement> find(long id);

  /** Newest first. */
  List<Rejudgement> list(int limit);

  /** The oldest that runs. */
  Optional<Rejudgement> next();

  /** Notes that a point has been judged. */
  void passed(long id, long thing, Counts counts);

  /** Notes that all have been judged; of one that does not run it changes nothing. */
  void done(long id);

  /**
   * Ends one that runs; what is done stays. Of one that does not run it changes nothing.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Rejudgement cancel(long id);
}
