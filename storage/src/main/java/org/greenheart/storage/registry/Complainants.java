// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who complained. What is kept here is sealed: the store never sees a name. Thread-safe.
 *
 * <p>Reading goes through {@link #look} alone, which writes down that somebody looked.
 */
public interface Complainants {
  /** Keeps what was sealed; there is one for a case. */
  void keep(long caseFile, byte[] sealed);

  /** Whether somebody left a name. */
  boolean known(long caseFile);

  /**
   * What was sealed, and writes down the look in the same transaction.
   *
   * @throws RegistryException {@code NOT_FOUND} when nobody left a name
   */
  byte[] look(long caseFile, String who, String why);

  /** Who has looked, oldest first. */
  List<Look> looks(long caseFile);

  /** Keeps by what a complainant follows the case. */
  void keepPin(long caseFile, byte[] salt, byte[] hash);

  Optional<Pin> pin(long caseFile);

  /** Somebody read a name. */
  record Look(Instant at, String who, String why) {}

  /**
   * A PIN, salted and hashed.
   *
   * <p>Not compared as a value: its arrays are those of the row.
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Pin(byte[] salt, byte[] hash) {}
}
