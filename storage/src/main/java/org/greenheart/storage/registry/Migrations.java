// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date: every missing step in one transaction, after the file has been
 * copied. Steps are plain statements ended by semicolons, without triggers. While they run, rows
 * may point at what is not there, so that a step can build a table anew; before they count, none
 * does.
 */
final class Migrations {
  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  /** In the order of their numbers, which may leave some out. */
  private static final List<Migration> ALL =
      List.of(
              "001-catalogue",
              "002-places",
              "003-outbox",
              "004-watch",
              "005-devices",
              "006-retention",
              "007-alarm-life",
              "008-rules",
              "009-rejudgements",
              "010-limits",
              "011-accounts",
              "012-cases",
              "013-area-alarms",
              "014-notices",
              "015-evidence",
              "017-units",
              "019-meters",
              "020-production",
              "021-energy",
              "022-tax-supervision",
              "023-supply",
              "024-order-lines",
              "025-manual",
              "026-tax-verdicts",
              "027-exchange",
              "030-claimed-roles",
              "031-event-subscriptions",
              "033-owned-codes",
              "034-manual-told",
              "035-declare-tax",
              "037-manual-dismissal",
              "039-handlers")
          .stream()
          .map(Migration::ofResource)
          .toList();

  private final Handle writer;
  private final Path file;
  private final List<Migration> steps;

  Migrations(Handle writer, Path file) {
    this(writer, file, ALL);
  }

  Migrations(Handle writer, Path file, List<Migration> steps) {
    this.writer = writer;
    this.file = file;
    this.steps = steps;
  }

  static int newest() {
    return ALL.getLast().number();
  }

  /**
   * @throws RegistryException {@code NEWER_DATABASE}, {@code FOREIGN_DATABASE}; {@code STORAGE}
   *     when a step fails: then the database is as it was
   */
  void run(long nowMicros) {
    writer.execute(
        "CREATE TABLE IF NOT EXISTS schema_migration ("
            + "number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied BIGINT NOT NULL)");
    Map<Integer, String> applied = applied();
    refuseWhatDoesNotFit(applied);
    List<Migration> missing =
        steps.stream().filter(step -> !applied.containsKey(step.number())).toList();
    if (missing.isEmpty()) {
      return;
    }
    if (!applied.isEmpty()) {
      copyBefore(missing.getFirst());
    }
    writer.execute("PRAGMA foreign_keys = OFF"); // has no effect inside a transaction
    try {
      writer.useTransaction(
          handle -> {
            missing.forEach(step -> apply(handle, step, nowMicros));
            requireWhatIsPointedAt(handle);
          });
    } catch (RuntimeException e) {
      throw new RegistryException(
          RegistryException.Code.STORAGE,
          "registry (%s) could not be brought to schema %s; it is unchanged"
              .formatted(file, missing.getLast().number()),
          e);
    } finally {
      writer.execute("PRAGMA foreign_keys = ON");
    }
    log.debug("Registry {} is at schema {}", file, missing.getLast().number());
  }

  private Map<Integer, String> applied() {
    Map<Integer, String> names = new TreeMap<>();
    writer
        .createQuery("SELECT number, name FROM schema_migration")
        .map((row, context) -> Map.entry(row.getInt("number"), row.getString("name")))
        .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
    return names;
  }

  private void refuseWhatDoesNotFit(Map<Integer, String> applied) {
    int newest = steps.getLast().number();
    applied.forEach(
        (number, name) -> {
          if (number > newest) {
            throw new RegistryException(
                RegistryException.Code.NEWER_DATABASE,
                ("registry (%s) has schema %s, this program knows up to %s: it was written by a"
                        + " newer version; start that one, or go back to the copy made before the"
                        + " change")
                    .formatted(file, number, newest));
          }
          // Numbers may have gaps: each step takes the one that was set aside for it.
          String called =
              steps.stream()
                  .filter(step -> step.number() == number)
                  .map(Migration::name)
                  .findFirst()
                  .orElse("");
          if (!called.equals(name)) {
            throw new RegistryException(
                RegistryException.Code.FOREIGN_DATABASE,
                "registry (%s) has schema step %s named %s, this program calls it %s"
                    .formatted(file, number, name, called));
          }
        });
  }

  private void copyBefore(Migration step) {
    Path copy = file.resolveSibling("%s.before-%03d".formatted(file.getFileName(), step.number()));
    Path unfinished = copy.resolveSibling(copy.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(unfinished);
      writer.execute("VACUUM INTO ?", unfinished.toString());
      Files.move(
          unfinished, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    log.info("Registry copied to {} before schema step {}", copy, step.number());
  }

  private static void requireWhatIsPointedAt(Handle handle) {
    handle
        .createQuery("PRAGMA foreign_key_check")
        .map((row, context) -> row.getString("table") + " -> " + row.getString("parent"))
        .findFirst()
        .ifPresent(
            broken -> {
              throw new IllegalStateException("a row points at nothing: " + broken);
            });
  }

  private static void apply(Handle handle, Migration step, long nowMicros) {
    handle.createScript(step.sql()).execute();
    handle.execute(
        "INSERT INTO schema_migration (number, name, applied) VALUES (?, ?, ?)",
        step.number(),
        step.name(),
        nowMicros);
  }
}
