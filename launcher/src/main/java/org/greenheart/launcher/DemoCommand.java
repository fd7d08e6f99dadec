// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.greenheart.server.Key;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.greenheart.server.ServerConfig;
import org.greenheart.server.StartException;
import org.greenheart.server.intake.BouncySm4;
import org.greenheart.simulator.BackfillReport;
import org.greenheart.simulator.DemoCity;
import org.greenheart.simulator.ModbusMeter;
import org.greenheart.simulator.SpeedClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The same server as in real use, and a city of simulated devices that speak to its ports. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Run the server with a living demo city, on this machine only.")
final class DemoCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";

  /** A visitor reads what to look at, not what the server says to its operator. */
  private static final Logger LOG = Logger.getLogger("org.greenheart");

  private static final int DAYS = 7;

  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  /** A fast city starts on a day with both daylight and rain ahead, always the same one. */
  private static final Instant FAST_START = Instant.parse("2026-09-01T00:00:00Z");

  @Mixin private ServerOptions options = new ServerOptions();

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "let the city live N times as fast, from a fixed date (1 to 3600; default: 1)")
  private int speed = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "what is drawn by chance differs with it (default: 1)")
  private long seed = 1;

  @Option(
      names = "--login",
      description =
          "ask for a login, with an account for each role of the stories and a password that is shown")
  private boolean login;

  @Override
  public Integer call() throws InterruptedException {
    LOG.setLevel(Level.WARNING);
    Clock clock = clock();
    ServerConfig config = config();
    StopSignal stop = new StopSignal();
    Server server = stop.closes(Server.start(config, Occasion.demo(speed), clock));
    DemoCity city = stop.closes(DemoCity.load(seed, clock, new BouncySm4()));
    introduce(server, config);
    ModbusMeter meter = stop.closes(meter(clock));
    play(server, config, city, meter);
    return StopSignal.await();
  }

  private ServerConfig config() {
    ServerConfig asked = options.config(Map.of(Key.DATA, "data-demo", Key.PLACE, DemoCity.place()));
    Path data = asked.data();
    DemoFolder.renew(data);
    Path keys = DemoFolder.write(data, "sm4-keys.txt", keys());
    return options.config(
        Map.of(
            Key.DATA,
            data.toString(),
            Key.PLACE,
            asked.place(),
            Key.HTTP_OPEN,
            Boolean.toString(!login),
            Key.HJ212_SM4_KEYS,
            keys.toString()));
  }

  private static String keys() {
    return DemoCity.keys().entrySet().stream()
        .map(key -> key.getKey() + " " + key.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private Clock clock() {
    if (speed < 1 || speed > 3_600) {
      throw new StartException("--speed (%d) must be from 1 to 3600".formatted(speed));
    }
    return speed == 1 ? Clock.systemUTC() : SpeedClock.startingAt(FAST_START, speed);
  }

  private static void introduce(Server server, ServerConfig config) {
    System.out.printf(
        """
        Greenheart demo: %s
          An invented city whose simulated devices speak HJ 212 to port %d.
          Its data is in %s, made anew at each start. Ctrl-C stops it.

          What to look at:
            Overview  It begins to rain within a minute, and the pumps of the Liuwan lifting station
                      (柳湾污水提升泵站) have no power: an alarm follows in a few minutes, and a case.
                      The pumps are mended; after three rains answered the case closes, in half an hour.
            Alarms    A spray booth leaks (云锦喷涂) and is mended in some hours; two days of haze over Fengzhu
                      (枫渚市) are one alarm of the city; after a full hour a kiln and the paint shop follow.
            Points    A car plant's monitor (骥程汽车) is being calibrated: marked, and no alarm.
            Energy    What a tonne of ware costs the kilns (窑火日用瓷) in gas, power and carbon, now and at best.
            Supply    A food works orders bowls from the kilns (窑火日用瓷): lots with their carbon, page Supply.
            Meters    A drying house (穗香烘干房) is read by Modbus: pages Meters (under Devices) and Energy.
            Devices   A logger that nobody has registered has knocked: accept it with one click.

        """,
        server.uri(), server.hj212Port(), config.data().toAbsolutePath());
  }

  private static ModbusMeter meter(Clock clock) {
    try {
      return ModbusMeter.start(clock);
    } catch (IOException e) {
      throw new StartException("the city's Modbus meter has no port: " + e, e);
    }
  }

  private void play(Server server, ServerConfig config, DemoCity city, ModbusMeter meter)
      throws InterruptedException {
    String token = "";
    if (login) {
      try (DemoAccounts accounts = new DemoAccounts(server.uri())) {
        token = accounts.owner(config.place());
        new CityImport(server.uri(), config.data(), token).run(city);
        accounts.others();
      }
    } else {
      new CityImport(server.uri(), config.data()).run(city);
    }
    BackfillReport past =
        city.playPrehistory(LOOPBACK, server.hj212Port(), DAYS, new DemoProgress());
    CityImport places = new CityImport(server.uri(), config.data(), token);
    places.works(city);
    places.manualResults(LocalDate.ofInstant(city.present(), BEIJING));
    MeterImport.run(server.uri(), token, city, meter.port());
    // The carbon of a lot is computed from what the works' meters have sent.
    SupplyImport.run(server.uri(), token, LocalDate.ofInstant(city.present(), BEIJING));
    past.failures().forEach(failure -> System.out.printf("  not loaded: %s%n", failure));
    city.start(LOOPBACK, server.hj212Port());
    System.out.printf("  The city lives.%n");
  }
}
