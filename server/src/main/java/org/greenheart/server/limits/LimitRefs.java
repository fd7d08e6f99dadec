// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitScope;

/** Names of limits that stay the same from release to release. */
final class LimitRefs {
  private static final int BYTES = 6;

  private LimitRefs() {}

  /**
   * The name of a shipped limit: made of all that it says, so that whoever enabled one value has
   * not enabled another that a later release puts in its place.
   */
  static String shipped(Limit limit) {
    LimitScope scope = limit.scope();
    String said =
        String.join(
            "|",
            scope.level().word(),
            scope.standard(),
            scope.medium().word(),
            scope.distinction(),
            limit.item(),
            limit.code(),
            limit.bound().operator(),
            limit.bound().text(),
            limit.unit(),
            limit.averaging().word(),
            String.valueOf(limit.referenceOxygen()),
            limit.validity().toString());
    return "shipped-" + HexFormat.of().formatHex(sha256(said), 0, BYTES);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String operator(long id) {
    return "operator-" + id;
  }

  static String permit(long id) {
    return "permit-" + id;
  }
}
