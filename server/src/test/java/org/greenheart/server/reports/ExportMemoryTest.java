// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of hours of a hundred points leaves a process that has no room for it. */
final class ExportMemoryTest {
  private static final int POINTS = 100;
  private static final int HOURS = 365 * 24;
  private static final Instant FROM = Instant.parse("2024-12-31T16:00:00Z");

  @TempDir private Path folder;

  @Test
  void yearOfHundredPoints_leavesASmallHeap() throws Exception {
    for (String format : List.of("csv", "xlsx")) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx40m",
                  "-XX:+UseSerialGC",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Export.class.getName(),
                  folder.resolve(format).toString(),
                  format)
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
      assertThat(said).contains("rows " + POINTS * HOURS);
    }
  }

  /** The other process. */
  static final class Export {
    private static long rows;

    private Export() {}

    public static void main(String[] arguments) throws IOException {
      InstantSource clock = InstantSource.fixed(FROM.plus(Duration.ofDays(400)));
      try (Registry registry = SqliteRegistry.open(Path.of(arguments[0]), clock)) {
        for (int i = 0; i < POINTS; i++) {
          point(registry, i);
        }
        ReportMaker maker =
            new ReportMaker(registry, telemetry(), clock, Path.of(arguments[0], "none"));
        ReportMaker.Order order =
            ReportMaker.Order.of(
                Map.of("kind", "data", "from", "2025-01-01", "to", "2025-12-31"), Reach.all());
        if (arguments[1].equals("csv")) {
          maker.csv(order, null, OutputStream.nullOutputStream());
        } else {
          maker.workbook(order, null, OutputStream.nullOutputStream());
        }
      }
      System.out.println("rows " + rows);
    }

    private static void point(Registry registry, int number) {
      long thing =
          registry
              .devices()
              .register(
                  "hj212",
                  "8888888%07d".formatted(number),
                  Acceptance.named("Point " + number),
                  FROM)
              .thing();
      registry
          .catalogue()
          .ensure(
              DatastreamSpec.ofDevice(
                  thing,
                  "a21026",
                  Interval.HOUR,
                  "31",
                  "二氧化硫",
                  "sulphur dioxide",
                  UnitOfMeasurement.ofSymbol("mg/m3")));
    }

    /** Rows that are made when they are read: none is held here. */
    private static Telemetry telemetry() {
      return (Telemetry)
          Proxy.newProxyInstance(
              Telemetry.class.getClassLoader(),
              new Class<?>[] {Telemetry.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("rows")) {
                  return new Made((Long) arguments[0], (TimeRange) arguments[1]);
                }
                throw new UnsupportedOperationException(method.getName());
              });
    }

    private static final class Made implements RowCursor {
      private final long datastream;
      private final long to;
      private long next;

      Made(long datastream, TimeRange range) {
        this.datastream = datastream;
        this.next = range.fromMicros();
        this.to = range.toMicros();
      }

      @Override
      public boolean hasNext() {
        return next < to;
      }

      @Override
      public Observation next() {
        rows++;
        RowKey key = new RowKey(datastream, next, 0);
        next += Micros.of(Instant.ofEpochSecond(3_600));
        return new Observation(
            key,
            rows,
            new Decimal(1_000 + rows % 977, 2),
            FROM,
            "N",
            Map.of("min", new Decimal(999, 2), "max", new Decimal(2_000 + rows % 13, 2)),
            rows,
            false);
      }

      @Override
      public void close() {}
    }
  }
}
