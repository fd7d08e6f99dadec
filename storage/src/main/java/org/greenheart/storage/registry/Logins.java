// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions of browsers, tokens of programs, codes for a new password. Thread-safe. */
public interface Logins {
  Login add(Login login);

  /** Also one that has expired. */
  Optional<Login> byHash(Login.Kind kind, String hash);

  List<Login> of(long account, Login.Kind kind);

  /** Writes down that it is used. */
  void seen(long id, Instant at, Instant expires, String address);

  /** Ends one of an account; false when it has none like it. */
  boolean end(long account, long id);

  /**
   * Ends all of an account's of a kind.
   *
   * @param but the id of one that stays; 0 for none
   */
  void endAll(long account, Login.Kind kind, long but);

  /** Forgets what expired before a time. */
  void forget(Instant before);
}
