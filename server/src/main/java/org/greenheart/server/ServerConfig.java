// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.greenheart.server.evidence.EvidenceLimits;
import org.greenheart.server.notices.NoticesConfig;
import org.greenheart.server.retention.RetentionLimits;

/**
 * What the server is told at its start: one part for each of its parts.
 *
 * @param gateways where gateways of DL/T 645 meters connect to; empty: they are not let in
 * @param manualCases whether a laboratory's report that exceeds becomes a case by itself
 */
public record ServerConfig(
    Path data,
    String place,
    HttpConfig http,
    Hj212Config hj212,
    Optional<InetSocketAddress> gateways,
    TelemetryConfig telemetry,
    RetentionLimits retention,
    EvidenceLimits evidence,
    Path backups,
    NoticesConfig notices,
    boolean manualCases) {
  private static Optional<InetSocketAddress> gateways(Settings settings) {
    if (settings.textOrEmpty(Key.METERS_PORT).isEmpty()) {
      return Optional.empty();
    }
    InetSocketAddress address =
        new InetSocketAddress(settings.text(Key.METERS_HOST), settings.port(Key.METERS_PORT));
    if (address.isUnresolved()) {
      throw settings.bad(Key.METERS_HOST, "must be a name or address of this machine");
    }
    return Optional.of(address);
  }

  private static RetentionLimits retention(Settings settings) {
    Duration least = RetentionLimits.LEAST;
    return new RetentionLimits(
        settings.durationOrNever(Key.RETENTION_FRAMES, least),
        settings.durationOrNever(Key.RETENTION_REALTIME, least),
        settings.durationOrNever(Key.RETENTION_MINUTE, least),
        settings.durationOrNever(Key.RETENTION_HOUR, least),
        settings.durationOrNever(Key.RETENTION_DAY, least));
  }

  private static EvidenceLimits evidence(Settings settings) {
    long pack = settings.size(Key.EVIDENCE_PACK_SIZE, 1);
    if (pack > EvidenceLimits.MOST_PACK_BYTES) {
      throw settings.bad(Key.EVIDENCE_PACK_SIZE, "must be below 4GB");
    }
    return new EvidenceLimits(
        settings.size(Key.EVIDENCE_FILE_SIZE, 1),
        settings.number(Key.EVIDENCE_FILES, 1, 100_000),
        pack);
  }

  /**
   * @throws ConfigException when a value breaks its rule
   */
  public static ServerConfig from(Settings settings) {
    return new ServerConfig(
        settings.path(Key.DATA),
        settings.textOrEmpty(Key.PLACE),
        HttpConfig.from(settings),
        Hj212Config.from(settings),
        gateways(settings),
        TelemetryConfig.from(settings),
        retention(settings),
        evidence(settings),
        settings.path(Key.BACKUP_FOLDER),
        NoticesSettings.from(settings),
        settings.flag(Key.MANUAL_CASES));
  }
}
