// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered is there after the process has been killed in the middle of writing. */
final class CrashTest {
  private static final int ANSWERS = 40;

  /**
   * Moves a position, enters a device and raises an alarm in one transaction, says so, and goes on
   * for ever.
   */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      try (Registry registry = SqliteRegistry.open(Path.of(arguments[0]), InstantSource.system())) {
        for (long i = registry.positions().position("watch") + 1; ; i++) {
          long number = i;
          registry.write(
              tables -> {
                tables.positions().moveTo("watch", number);
                Device device =
                    tables
                        .devices()
                        .register("hj212", "D" + number, Acceptance.PLAIN, tables.now());
                return raise(tables, device.thing());
              });
          System.out.println(i);
        }
      }
    }
  }

  private static Alarm raise(Tables tables, long thing) {
    Rule rule =
        new Rule(
            "above",
            0,
            "above-limit",
            "小时超标",
            "Hour above limit",
            Severity.DANGER,
            null,
            "{}",
            Duration.ZERO,
            Duration.ZERO,
            false,
            null,
            "permit",
            true,
            "operator",
            Instant.EPOCH);
    return tables
        .alarms()
        .raise(
            new NewAlarm(
                tables.rules().record(rule),
                thing,
                "a24088",
                Instant.EPOCH,
                null,
                null,
                null,
                "mg/m3",
                false));
  }

  @TempDir Path folder;

  @Test
  void killed_whileWriting_keepsAllThatWasAnswered() throws Exception {
    for (int round = 0; round < 2; round++) {
      long answered = answeredBeforeKill();

      try (Registry registry = SqliteRegistry.open(folder, InstantSource.system())) {
        long position = registry.positions().position("watch");
        assertThat(position).isGreaterThanOrEqualTo(answered);
        assertThat(registry.devices().list()).hasSize((int) position);
        assertThat(registry.catalogue().things()).hasSize((int) position);
        assertThat(registry.alarms().open())
            .hasSize((int) position)
            .allSatisfy(alarm -> assertThat(registry.alarms().events(alarm.id())).hasSize(1));
      }
    }
  }

  private long answeredBeforeKill() throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Writer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader answers =
        new BufferedReader(new InputStreamReader(writer.getInputStream(), UTF_8))) {
      long last = 0;
      for (int i = 0; i < ANSWERS; i++) {
        String line = answers.readLine();
        assertThat(line).as("the writer's answer").isNotNull();
        last = Long.parseLong(line);
      }
      return last;
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }
}
