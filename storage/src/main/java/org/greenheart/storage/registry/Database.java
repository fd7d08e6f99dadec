// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The open database file: one connection that writes, and a few that read without waiting for it
 * (write-ahead log). A commit is on the disk when it returns. Thread-safe.
 */
final class Database implements Access, AutoCloseable {
  private static final int READERS = 4;

  private final InstantSource clock;
  private final Handle writer;
  private final ReentrantLock writing = new ReentrantLock();
  private final BlockingQueue<Handle> readers = new ArrayBlockingQueue<>(READERS);

  @SuppressWarnings("ThreadLocalUsage") // each open database has its own
  private final ThreadLocal<@Nullable Handle> reading = new ThreadLocal<>();

  @SuppressWarnings("ThreadLocalUsage") // each open database has its own
  private final ThreadLocal<@Nullable Witness> witness = new ThreadLocal<>();

  private @Nullable OpenTransaction current;
  private volatile boolean closed;

  Database(Path file, InstantSource clock) {
    this.clock = clock;
    this.writer = open(file, SQLiteConfig.TransactionMode.IMMEDIATE);
    try {
      new Migrations(writer, file).run(Micros.of(clock.instant()));
      for (int i = 0; i < READERS; i++) {
        Handle reader = open(file, SQLiteConfig.TransactionMode.DEFERRED);
        reader.execute("PRAGMA query_only = ON");
        readers.add(reader);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Handle open(Path file, SQLiteConfig.TransactionMode mode) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(10_000);
    config.setTransactionMode(mode);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      Jdbi jdbi = Jdbi.create(() -> connection);
      // Angle brackets are comparisons here, not templates.
      jdbi.getConfig(SqlStatements.class).setTemplateEngine((sql, context) -> sql);
      return jdbi.open();
    } catch (SQLException | JdbiException e) {
      throw new RegistryException(
          RegistryException.Code.STORAGE, "registry (%s) does not open".formatted(file), e);
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    Handle open = reading.get();
    if (open != null) {
      // A second reader for the same thread could wait for ever when all do so.
      return work.on(open);
    }
    Handle reader = idleReader();
    reading.set(reader);
    try {
      requireOpen();
      return reader.inTransaction(work::on);
    } catch (JdbiException e) {
      throw failed(e);
    } finally {
      reading.remove();
      giveBack(reader);
    }
  }

  private void giveBack(Handle reader) {
    if (closed) {
      reader.close();
    } else {
      readers.add(reader);
    }
  }

  /** Waits for a reader, but not for one of a database that has been closed meanwhile. */
  private Handle idleReader() {
    try {
      while (true) {
        requireOpen();
        Handle reader = readers.poll(1, TimeUnit.SECONDS);
        if (reader != null) {
          return reader;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(
          RegistryException.Code.STORAGE, "interrupted while waiting for the registry", e);
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    return inTransaction(transaction -> work.on(transaction.handle()));
  }

  /** Runs work in a transaction of its own. */
  <T> T inTransaction(TransactionWork<T> work) {
    if (reading.get() != null) {
      throw new IllegalStateException("a view of the registry is open on this thread: close it");
    }
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "a registry transaction is open on this thread: use the tables that it was given");
    }
    List<Runnable> afterCommit = new ArrayList<>();
    T result;
    writing.lock();
    try {
      requireOpen();
      OpenTransaction transaction = new OpenTransaction(writer, clock, afterCommit);
      current = transaction;
      Witness seeing = witness.get();
      result =
          writer.inTransaction(
              handle ->
                  seeing == null ? work.in(transaction) : witnessed(transaction, work, seeing));
    } catch (JdbiException e) {
      throw failed(e);
    } finally {
      current = null;
      writing.unlock();
    }
    afterCommit.forEach(Runnable::run);
    return result;
  }

  private static <T> T witnessed(
      OpenTransaction transaction, TransactionWork<T> work, Witness witness) {
    AuditLog log = new SqliteAudit(transaction);
    witness.begins(log);
    long before = changes(transaction.handle());
    T result = work.in(transaction);
    if (changes(transaction.handle()) != before) {
      witness.changed(log);
    }
    return result;
  }

  /** How many rows the writing connection has ever changed. */
  private static long changes(Handle handle) {
    return handle.createQuery("SELECT total_changes()").mapTo(Long.class).one();
  }

  /** Of this thread; null for nobody. */
  void witness(@Nullable Witness seeing) {
    if (seeing == null) {
      witness.remove();
    } else {
      witness.set(seeing);
    }
  }

  /** Work inside a transaction. */
  interface TransactionWork<T> {
    T in(OpenTransaction transaction);
  }

  @Override
  public void afterCommit(Runnable action) {
    OpenTransaction transaction = current;
    if (transaction == null || !writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("no registry transaction is open on this thread");
    }
    transaction.afterCommit(action);
  }

  /** Copies the database as it is now. */
  void copyTo(Path file) {
    writing.lock();
    try {
      requireOpen();
      writer.execute("VACUUM INTO ?", file.toString());
      force(file);
    } catch (JdbiException | IOException e) {
      throw new RegistryException(
          RegistryException.Code.STORAGE, "snapshot (%s) cannot be written".formatted(file), e);
    } finally {
      writing.unlock();
    }
  }

  /** SQLite does not sync what VACUUM INTO writes. */
  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  private void requireOpen() {
    if (closed) {
      throw new RegistryException(RegistryException.Code.STORAGE, "the registry is closed");
    }
  }

  private static RegistryException failed(JdbiException cause) {
    return new RegistryException(
        RegistryException.Code.STORAGE, "the registry could not be read or written", cause);
  }

  /** Waits for what is being written; what is being read ends by itself. */
  @Override
  public void close() {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      for (Handle reader = readers.poll(); reader != null; reader = readers.poll()) {
        reader.close();
      }
      writer.close();
    } finally {
      writing.unlock();
    }
  }
}
