// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules of the watch, each with all its versions. Thread-safe. */
public interface Rules {
  /** The newest version of each rule, by code. */
  List<Rule> current();

  /** The version of each rule that judges data of a time, by code: the newest valid then. */
  List<Rule> validAt(Instant time);

  /** When, after a time, another version of some rule begins to judge. */
  Optional<Instant> nextTurn(Instant after);

  /** All versions of a rule, oldest first. */
  List<Rule> history(String code);

  Optional<Rule> version(String code, int version);

  /**
   * Records a rule: its version and time of record are given here, those of the argument are not
   * read. Recording what already holds changes nothing.
   *
   * @return as recorded
   * @throws RegistryException {@code NOT_FOUND} when what its scope is over does not exist
   * @throws RuleException {@code version-overlap} when it would judge from a time before the newest
   *     version began: what that one has judged would lose its rule
   */
  Rule record(Rule rule);

  /** Rises with every change, for those who keep rules at hand. */
  long changes();
}
