// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.greenheart.storage.Micros;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did, or tried.
 *
 * @param id 1, 2, 3 ... without gaps; 0 for a new one
 * @param account 0 where nobody had logged in
 * @param who the name at that time
 * @param address where it came from
 * @param action such as {@code POST /api/alarms/{id}/ack}, or a word such as {@code login}
 * @param target such as {@code alarm 12}; may be empty
 * @param outcome {@code done}, or the code of the refusal
 * @param was the state before, as JSON; null where there was none
 * @param became the state after, or what was asked, as JSON
 * @param hash over the entry and the hash of the one before it; empty for a new one
 */
public record AuditEntry(
    long id,
    Instant at,
    long account,
    String who,
    String address,
    String action,
    String target,
    String outcome,
    @Nullable String was,
    @Nullable String became,
    String hash) {
  /** What stands before the first one. */
  static final String FIRST = "0".repeat(64);

  /** The hash that this entry must have behind another: SHA-256, in hexadecimal digits. */
  String hashAfter(String before) {
    MessageDigest digest = sha256();
    part(digest, before);
    part(digest, String.valueOf(id));
    part(digest, String.valueOf(Micros.of(at)));
    part(digest, String.valueOf(account));
    part(digest, who);
    part(digest, address);
    part(digest, action);
    part(digest, target);
    part(digest, outcome);
    part(digest, was);
    part(digest, became);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Its length goes first, so that nothing can move from one part to the next. */
  private static void part(MessageDigest digest, @Nullable String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
    digest.update(((text == null ? "-" : bytes.length) + ":").getBytes(UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
