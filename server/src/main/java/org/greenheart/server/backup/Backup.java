// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.backup;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.backup.BackupException.Code;
import org.greenheart.server.vault.Vault;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.RocksTelemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one combined copy of the data folder while it is in use.
 *
 * <p>The telemetry's only writer makes a checkpoint and waits until the registry is copied too: so
 * both are of one instant, every datastream that has rows is known, and no reader of the feed is
 * beyond its end. That is done inside the data folder, where files are linked and not copied, so
 * nothing stands still while gigabytes are moved; only then it goes where it belongs, under its
 * name at last, whole or not at all.
 *
 * <p>One at a time. Thread-safe.
 */
public final class Backup {
  private static final Logger log = LoggerFactory.getLogger(Backup.class);
  private static final String STAGING = "backup-unfinished";
  private static final String TELEMETRY = "telemetry";
  private static final String REGISTRY = "registry";
  private static final Set<String> NOT_COPIED =
      Set.of(TELEMETRY, REGISTRY, STAGING, "evidence-unfinished", "lock", BackupManifest.FILE);

  /** The keys of each {@link Vault}: beside what they seal there would be no seal. */
  private static final Pattern KEY =
      Pattern.compile("(accounts|complainants|epcis|footprints|meters|notices).*\\.key(\\.tmp)?");

  /** What comes while it is made, and what the store writes out of memory for it. */
  private static final long MARGIN = 256L << 20;

  private final Path data;
  private final RocksTelemetry telemetry;
  private final Registry registry;
  private final String version;
  private final InstantSource clock;
  private final ReentrantLock running = new ReentrantLock();

  /**
   * @param data the folder that holds both, held by this process
   * @param version of Greenheart
   */
  public Backup(
      Path data, RocksTelemetry telemetry, Registry registry, String version, InstantSource clock) {
    this.data = data.toAbsolutePath().normalize();
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.version = requireNonNull(version, "version is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Makes a backup in a folder that must not be there yet.
   *
   * @throws BackupException when it cannot be made; then nothing of it is left
   */
  public BackupManifest take(Path target) {
    if (!running.tryLock()) {
      throw new BackupException(
          Code.BACKUP_RUNNING, "another backup is being made; try again when it is done");
    }
    Path staging = data.resolve(STAGING);
    try {
      Path to = target.toAbsolutePath().normalize();
      check(to);
      FileTree.delete(staging);
      BackupManifest manifest = stage(staging);
      FileTree.move(staging, to);
      log.info(
          "Backup of {} bytes made in {}; nothing was written for {} ms",
          manifest.bytes(),
          to,
          manifest.pausedMillis());
      return manifest;
    } catch (IOException | UncheckedIOException e) {
      cleanUp(staging);
      throw new BackupException(
          Code.BACKUP_FAILED, "the backup in %s could not be made: %s".formatted(target, e), e);
    } catch (RuntimeException e) {
      cleanUp(staging);
      throw e;
    } finally {
      running.unlock();
    }
  }

  private static void cleanUp(Path staging) {
    try {
      FileTree.delete(staging);
    } catch (IOException e) {
      log.warn("{} could not be deleted; the next backup does it: {}", staging, e.toString());
    }
  }

  private void check(Path target) throws IOException {
    if (Files.exists(target)) {
      throw new BackupException(
          Code.BACKUP_EXISTS,
          "the folder %s exists already; a backup never overwrites: name another"
              .formatted(target));
    }
    if (target.startsWith(data)) {
      throw new BackupException(
          Code.BACKUP_INSIDE_DATA,
          "the folder %s is inside the data folder; name one outside of it, best on another disk"
              .formatted(target));
    }
    Path parent = Files.createDirectories(FileTree.parent(target));
    boolean linked = Files.getFileStore(parent).equals(Files.getFileStore(data));
    // Evidence is copied and not linked: a disk that spoils a file must not spoil its copy.
    long copied = FileTree.bytes(data.resolve(REGISTRY)) + FileTree.bytes(data.resolve("evidence"));
    long needed = MARGIN + (linked ? copied : FileTree.bytes(data));
    long free = Files.getFileStore(parent).getUsableSpace();
    if (free < needed) {
      throw new BackupException(
          Code.BACKUP_NO_SPACE,
          "the disk of %s has %d MB free, the backup needs %d MB; name a folder on another disk"
              .formatted(target, free >> 20, needed >> 20));
    }
  }

  /** What was seen while nothing was written. */
  private static final class Moment {
    private @Nullable RuntimeException failure;
    private Instant taken = Instant.EPOCH;
    private long lastArrival;
    private Map<String, Long> positions = Map.of();
  }

  private BackupManifest stage(Path staging) throws IOException {
    Files.createDirectories(staging.resolve(REGISTRY));
    Moment moment = new Moment();
    long began = System.nanoTime();
    telemetry.checkpoint(staging.resolve(TELEMETRY), () -> copyRegistry(staging, moment));
    long paused = System.nanoTime() - began;
    if (moment.failure != null) {
      throw moment.failure;
    }
    List<String> leftOut = copyTheRest(staging);
    BackupManifest manifest =
        new BackupManifest(
            version,
            moment.taken,
            RocksTelemetry.FORMAT,
            SqliteRegistry.SCHEMA,
            moment.lastArrival,
            moment.positions,
            FileTree.bytes(staging),
            leftOut,
            Duration.ofNanos(paused).toMillis());
    Path file = staging.resolve(BackupManifest.FILE);
    Files.write(
        file, ApiJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    FileTree.force(file);
    FileTree.force(staging.resolve(REGISTRY));
    FileTree.force(staging);
    return manifest;
  }

  /** Runs in the telemetry's writer, which must not be hit by what goes wrong here. */
  private void copyRegistry(Path staging, Moment moment) {
    try {
      moment.taken = clock.instant();
      moment.lastArrival = telemetry.lastArrival();
      registry.snapshotTo(staging.resolve(REGISTRY).resolve("registry.db"));
      moment.positions = registry.positions().all();
    } catch (RuntimeException e) {
      moment.failure = e;
    }
  }

  /** Map layers, and what else lies in the folder; gives the keys that it leaves out. */
  private List<String> copyTheRest(Path staging) throws IOException {
    List<String> leftOut = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(data)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (KEY.matcher(name).matches()) {
          leftOut.add(name);
        } else if (!NOT_COPIED.contains(name)) {
          FileTree.copy(entry, staging.resolve(name));
        }
      }
    }
    leftOut.sort(null);
    return leftOut;
  }
}
