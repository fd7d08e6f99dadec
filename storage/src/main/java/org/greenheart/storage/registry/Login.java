// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Something that lets somebody in until it expires; its secret is known to its holder alone.
 *
 * @param id 0 for a new one
 * @param hash of the secret
 * @param name of a session the browser, of a token what its owner calls it
 * @param rights of a token: all that it may do; empty for all that the account may
 * @param seen when it was last used, now and then
 * @param address where it was last used from
 */
public record Login(
    long id,
    Kind kind,
    String hash,
    long account,
    String name,
    Optional<Set<String>> rights,
    Instant made,
    Instant expires,
    Instant seen,
    String address) {
  /** What it is for. */
  public enum Kind {
    /** A browser that somebody has logged in with. */
    SESSION,
    /** A program. */
    TOKEN,
    /** Setting a new password, once. */
    RESET;

    /** As it is written in the store. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  public Login {
    requireNonNull(kind, "kind is null");
    requireNonNull(hash, "hash is null");
    name = name.length() > 200 ? name.substring(0, 200) : name;
    rights = rights.map(Set::copyOf);
    requireNonNull(made, "made is null");
    requireNonNull(expires, "expires is null");
    requireNonNull(seen, "seen is null");
    requireNonNull(address, "address is null");
  }
}
