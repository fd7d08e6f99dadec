// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.protocols.hj212.Hj212Version;
import org.jspecify.annotations.Nullable;

/**
 * The demo city's devices, made from its files: what each logger is, what it measures and what
 * happens to it by script. Immutable but for the pump stations' caches; safe for many threads.
 *
 * @param devices in the order of loggers.csv
 * @param weather over all of it
 */
record City(List<Device> devices, Weather weather) {
  /** Pump stations are computed from this long before the story's start. */
  private static final Duration STATIONS_BEFORE = Duration.ofDays(9);

  City {
    devices = List.copyOf(devices);
    requireNonNull(weather, "weather is null");
  }

  /**
   * One logger of the city.
   *
   * @param station the pump station behind it; null for all others
   */
  record Device(LoggerPlan plan, PointModel model, Script script, @Nullable PumpStation station) {}

  /**
   * Makes the city.
   *
   * @param seed of all noise and drawn weather
   * @param start the moment that the story's times count from
   */
  static City of(CityFiles files, long seed, Instant start) {
    List<RainEvent> scripted = new ArrayList<>();
    for (Row row : files.rows("weather.csv")) {
      scripted.add(
          new RainEvent(
              start.plus(row.duration("from")).getEpochSecond(),
              row.duration("duration").toSeconds(),
              row.number("peak_mm_h")));
    }
    Weather weather = Weather.of(seed, start, scripted);
    Map<String, List<Quantity>> profiles = profiles(files);
    Map<String, List<Effect>> effects = effects(files, start);
    Map<String, StationPlan> stations = stations(files);
    List<Device> devices = new ArrayList<>();
    for (Row row : files.rows("loggers.csv")) {
      LoggerPlan plan = logger(row);
      List<Quantity> quantities = profiles.get(plan.profile());
      if (quantities == null) {
        throw new IllegalArgumentException(
            "profile (%s) of %s must be in profiles.csv"
                .formatted(plan.profile(), plan.deviceId()));
      }
      Script script = new Script(effects.getOrDefault(plan.deviceId(), List.of()));
      StationPlan stationPlan = stations.get(plan.deviceId());
      PumpStation station =
          stationPlan == null
              ? null
              : new PumpStation(stationPlan, weather, script, seed, start.minus(STATIONS_BEFORE));
      devices.add(
          new Device(
              plan,
              new PointModel(plan, quantities, script, weather, station, seed),
              script,
              station));
    }
    return new City(devices, weather);
  }

  Device device(String deviceId) {
    for (Device device : devices) {
      if (device.plan().deviceId().equals(deviceId)) {
        return device;
      }
    }
    throw new IllegalArgumentException("deviceId (%s) must be in loggers.csv".formatted(deviceId));
  }

  private static LoggerPlan logger(Row row) {
    return new LoggerPlan(
        row.text("device_id"),
        row.text("system_type"),
        Hj212Version.valueOf("V" + row.text("version")),
        row.text("password"),
        row.text("profile"),
        row.text("load_of"),
        row.number("size"),
        row.number("level"),
        Duration.ofSeconds((long) row.number("realtime_s")),
        Duration.ofMinutes((long) row.number("minute_min")),
        CrcStyle.valueOf(row.text("crc")),
        row.text("sm4_key"),
        fault(row.text("fault")));
  }

  private static Fault fault(String name) {
    return switch (name) {
      case "" -> Fault.NONE;
      case "duplicates" -> Faults.duplicates(5);
      case "halves" -> Faults.halves(Duration.ofMillis(300));
      case "junk" -> Faults.junk(10, 24, 1);
      default ->
          throw new IllegalArgumentException(
              "fault (%s) in loggers.csv must be duplicates, halves or junk".formatted(name));
    };
  }

  private static Map<String, List<Quantity>> profiles(CityFiles files) {
    Map<String, List<Quantity>> profiles = new LinkedHashMap<>();
    for (Row row : files.rows("profiles.csv")) {
      profiles
          .computeIfAbsent(row.text("profile"), name -> new ArrayList<>())
          .add(
              new Quantity(
                  row.text("code"),
                  row.number("base"),
                  Rhythm.valueOf(row.text("rhythm")),
                  row.number("swing"),
                  row.number("peak_hour"),
                  row.number("noise"),
                  row.number("min"),
                  row.number("max"),
                  (int) row.number("decimals"),
                  row.number("rain"),
                  Quantity.Total.valueOf(row.text("total")),
                  row.number("reference_o2"),
                  Quantity.Shape.valueOf(row.text("shape")),
                  row.text("levelled").equals("yes")));
    }
    return profiles;
  }

  private static Map<String, List<Effect>> effects(CityFiles files, Instant start) {
    Map<String, List<Effect>> effects = new LinkedHashMap<>();
    for (Row row : files.rows("script.csv")) {
      Instant anchor = anchor(row.text("anchor"), start);
      effects
          .computeIfAbsent(row.text("device_id"), name -> new ArrayList<>())
          .add(
              new Effect(
                  row.text("device_id"),
                  row.text("code"),
                  Effect.Kind.valueOf(row.text("kind")),
                  anchor.plus(row.duration("from")).getEpochSecond(),
                  anchor.plus(row.duration("until")).getEpochSecond(),
                  row.duration("every").toSeconds(),
                  row.duration("ramp").toSeconds(),
                  row.number("amount"),
                  row.text("flag").charAt(0)));
    }
    return effects;
  }

  /** What a script's times count from. */
  static Instant anchor(String name, Instant start) {
    return switch (name) {
      case "start" -> start;
      // The first full hour that a visitor sees from its beginning.
      case "hour" ->
          Instant.ofEpochSecond(Math.ceilDiv(start.getEpochSecond() + 300, 3_600) * 3_600);
      case "midnight" -> BeijingTime.midnight(start);
      default ->
          throw new IllegalArgumentException(
              "anchor (%s) in script.csv must be start, hour or midnight".formatted(name));
    };
  }

  private static Map<String, StationPlan> stations(CityFiles files) {
    Map<String, StationPlan> stations = new LinkedHashMap<>();
    for (Row row : files.rows("stations.csv")) {
      stations.put(
          row.text("device_id"),
          new StationPlan(
              row.text("device_id"),
              row.number("area_m2"),
              row.number("stop_m"),
              row.number("start_m"),
              row.number("second_start_m"),
              row.number("high_m"),
              row.number("overflow_m"),
              row.number("pump_l_s"),
              row.number("dry_inflow_l_s"),
              row.number("runoff_l_s_per_mm_h"),
              row.number("current_a")));
    }
    return stations;
  }
}
