// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.outside.Hmac;
import org.greenheart.server.outside.SendException;
import org.greenheart.server.vault.Secrets;
import org.greenheart.storage.registry.EpcisSubscription;

/** What subscribers gave to have reports signed with: sealed on disk, for their address. */
final class Tokens {
  private final Secrets secrets;

  private Tokens(Secrets secrets) {
    this.secrets = secrets;
  }

  static Tokens open(Path folder) {
    return new Tokens(Secrets.open(folder, "epcis"));
  }

  String seal(String subscription, String dest, String token) {
    return secrets.seal(owner(subscription, dest), token);
  }

  private static String owner(String subscription, String dest) {
    return "%s %s".formatted(subscription, dest);
  }

  /**
   * {@code GS1-Signature}: HMAC-SHA256 of the body with the token, in hex.
   *
   * @throws SendException {@code epcis-token} when it was sealed with another key
   */
  Map<String, String> signature(EpcisSubscription subscription, String body) throws SendException {
    String sealed = subscription.token();
    if (sealed == null) {
      return Map.of();
    }
    Optional<String> token =
        secrets.unseal(owner(subscription.uuid(), subscription.dest()), sealed);
    if (token.isEmpty()) {
      throw new SendException(
          "epcis-token", "the token was sealed with another key: subscribe again", false);
    }
    return Map.of(
        "GS1-Signature", HexFormat.of().formatHex(Hmac.sha256(token.orElseThrow(), body)));
  }
}
