// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.protocols.hj212.Sm4;

/**
 * The demo: an invented city with its rivers, works and stations, whose devices speak to a server
 * as real ones do. The same seed and the same clock give the same bytes.
 *
 * <p>Use: {@link #load}; import {@link #files} through the server's REST and show {@link #layers};
 * {@link #playPrehistory}; {@link #start}; {@link #close}.
 *
 * <p>The moment of {@code load} divides past and present: the prehistory ends there and the live
 * data begin there, so nothing is missing however long the loading takes. The story of the demo
 * counts from {@value #LEAD_SECONDS} real seconds later, or from {@code start} if that is later.
 * Not thread-safe.
 */
public final class DemoCity implements AutoCloseable {
  /**
   * Real seconds that a launcher has between {@code load} and {@code start} before the story
   * begins.
   */
  private static final int LEAD_SECONDS = 15;

  /** Real seconds from {@code start} to the story when the loading took longer. */
  private static final int SHORTEST_LEAD_SECONDS = 5;

  private final CityFiles files = new CityFiles();
  private final Clock clock;
  private final Instant present;
  private final long seed;
  private Instant story;
  private City city;
  private final Set<String> registered;
  private final Optional<Sm4> sm4;
  private final List<SimulatedLogger> loggers = new ArrayList<>();

  private DemoCity(long seed, Clock clock, Optional<Sm4> sm4) {
    this.clock = requireNonNull(clock, "clock is null");
    this.sm4 = requireNonNull(sm4, "sm4 is null");
    this.present = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    this.seed = seed;
    this.story = present.plus(simulated(LEAD_SECONDS));
    this.city = City.of(files, seed, story);
    this.registered = new LinkedHashSet<>();
    files.rows("points.csv").forEach(row -> registered.add(row.text("device_id")));
  }

  /**
   * Loads the city. Its present is the clock's time now.
   *
   * @param seed of all that is drawn by chance
   * @param clock the server's clock; a {@link SpeedClock} makes the city live faster
   */
  public static DemoCity load(long seed, Clock clock) {
    return new DemoCity(seed, clock, Optional.empty());
  }

  /** As {@link #load(long, Clock)}; the devices that have a key encrypt. Without it they do not. */
  public static DemoCity load(long seed, Clock clock, Sm4 sm4) {
    return new DemoCity(seed, clock, Optional.of(sm4));
  }

  /** The places as CSV for the server's import: file name to text, to be imported in this order. */
  public Map<String, String> files() {
    return files.texts(CityFiles.PLACES);
  }

  /**
   * Rules for the watch that fit the city: a JSON array of objects with {@code code, kind, name,
   * nameEn, severity, deviceId} (null: all points), or {@code areaCode}, or {@code scope, target};
   * {@code parameters, dwellSeconds, clearSeconds, opensCase, criterion, basis}.
   */
  public String rules() {
    return files.text("rules.json");
  }

  /** Targets of the cities' air for the year: a JSON array of what the server's route takes. */
  public String airTargets() {
    return files.text("air-targets.json");
  }

  /**
   * Lines, products, meters and choices of works, for when their meters have sent: a JSON array of
   * {@code enterprise} (credit code), {@code units}, {@code products}, {@code meters} by device and
   * code, {@code batches} of whole days, {@code choices} for the year, and whether they {@code
   * agreed} to be named.
   */
  public String works() {
    return files.text("works.json");
  }

  /**
   * What laboratories found and people read in the last days, as a sheet for the server's import.
   *
   * @param today the day that days before are counted from
   */
  public static String manualResults(LocalDate today) {
    String text = new CityFiles().text("manual.csv");
    for (int days = 1; days <= 5; days++) {
      text = text.replace("{D-%s}".formatted(days), today.minusDays(days).toString());
    }
    return text;
  }

  /**
   * A meter that the server asks by Modbus, a {@link ModbusMeter}: a JSON object of {@code
   * enterprise} (credit code), {@code point} (a row of points), {@code source} (what the server's
   * route takes, without its address), the {@code unit} and {@code meters} of the works, by code,
   * and its {@code choices} for the year.
   */
  public String modbus() {
    return files.text("modbus.json");
  }

  /**
   * What a person says of a point.
   *
   * @param kind a word of the server's
   */
  public record Mark(String deviceId, String kind, Instant from, Instant to, String note) {}

  /** What the works' people have said of their points. */
  public List<Mark> marks() {
    return files.rows("marks.csv").stream()
        .map(
            row -> {
              Instant anchor = City.anchor(row.text("anchor"), story);
              return new Mark(
                  row.text("device_id"),
                  row.text("kind"),
                  anchor.plus(row.duration("from")),
                  anchor.plus(row.duration("until")),
                  row.text("note"));
            })
        .toList();
  }

  /** Lists for the server's tax supervision: kind to CSV, to be imported in this order. */
  public static Map<String, String> taxLists() {
    Map<String, String> lists = new LinkedHashMap<>();
    for (String kind : CityFiles.TAX_LISTS) {
      lists.put(kind, new CityFiles().text("tax/" + kind + ".csv"));
    }
    return lists;
  }

  /** The first and the last month that the lists are about. */
  public static List<YearMonth> taxMonths() {
    return List.of(YearMonth.of(2026, 1), YearMonth.of(2026, 3));
  }

  /**
   * A clue that the lists hold; there is none beside these.
   *
   * @param outlet empty: of the whole firm
   * @param subject pollutant, waste, site or meter; empty: all
   */
  public record PlantedClue(
      String rule, String creditCode, String month, String outlet, String subject) {}

  /** What the tax supervision is to find in the lists. */
  public static List<PlantedClue> plantedClues() {
    return new CityFiles()
        .rows("tax/planted.csv").stream()
            .map(
                row ->
                    new PlantedClue(
                        row.text("rule"),
                        row.text("creditCode"),
                        row.text("month"),
                        row.text("outlet"),
                        row.text("subject")))
            .toList();
  }

  /** What the city is called; its name is invented. */
  public static String place() {
    return new CityFiles()
        .rows("areas.csv").stream()
            .filter(row -> row.text("level").equals("city"))
            .map(row -> row.text("name"))
            .findFirst()
            .orElseThrow();
  }

  /** The SM4 keys of the devices that have one: MN to 16 ASCII characters. */
  public static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    for (Row row : new CityFiles().rows("loggers.csv")) {
      if (!row.text("sm4_key").isEmpty()) {
        keys.put(row.text("device_id"), row.text("sm4_key"));
      }
    }
    return keys;
  }

  /** Map layers: file name to GeoJSON in WGS-84. */
  public Map<String, String> layers() {
    return files.texts(CityFiles.LAYERS);
  }

  /** The MN of every device that the files register. */
  public Set<String> deviceIds() {
    return Set.copyOf(registered);
  }

  /** The end of the prehistory. */
  public Instant present() {
    return present;
  }

  /** What the story's times count from: the first rain begins a minute later. */
  public Instant story() {
    return story;
  }

  /**
   * Sends the minute, hour and day data of the days before the present, as real frames, each device
   * oldest first. Returns when the server has answered them.
   */
  public BackfillReport playPrehistory(String host, int port, int days, BackfillProgress progress)
      throws InterruptedException {
    if (days < 0 || days > 9) {
      throw new IllegalArgumentException("days (%d) must be from 0 to 9".formatted(days));
    }
    List<City.Device> known =
        city.devices().stream()
            .filter(device -> registered.contains(device.plan().deviceId()))
            .toList();
    return new Backfill(
            new InetSocketAddress(host, port),
            known,
            present.minus(Duration.ofDays(days)),
            present,
            sm4,
            progress)
        .play();
  }

  /**
   * Lets all devices live from the present on; returns at once. Where the loading took so long that
   * the story's first scenes would be over, the story moves: nothing else in the city depends on
   * it.
   */
  public void start(String host, int port) {
    Instant soonest =
        clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(simulated(SHORTEST_LEAD_SECONDS));
    if (soonest.isAfter(story)) {
      story = soonest;
      city = City.of(files, seed, story);
    }
    for (City.Device device : city.devices()) {
      loggers.add(startLogger(device.plan().deviceId(), host, port, LoggerOptions.USUAL));
    }
  }

  /** Lets one device of the city live, for tests: the caller closes it. */
  public SimulatedLogger startLogger(
      String deviceId, String host, int port, LoggerOptions options) {
    City.Device device = city.device(deviceId);
    return SimulatedLogger.start(
        device.plan(),
        device.model(),
        device.script(),
        new InetSocketAddress(host, port),
        Pacer.following(clock),
        present,
        options,
        sm4);
  }

  /** The devices that live now. */
  public List<SimulatedLogger> loggers() {
    return List.copyOf(loggers);
  }

  private Duration simulated(int realSeconds) {
    int speed = clock instanceof SpeedClock fast ? fast.speed() : 1;
    return Duration.ofSeconds((long) realSeconds * speed);
  }

  City city() {
    return city;
  }

  /** Stops all devices. */
  @Override
  public void close() {
    loggers.forEach(SimulatedLogger::close);
    loggers.clear();
  }
}
