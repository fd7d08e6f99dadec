// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.evidence.EvidenceLimits;
import org.greenheart.server.intake.IntakeConfig;
import org.greenheart.server.intake.Limits;
import org.greenheart.server.intake.PendingLimits;
import org.greenheart.server.login.LoginTimes;
import org.greenheart.server.login.OidcConfig;
import org.greenheart.server.notices.NoticesConfig;
import org.greenheart.server.retention.RetentionLimits;
import org.junit.jupiter.api.Test;

final class ServerConfigTest {
  @Test
  void defaults() {
    assertThat(ServerConfig.from(Settings.defaults()))
        .isEqualTo(
            new ServerConfig(
                Path.of("data"),
                "",
                new HttpConfig(
                    new HttpAddress("127.0.0.1", 8080),
                    false,
                    Optional.empty(),
                    LoginTimes.USUAL,
                    Optional.empty()),
                new Hj212Config(
                    IntakeConfig.on(new InetSocketAddress("0.0.0.0", 9212), false),
                    Optional.empty()),
                Optional.empty(),
                new TelemetryConfig(64L << 20, 96L << 20, 32L << 20, Duration.ofHours(6)),
                new RetentionLimits(
                    Optional.of(Duration.ofDays(366)),
                    Optional.of(Duration.ofDays(90)),
                    Optional.of(Duration.ofDays(1096)),
                    Optional.empty(),
                    Optional.empty()),
                new EvidenceLimits(20L << 20, 200, 1L << 30),
                Path.of("backups"),
                new NoticesConfig(
                    Optional.empty(), false, Optional.empty(), Path.of("data", "reports")),
                false));
  }

  @Test
  void everyKey() {
    Map<Key, String> given = new EnumMap<>(Key.class);
    given.put(Key.DATA, "/var/lib/greenheart");
    given.put(Key.PLACE, "青禾市");
    given.put(Key.METERS_HOST, "10.0.0.2");
    given.put(Key.METERS_PORT, "8645");
    given.put(Key.NOTICES_SMTP_HOST, "mail.example.org");
    given.put(Key.NOTICES_SMTP_PORT, "465");
    given.put(Key.NOTICES_SMTP_TLS, "tls");
    given.put(Key.NOTICES_SMTP_USER, "greenheart");
    given.put(Key.NOTICES_SMTP_PASSWORD_FILE, "/etc/greenheart/mail");
    given.put(Key.NOTICES_SMTP_FROM, "greenheart@example.org");
    given.put(Key.NOTICES_PRIVATE_WEBHOOKS, "true");
    given.put(Key.MANUAL_CASES, "true");
    given.put(Key.HTTP_HOST, "::1");
    given.put(Key.HTTP_PORT, "8081");
    given.put(Key.HTTP_OPEN, "true");
    given.put(Key.HTTP_PUBLIC_URL, "https://air.example.org");
    given.put(Key.OIDC_ISSUER, "https://login.example.org");
    given.put(Key.OIDC_CLIENT, "air");
    given.put(Key.OIDC_SECRET, "s");
    given.put(Key.OIDC_NAME, "City");
    given.put(Key.OIDC_ROLES_CLAIM, "roles");
    given.put(Key.LOGIN_IDLE, "30min");
    given.put(Key.LOGIN_LONGEST, "1d");
    given.put(Key.HJ212_HOST, "10.0.0.1");
    given.put(Key.HJ212_PORT, "9000");
    given.put(Key.HJ212_ACCEPT_UNKNOWN, "true");
    given.put(Key.HJ212_CONNECTIONS, "300");
    given.put(Key.HJ212_CONNECTIONS_PER_ADDRESS, "30");
    given.put(Key.HJ212_IDLE, "2h");
    given.put(Key.HJ212_PENDING_FRAMES, "20");
    given.put(Key.HJ212_PENDING_SIZE, "3MB");
    given.put(Key.HJ212_PENDING_DEVICES, "4");
    given.put(Key.HJ212_PENDING_SIZE_IN_ALL, "5GB");
    given.put(Key.HJ212_SM4_KEYS, "/etc/greenheart/keys");
    given.put(Key.TELEMETRY_CACHE, "1GB");
    given.put(Key.TELEMETRY_MEMTABLE, "128MB");
    given.put(Key.TELEMETRY_WAITING, "1MB");
    given.put(Key.TELEMETRY_SEAL_AFTER, "1d");
    given.put(Key.RETENTION_FRAMES, "never");
    given.put(Key.RETENTION_REALTIME, "48h");
    given.put(Key.RETENTION_MINUTE, "2d");
    given.put(Key.RETENTION_HOUR, "3d");
    given.put(Key.RETENTION_DAY, "4d");
    given.put(Key.EVIDENCE_FILE_SIZE, "5MB");
    given.put(Key.EVIDENCE_FILES, "6");
    given.put(Key.EVIDENCE_PACK_SIZE, "7MB");
    given.put(Key.BACKUP_FOLDER, "/mnt/backups");

    Limits usual = Limits.DEFAULT;
    Limits limits =
        new Limits(
            300,
            30,
            usual.frameBytes(),
            Duration.ofHours(2),
            usual.unansweredBytes(),
            usual.superseded(),
            usual.stalled(),
            usual.closing());
    assertThat(given).containsOnlyKeys(Key.values());
    assertThat(config(given))
        .isEqualTo(
            new ServerConfig(
                Path.of("/var/lib/greenheart"),
                "青禾市",
                new HttpConfig(
                    new HttpAddress("::1", 8081),
                    true,
                    Optional.of(URI.create("https://air.example.org")),
                    new LoginTimes(Duration.ofMinutes(30), Duration.ofDays(1)),
                    Optional.of(
                        new OidcConfig(
                            URI.create("https://login.example.org"), "air", "s", "City", "roles"))),
                new Hj212Config(
                    new IntakeConfig(
                        new InetSocketAddress("10.0.0.1", 9000),
                        true,
                        limits,
                        new PendingLimits(20, 3 << 20, 4, 5L << 30)),
                    Optional.of(Path.of("/etc/greenheart/keys"))),
                Optional.of(new InetSocketAddress("10.0.0.2", 8645)),
                new TelemetryConfig(1L << 30, 128L << 20, 1L << 20, Duration.ofDays(1)),
                new RetentionLimits(
                    Optional.empty(),
                    Optional.of(Duration.ofDays(2)),
                    Optional.of(Duration.ofDays(2)),
                    Optional.of(Duration.ofDays(3)),
                    Optional.of(Duration.ofDays(4))),
                new EvidenceLimits(5L << 20, 6, 7L << 20),
                Path.of("/mnt/backups"),
                new NoticesConfig(
                    Optional.of(
                        new NoticesConfig.Smtp(
                            "mail.example.org",
                            465,
                            "greenheart",
                            Optional.of(Path.of("/etc/greenheart/mail")),
                            NoticesConfig.Tls.TLS,
                            "greenheart@example.org")),
                    true,
                    Optional.of(URI.create("https://air.example.org")),
                    Path.of("/var/lib/greenheart/reports")),
                true));
  }

  @Test
  void httpBeyondThisMachine_isRefusedWhereNobodyIsAskedForALogin() {
    assertThat(config(Map.of(Key.HTTP_HOST, "0.0.0.0")).http().open()).isFalse();
    assertThatThrownBy(() -> config(Map.of(Key.HTTP_HOST, "0.0.0.0", Key.HTTP_OPEN, "true")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("http.host (0.0.0.0, from option --http-host) must be an address")
        .hasMessageContaining("with http.open");
  }

  @Test
  void retentionUnderADay_orWithoutUnit_isRefusedWithItsRule() {
    assertThatThrownBy(() -> config(Map.of(Key.RETENTION_FRAMES, "23h")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "retention.frames (23h, from option --retention-frames) must be never, or a time like"
                + " 90d of at least 1d");
    assertThatThrownBy(() -> config(Map.of(Key.RETENTION_REALTIME, "1 year")))
        .hasMessageStartingWith("retention.realtime (1 year, from option --retention-realtime)");
  }

  private static ServerConfig config(Map<Key, String> given) {
    return ServerConfig.from(Settings.of(Optional.empty(), Map.of(), given));
  }

  @Test
  void mail_passwordInTheClear_isRefused() {
    Map<Key, String> given = new EnumMap<>(Key.class);
    given.put(Key.NOTICES_SMTP_HOST, "192.0.2.1");
    given.put(Key.NOTICES_SMTP_TLS, "none");
    given.put(Key.NOTICES_SMTP_USER, "greenheart");
    given.put(Key.NOTICES_SMTP_PASSWORD_FILE, "/etc/greenheart/mail");
    given.put(Key.NOTICES_SMTP_FROM, "greenheart@example.org");

    assertThatThrownBy(() -> ServerConfig.from(Settings.of(Optional.empty(), Map.of(), given)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("notices.smtp-tls");
  }
}
