// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.greenheart.server.login.DoorRig.Browser;
import org.greenheart.storage.registry.AuditLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has no login cannot fill the disk with entries of the audit. */
final class AuditGrowthTest {
  private static final int TRIES = 60;

  @TempDir private Path folder;
  private DoorRig rig;
  private Browser stranger;

  @BeforeEach
  void start() {
    rig =
        new DoorRig(
            folder,
            new OidcConfig(URI.create("http://127.0.0.1:1"), "greenheart", "", "OpenID", ""));
    var _ = rig.owner();
    stranger = rig.new Browser();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private long entriesOf(String action) {
    return rig.registry.audit().list(AuditLog.Filter.ALL, Long.MAX_VALUE, 1_000).stream()
        .filter(entry -> entry.action().equals(action))
        .count();
  }

  @Test
  void wrongLogins_areWrittenDown_asFarAsTheMinuteAllows() {
    for (int i = 0; i < TRIES; i++) {
      assertThat(stranger.login("somebody" + i, "wrong password").status()).isIn(401, 429);
    }

    assertThat(entriesOf("POST /api/login")).isBetween(1L, 40L);
  }

  @Test
  void logoutsOfNobody_areWrittenDown_asFarAsTheMinuteAllows() {
    for (int i = 0; i < TRIES; i++) {
      stranger.send("POST", "/api/logout", Map.of());
    }

    assertThat(entriesOf("POST /api/logout")).isBetween(1L, 20L);
  }

  @Test
  void wrongTokensForAPass_areWrittenDown_asFarAsTheMinuteAllows() {
    for (int i = 0; i < TRIES; i++) {
      assertThat(stranger.send("POST", "/api/pact/auth/token", null).status()).isEqualTo(400);
    }

    assertThat(entriesOf("POST /api/pact/auth/token")).isBetween(1L, 20L);
  }

  @Test
  void forgedAnswersOfAProvider_areWrittenDown_asFarAsTheMinuteAllows() {
    for (int i = 0; i < TRIES; i++) {
      assertThat(stranger.get("/api/oidc/callback?code=x&state=x").status()).isEqualTo(302);
    }

    assertThat(entriesOf("GET /api/oidc/callback")).isBetween(1L, 20L);
  }

  @Test
  void loginWithAChange_isAlwaysWrittenDown() {
    for (int i = 0; i < 22; i++) {
      assertThat(rig.new Browser().login("owner", DoorRig.PASSWORD).status()).isEqualTo(200);
    }

    assertThat(entriesOf("POST /api/login")).isEqualTo(22);
  }
}
