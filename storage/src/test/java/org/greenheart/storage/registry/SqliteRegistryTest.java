// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SqliteRegistryTest extends RegistryTest {
  @Test
  void write_severalTables_isAllOrNothing() {
    long thing = accepted(MN).thing();

    assertThatThrownBy(
            () ->
                registry.write(
                    tables -> {
                      tables.positions().moveTo("watch", 12);
                      tables.catalogue().ensure(nmhc(thing, Interval.HOUR));
                      throw new IllegalStateException("undo");
                    }))
        .hasMessage("undo");

    assertThat(registry.positions().position("watch")).isZero();
    assertThat(registry.catalogue().datastreamsOf(thing)).isEmpty();
  }

  @Test
  void write_readsItsOwnWrites_othersDoNotUntilCommit() {
    long seenInside =
        registry.write(
            tables -> {
              tables.positions().moveTo("watch", 12);
              assertThat(registry.positions().position("watch")).isZero();
              return tables.positions().position("watch");
            });

    assertThat(seenInside).isEqualTo(12);
    assertThat(registry.positions().position("watch")).isEqualTo(12);
  }

  @Test
  void write_failureOfTableCaught_isUndoneAlone() {
    long thing = accepted(MN).thing();

    registry.write(
        tables -> {
          tables.positions().moveTo("watch", 12);
          assertThatThrownBy(
                  () ->
                      tables
                          .catalogue()
                          .ensure(List.of(nmhc(thing, Interval.HOUR), nmhc(99, Interval.HOUR))))
              .isInstanceOf(RegistryException.class);
          tables.positions().moveTo("sse", 3);
          return "done";
        });

    assertThat(registry.positions().all()).hasSize(2);
    assertThat(registry.catalogue().datastreamsOf(thing)).isEmpty();
  }

  @Test
  void write_insideWrite_isRefused() {
    assertThatThrownBy(
            () ->
                registry.write(
                    tables -> {
                      registry.positions().moveTo("watch", 1);
                      return "done";
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("use the tables that it was given");
  }

  @Test
  void read_writing_isRefused() {
    assertThatThrownBy(
            () ->
                registry.read(
                    tables -> {
                      tables.positions().moveTo("watch", 1);
                      return "done";
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void read_insideRead_isTheSameView_alsoWhenAllReadersAreBusy() {
    registry.positions().moveTo("watch", 1);
    long seen =
        registry.read(
            tables -> {
              assertThat(tables.positions().position("watch")).isEqualTo(1);
              onOtherThread(() -> registry.positions().moveTo("watch", 2));
              return registry.positions().position("watch");
            });

    assertThat(seen).isEqualTo(1);
    assertThat(registry.positions().position("watch")).isEqualTo(2);
  }

  @Test
  void write_insideRead_isRefused() {
    assertThatThrownBy(
            () ->
                registry.read(
                    tables -> {
                      registry.positions().moveTo("watch", 1);
                      return "done";
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("view of the registry is open");
  }

  private static void onOtherThread(Runnable work) {
    joined(Thread.ofVirtual().start(work));
  }

  @Test
  void manyThreads_readAndWrite_withoutWaitingForEver() {
    List<Thread> threads =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int k = 0; k < 20; k++) {
                                registry.positions().moveTo("r" + i, k + 1L);
                                registry.read(
                                    tables ->
                                        tables.positions().all().size()
                                            + registry.devices().list().size());
                              }
                            }))
            .toList();

    threads.forEach(SqliteRegistryTest::joined);
    assertThat(registry.positions().all()).hasSize(16).containsValue(20L).doesNotContainValue(19L);
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void positions_moveAndForget() {
    registry.positions().moveTo("watch", 12);
    registry.positions().moveTo("sse", 3);
    registry.positions().moveTo("watch", 7);

    reopen();
    assertThat(registry.positions().all()).containsEntry("watch", 7L).containsEntry("sse", 3L);
    registry.positions().forget("sse");
    assertThat(registry.positions().all()).containsOnlyKeys("watch");
  }

  @Test
  void open_twice_isLocked() {
    assertThatThrownBy(() -> SqliteRegistry.open(folder, CLOCK))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(RegistryException.Code.LOCKED));
  }

  @Test
  void snapshotTo_whileOpen_opensAsRegistry() {
    accepted(MN);
    Path copy = folder.resolve("copy");

    registry.snapshotTo(folder.resolve("snapshot.db"));

    assertThatThrownBy(() -> registry.snapshotTo(folder.resolve("snapshot.db")))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(RegistryException.Code.DUPLICATE));
    restore(copy);
    try (Registry restored = SqliteRegistry.open(copy, CLOCK)) {
      assertThat(restored.devices().find("hj212", MN)).isPresent();
    }
  }

  private void restore(Path copy) {
    try {
      Files.createDirectories(copy);
      Files.copy(folder.resolve("snapshot.db"), copy.resolve("registry.db"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void use_afterClose_saysSo() {
    registry.close();

    assertThatThrownBy(() -> registry.positions().moveTo("watch", 1))
        .hasMessage("the registry is closed");
  }
}
