// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The registry in one SQLite file, {@code registry.db}. Thread-safe. */
public final class SqliteRegistry implements Registry {
  /** The schema that this program writes: the number of its newest step. */
  public static final int SCHEMA = Migrations.newest();

  private static final String FILE = "registry.db";

  private final FileChannel lock;
  private final Database database;
  private final Changes changes = new Changes();
  private final Tables tables;

  private SqliteRegistry(FileChannel lock, Database database) {
    this.lock = lock;
    this.database = database;
    this.tables = new SqliteTables(database, changes);
  }

  /**
   * Opens the registry of a folder, makes it where there is none, and brings it to the schema of
   * this program; before a change of schema the file is copied.
   *
   * @throws RegistryException {@code LOCKED}, {@code NEWER_DATABASE}, {@code FOREIGN_DATABASE},
   *     {@code STORAGE}
   */
  public static SqliteRegistry open(Path folder, InstantSource clock) {
    try {
      Files.createDirectories(folder);
      FileChannel lock =
          FileChannel.open(
              folder.resolve("registry.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        requireAlone(folder, lock);
        return new SqliteRegistry(lock, new Database(folder.resolve(FILE), clock));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new RegistryException(
          RegistryException.Code.STORAGE, "registry in (%s) does not open".formatted(folder), e);
    }
  }

  private static void requireAlone(Path folder, FileChannel channel) throws IOException {
    @Nullable FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      throw new RegistryException(
          RegistryException.Code.LOCKED,
          "registry in (%s) is open already: one server a folder".formatted(folder));
    }
  }

  @Override
  public <T> T write(Function<Tables, T> work) {
    return database.inTransaction(
        transaction -> work.apply(new SqliteTables(transaction, changes)));
  }

  @Override
  public <T> T read(Function<Tables, T> work) {
    return database.read(
        handle -> work.apply(new SqliteTables(new ReadOnly(handle, database.clock()), changes)));
  }

  @Override
  public void snapshotTo(Path file) {
    if (Files.exists(file)) {
      throw new RegistryException(
          RegistryException.Code.DUPLICATE, "snapshot (%s) exists already".formatted(file));
    }
    database.copyTo(file);
  }

  @Override
  public void witness(@Nullable Witness witness) {
    database.witness(witness);
  }

  @Override
  public Instant now() {
    return tables.now();
  }

  @Override
  public Devices devices() {
    return tables.devices();
  }

  @Override
  public DeviceEvents deviceEvents() {
    return tables.deviceEvents();
  }

  @Override
  public KeptFrames keptFrames() {
    return tables.keptFrames();
  }

  @Override
  public Catalogue catalogue() {
    return tables.catalogue();
  }

  @Override
  public Entities entities() {
    return tables.entities();
  }

  @Override
  public Places places() {
    return tables.places();
  }

  @Override
  public Positions positions() {
    return tables.positions();
  }

  @Override
  public Outbox outbox() {
    return tables.outbox();
  }

  @Override
  public Rules rules() {
    return tables.rules();
  }

  @Override
  public PointMarks pointMarks() {
    return tables.pointMarks();
  }

  @Override
  public Alarms alarms() {
    return tables.alarms();
  }

  @Override
  public AlarmDesk alarmDesk() {
    return tables.alarmDesk();
  }

  @Override
  public Upkeep upkeep() {
    return tables.upkeep();
  }

  @Override
  public Cases cases() {
    return tables.cases();
  }

  @Override
  public CaseBook caseBook() {
    return tables.caseBook();
  }

  @Override
  public DiskSamples diskSamples() {
    return tables.diskSamples();
  }

  @Override
  public CorrectedRows correctedRows() {
    return tables.correctedRows();
  }

  @Override
  public Rejudgements rejudgements() {
    return tables.rejudgements();
  }

  @Override
  public Limits limits() {
    return tables.limits();
  }

  @Override
  public Notices notices() {
    return tables.notices();
  }

  @Override
  public NoticeBook noticeBook() {
    return tables.noticeBook();
  }

  @Override
  public ReportSchedules reportSchedules() {
    return tables.reportSchedules();
  }

  @Override
  public Accounts accounts() {
    return tables.accounts();
  }

  @Override
  public Logins logins() {
    return tables.logins();
  }

  @Override
  public AuditLog audit() {
    return tables.audit();
  }

  @Override
  public Installation installation() {
    return tables.installation();
  }

  @Override
  public Reaches reaches() {
    return tables.reaches();
  }

  @Override
  public Supply supply() {
    return tables.supply();
  }

  @Override
  public Evidence evidence() {
    return tables.evidence();
  }

  @Override
  public AirTargets airTargets() {
    return tables.airTargets();
  }

  @Override
  public MeterSources meterSources() {
    return tables.meterSources();
  }

  @Override
  public Counters counters() {
    return tables.counters();
  }

  @Override
  public ManualReports manualReports() {
    return tables.manualReports();
  }

  @Override
  public Production production() {
    return tables.production();
  }

  @Override
  public Energy energy() {
    return tables.energy();
  }

  @Override
  public TaxBook taxBook() {
    return tables.taxBook();
  }

  @Override
  public void close() {
    database.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new RegistryException(
          RegistryException.Code.STORAGE, "the registry's lock does not close", e);
    }
  }
}
