// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.greenheart.server.api.ApiException;

/**
 * Passes that stand for a program's token for an hour, so that the token itself is seldom sent.
 * Kept in memory: after a restart programs ask for a new one. Thread-safe.
 */
final class AccessPasses {
  static final Duration HOLDS = Duration.ofHours(1);
  private static final String PREFIX = "gha_";
  private static final int MOST = 100_000;

  /** Of one token: a program whose passes are used up must not keep others from theirs. */
  private static final int MOST_OF_TOKEN = 100;

  private final Map<String, Pass> passes = new ConcurrentHashMap<>();

  private record Pass(String token, Instant expires) {
    /** Without what is secret. */
    @Override
    public String toString() {
      return "pass until " + expires;
    }
  }

  /**
   * @throws ApiException 429 {@code too-many-passes}
   */
  synchronized String issue(String token, Instant now) {
    passes.values().removeIf(pass -> !now.isBefore(pass.expires()));
    long given = passes.values().stream().filter(pass -> pass.token().equals(token)).count();
    if (given >= MOST_OF_TOKEN || passes.size() >= MOST) {
      throw new ApiException(429, "too-many-passes", "too many passes are out: use those given");
    }
    String secret = PREFIX + Secrets.draw();
    passes.put(Secrets.hash(secret), new Pass(token, now.plus(HOLDS)));
    return secret;
  }

  /**
   * The token behind a pass; what is no pass is a token itself.
   *
   * @throws ApiException 401 {@code token-expired}
   */
  String behind(String secret, Instant now) {
    if (!secret.startsWith(PREFIX)) {
      return secret;
    }
    Pass pass = passes.get(Secrets.hash(secret));
    if (pass == null || !now.isBefore(pass.expires())) {
      throw new ApiException(401, "token-expired", "this pass has ended: ask for a new one");
    }
    return pass.token();
  }
}
