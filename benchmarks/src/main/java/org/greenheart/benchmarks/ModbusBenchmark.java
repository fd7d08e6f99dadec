// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.greenheart.server.meters.MeterDesk;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.RocksTelemetry;
import org.greenheart.storage.telemetry.TelemetryOptions;

/** Registers of simulated Modbus meters, read every second and each a durable row. */
final class ModbusBenchmark implements Benchmark {
  private static final int SOURCES = 4;
  private static final int UNITS = 5;
  private static final int REGISTERS = 100;
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "modbus";
  }

  @Override
  public String about() {
    return "%,d Modbus registers a second polled and durable"
        .formatted(SOURCES * UNITS * REGISTERS);
  }

  @Override
  public void run() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ModbusTcpServer meters =
        ModbusTcpServer.create(
            NettyTcpServerTransport.create(
                config -> config.setBindAddress("127.0.0.1").setPort(port)),
            new Meters());
    meters.start();
    Clock clock = Clock.systemUTC();
    try (ScratchFolder folder = new ScratchFolder();
        Registry registry = SqliteRegistry.open(folder.path().resolve("registry"), clock);
        RocksTelemetry telemetry =
            RocksTelemetry.open(folder.path().resolve("telemetry"), TelemetryOptions.of(clock))) {
      for (int i = 0; i < SOURCES; i++) {
        MeterSource _ = registry.meterSources().put(source(i, port, clock.instant()));
      }
      try (MeterDesk _ = MeterDesk.start(folder.path(), registry, telemetry, clock)) {
        Thread.sleep(WARM_UP);
        long from = telemetry.lastArrival();
        Thread.sleep(MEASURED);
        tell(telemetry.feed(from, Integer.MAX_VALUE));
      }
    } finally {
      meters.stop();
    }
  }

  private static void tell(List<Arrival> arrivals) {
    long rows = arrivals.stream().mapToLong(arrival -> arrival.rows().size()).sum();
    long[] late =
        arrivals.stream()
            .mapToLong(
                arrival ->
                    Duration.between(arrival.rows().getFirst().key().start(), arrival.received())
                        .toMillis())
            .sorted()
            .toArray();
    System.out.printf(
        "%,d rows/s durable (%,d asked for), read after their second began: p50 %d ms, most %d ms%n",
        rows / MEASURED.toSeconds(),
        SOURCES * UNITS * REGISTERS,
        late.length == 0 ? -1 : late[late.length / 2],
        Arrays.stream(late).max().orElse(-1));
  }

  private static MeterSource source(int number, int port, Instant now) {
    List<MeterEntry> entries = new ArrayList<>();
    for (int register = 0; register < REGISTERS; register++) {
      entries.add(
          new MeterEntry(
              "r" + register,
              null,
              Integer.toString(register),
              "holding",
              "u16",
              "",
              new Decimal(1, 1),
              Decimal.of(0),
              "",
              false,
              null,
              null));
    }
    return new MeterSource(
        0,
        "source-" + number,
        "Source " + number,
        MeterSource.Kind.MODBUS,
        "127.0.0.1",
        port,
        true,
        IntStream.rangeClosed(1, UNITS).mapToObj(Integer::toString).toList(),
        PERIOD,
        Duration.ofSeconds(2),
        null,
        null,
        "{}",
        entries,
        now,
        "benchmark");
  }

  /** Registers that change with every answer. */
  private static final class Meters implements ModbusServices {
    @Override
    public ReadHoldingRegistersResponse readHoldingRegisters(
        ModbusRequestContext context, int unit, ReadHoldingRegistersRequest request) {
      byte[] registers = new byte[2 * request.quantity()];
      long now = System.nanoTime() >> 20;
      for (int i = 0; i < registers.length; i++) {
        registers[i] = (byte) (now >> i % 16);
      }
      return new ReadHoldingRegistersResponse(registers);
    }
  }
}
