// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open database: one handle for each column family, and the native objects that live as long as
 * it.
 *
 * <p>Native memory is bounded by the options: see {@link FamilyTuning}.
 *
 * <p>Thread-safe, but nothing may be running in it when it is closed: {@link Disk} sees to that.
 */
final class Store implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Store.class);

  /** The newest format that this code reads and the one that it writes. */
  static final int FORMAT = 1;

  private static final byte[] FORMAT_KEY = Keys.meta("format");
  private static final long MAX_LOG_BYTES = 192L << 20;
  private static final long MUCH_IN_THE_LOG = 16L << 20;

  private final Path folder;
  private final RocksDB db;
  private final Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
  private final Map<Family, Integer> ids = new EnumMap<>(Family.class);
  private final Deque<AutoCloseable> natives;
  private final WriteOptions durable;
  private final WriteOptions following;

  private Store(
      Path folder, RocksDB db, List<ColumnFamilyHandle> opened, Deque<AutoCloseable> natives)
      throws RocksDBException {
    this.folder = folder;
    this.db = db;
    this.natives = natives;
    for (ColumnFamilyHandle handle : opened) {
      String name = new String(handle.getName(), UTF_8);
      for (Family family : Family.values()) {
        if (family.familyName().equals(name)) {
          handles.put(family, handle);
          ids.put(family, handle.getID());
        }
      }
    }
    durable = keep(natives, new WriteOptions().setSync(true));
    following = keep(natives, new WriteOptions().setSync(false));
  }

  /** Opens the folder, making what is missing. */
  static Store open(Path folder, TelemetryOptions options) {
    RocksDB.loadLibrary();
    Deque<AutoCloseable> natives = new ArrayDeque<>();
    List<ColumnFamilyHandle> opened = new ArrayList<>();
    @Nullable RocksDB db = null;
    try {
      Files.createDirectories(folder);
      db =
          RocksDB.open(
              databaseOptions(options, natives),
              folder.toString(),
              descriptors(folder, options, natives),
              opened);
      Store store = new Store(folder, db, opened, natives);
      store.checkFormat();
      return store;
    } catch (RocksDBException e) {
      release(db, opened, natives);
      throw new TelemetryException(
          TelemetryException.Code.DISK,
          "telemetry in %s cannot be opened: %s".formatted(folder, e.getMessage()),
          e);
    } catch (IOException e) {
      release(db, opened, natives);
      throw new UncheckedIOException(e);
    } catch (TelemetryException e) {
      release(db, opened, natives);
      throw e;
    }
  }

  private static <T extends AutoCloseable> T keep(Deque<AutoCloseable> natives, T object) {
    natives.push(object);
    return object;
  }

  private static DBOptions databaseOptions(TelemetryOptions options, Deque<AutoCloseable> natives) {
    return keep(natives, new DBOptions())
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(4)
        .setMaxLogFileSize(4L << 20)
        .setMaxTotalWalSize(MAX_LOG_BYTES)
        .setDbWriteBufferSize(options.memtableBytes())
        .setAvoidFlushDuringRecovery(true)
        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
        .setMaxBackgroundJobs(2)
        .setMaxOpenFiles(512)
        .setBytesPerSync(1L << 20)
        .setAllowConcurrentMemtableWrite(false)
        .setEnableWriteThreadAdaptiveYield(false)
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0);
  }

  private static List<ColumnFamilyDescriptor> descriptors(
      Path folder, TelemetryOptions options, Deque<AutoCloseable> natives)
      throws RocksDBException, IOException {
    Set<String> names = new LinkedHashSet<>();
    names.add(new String(RocksDB.DEFAULT_COLUMN_FAMILY, UTF_8));
    for (Family family : Family.values()) {
      names.add(family.familyName());
    }
    if (Files.exists(folder.resolve("CURRENT"))) {
      // What a newer version added has to be opened too, to read the format and say so.
      try (Options plain = new Options()) {
        for (byte[] name : RocksDB.listColumnFamilies(plain, folder.toString())) {
          names.add(new String(name, UTF_8));
        }
      }
    }
    FamilyTuning tuning = new FamilyTuning(options, natives);
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    for (String name : names) {
      descriptors.add(new ColumnFamilyDescriptor(name.getBytes(UTF_8), tuning.of(name)));
    }
    return descriptors;
  }

  private void checkFormat() throws RocksDBException {
    byte[] format = get(Family.META, FORMAT_KEY);
    if (format == null) {
      Batch batch = new Batch(this);
      batch.put(Family.META, FORMAT_KEY, Keys.number(FORMAT));
      write(batch, true);
      return;
    }
    long version = Keys.number(format);
    if (version > FORMAT) {
      throw new TelemetryException(
          TelemetryException.Code.FORMAT,
          "telemetry in %s has format %s, written by a newer Greenheart; this one reads up to %s"
              .formatted(folder, version, FORMAT));
    }
  }

  int id(Family family) {
    return requireNonNull(ids.get(family));
  }

  RocksDB db() {
    return db;
  }

  ColumnFamilyHandle handle(Family family) {
    return requireNonNull(handles.get(family));
  }

  byte @Nullable [] get(Family family, byte[] key) {
    try {
      return db.get(handle(family), key);
    } catch (RocksDBException e) {
      throw unreadable(e);
    }
  }

  /** What is known of a datastream: at a snapshot, or now. */
  Head head(long datastream, @Nullable Snapshot snapshot) {
    try (ReadOptions view = new ReadOptions()) {
      if (snapshot != null) {
        view.setSnapshot(snapshot);
      }
      byte[] value = db.get(handle(Family.HEADS), view, Keys.datastream(datastream));
      return value == null ? Head.EMPTY : Head.decode(value);
    } catch (RocksDBException e) {
      throw unreadable(e);
    }
  }

  List<Optional<byte[]>> get(Family family, List<byte[]> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<ColumnFamilyHandle> same = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      same.add(handle(family));
    }
    try {
      List<Optional<byte[]>> values = new ArrayList<>(keys.size());
      for (byte @Nullable [] value : db.multiGetAsList(same, keys)) {
        values.add(Optional.ofNullable(value));
      }
      return values;
    } catch (RocksDBException e) {
      throw unreadable(e);
    }
  }

  RocksIterator iterator(Family family) {
    return db.newIterator(handle(family));
  }

  RocksIterator iterator(Family family, ReadOptions view) {
    return db.newIterator(handle(family), view);
  }

  /** Whether the iterator stands on an entry; throws when it stopped because of an error. */
  static boolean isValid(RocksIterator iterator) {
    if (iterator.isValid()) {
      return true;
    }
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw unreadable(e);
    }
    return false;
  }

  private static TelemetryException unreadable(RocksDBException e) {
    return new TelemetryException(
        TelemetryException.Code.DISK, "telemetry cannot be read: " + e.getMessage(), e);
  }

  /** Writes all or nothing; returns when it is on disk if {@code sync}, else it follows later. */
  void write(Batch batch, boolean sync) throws RocksDBException {
    try (WriteBatch writes = batch.toWriteBatch()) {
      db.write(sync ? durable : following, writes);
    }
  }

  /** Bytes of a family's sorted files; what has not left memory yet is not counted. */
  long fileBytes(Family family) {
    try {
      return db.getLongProperty(handle(family), "rocksdb.live-sst-files-size");
    } catch (RocksDBException e) {
      throw new TelemetryException(
          TelemetryException.Code.DISK,
          "size of %s cannot be read: %s".formatted(family.familyName(), e.getMessage()),
          e);
    }
  }

  /** Writes what is only in the log into sorted files if that is much. */
  void writeOut() {
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      long unwritten = 0;
      for (ColumnFamilyHandle handle : handles.values()) {
        unwritten += db.getLongProperty(handle, "rocksdb.cur-size-all-mem-tables");
      }
      if (unwritten > MUCH_IN_THE_LOG) {
        db.flush(flush, List.copyOf(handles.values()));
      }
    } catch (RocksDBException e) {
      log.warn("Telemetry keeps a long log, the next start takes longer: {}", e.getMessage());
    }
  }

  void compact() {
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      db.flush(flush, List.copyOf(handles.values()));
      for (ColumnFamilyHandle handle : handles.values()) {
        db.compactRange(handle);
      }
    } catch (RocksDBException e) {
      throw unreadable(e);
    }
  }

  void checkpoint(Path target) {
    try (Checkpoint checkpoint = Checkpoint.create(db)) {
      checkpoint.createCheckpoint(target.toString());
    } catch (RocksDBException e) {
      throw new TelemetryException(
          TelemetryException.Code.DISK,
          "checkpoint of telemetry to %s failed: %s".formatted(target, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    release(db, List.copyOf(handles.values()), natives);
  }

  private static void release(
      @Nullable RocksDB db, List<ColumnFamilyHandle> handles, Deque<AutoCloseable> natives) {
    handles.forEach(AbstractNativeReference::close);
    if (db != null) {
      db.close();
    }
    for (AutoCloseable object : natives) {
      if (object instanceof AbstractNativeReference reference) {
        reference.close();
      }
    }
  }
}
