// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.air;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.air.AirLevel;
import org.greenheart.regulation.air.AirQualityIndex;
import org.greenheart.regulation.air.Pollutant;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.AirTarget;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * The air of cities as of their newest hour: index, primary pollutants, stations, warning, and how
 * far the year's targets are.
 */
public final class AirRoutes implements Routes {
  private static final int DAY = 24;

  private final Registry registry;
  private final AirStations stations;
  private final InstantSource clock;

  public AirRoutes(Registry registry, Telemetry telemetry, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.stations = new AirStations(telemetry, registry);
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/air", this::cities, Right.READ_DATA);
    routes.get("/api/areas/{id}/air", this::area, Right.READ_DATA);
    routes.post("/api/air-targets", this::target, Right.KEEP_RULES);
  }

  /** All cities that have an air station, in the order of their codes. */
  private void cities(Context ctx) {
    List<AreaView> views = new ArrayList<>();
    registry.places().areas().list().stream()
        .filter(area -> area.level() == Area.Level.CITY)
        .sorted(Comparator.comparing(Area::code))
        .forEach(area -> view(area).ifPresent(views::add));
    ctx.json(views);
  }

  private void area(Context ctx) {
    Area area = existing(Params.number(ctx, "id"));
    ctx.json(
        view(area)
            .orElseThrow(
                () ->
                    new ApiException(
                        404,
                        "air-stations",
                        "area (%s) has no air station that sends hours".formatted(area.code()))));
  }

  private Area existing(long id) {
    return registry
        .places()
        .areas()
        .find(id)
        .orElseThrow(
            () ->
                new RegistryException(
                    RegistryException.Code.NOT_FOUND, "area (%s) does not exist".formatted(id)));
  }

  private void target(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    String item = body.text("item");
    if (!item.equals(AirTarget.GOOD_DAYS) && Pollutant.find(item).isEmpty()) {
      throw ApiException.badRequest(
          "air-target-item",
          "item (%s) must be good-days or one of SO2, NO2, CO, O3, PM10, PM2.5".formatted(item));
    }
    ctx.status(201)
        .json(
            registry
                .airTargets()
                .record(
                    new AirTarget(
                        area(body.text("areaCode")).id(),
                        year(body),
                        item,
                        number(body, "target"),
                        body.text("basis"),
                        Callers.of(ctx).name(),
                        Instant.EPOCH)));
  }

  private Area area(String code) {
    return registry.places().areas().list().stream()
        .filter(area -> area.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "area-unknown", "areaCode (%s) must be an area that is known".formatted(code)));
  }

  private int year(JsonBody body) {
    return body.optionalText("year")
        .flatMap(Decimal::parse)
        .map(year -> year.toBigDecimal().intValue())
        .orElse(clock.instant().atZone(AirSeries.BEIJING).getYear());
  }

  private static Decimal number(JsonBody body, String field) {
    String text = body.text(field);
    return Decimal.parse(text)
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "number-unreadable", "%s (%s) must be a number".formatted(field, text)));
  }

  /** Of an hour or of 24. */
  record IndexView(
      Instant from,
      Instant to,
      @Nullable Integer aqi,
      @Nullable LevelView level,
      List<String> primary) {
    private static IndexView of(Instant from, Instant to, AirQualityIndex index) {
      return new IndexView(
          from,
          to,
          index.value().isPresent() ? index.value().getAsInt() : null,
          index.level().map(LevelView::of).orElse(null),
          index.primary().stream().map(Pollutant::word).toList());
    }
  }

  /** HJ 633, levels and colours. */
  record LevelView(int number, String zh, String en, String rgb) {
    private static LevelView of(AirLevel level) {
      return new LevelView(level.number(), level.categoryZh(), level.categoryEn(), level.rgb());
    }
  }

  /** One station. */
  record StationView(long thing, String name, @Nullable IndexView hour) {}

  /**
   * The open warning.
   *
   * @param level its word
   */
  record WarningView(long alarm, String level, Instant since) {}

  /** An area and its air. */
  record AreaView(
      long area,
      String code,
      String name,
      String nameEn,
      @Nullable IndexView hour,
      @Nullable IndexView day,
      @Nullable WarningView warning,
      List<StationView> stations,
      List<YearTargets.Standing> targets,
      @Nullable String basis) {}

  private Optional<AreaView> view(Area area) {
    List<Long> things = stations.of(area.id());
    Instant now = clock.instant();
    Optional<Instant> newest =
        things.stream()
            .flatMap(thing -> stations.newest(thing).stream())
            .filter(hour -> !hour.isAfter(now))
            .max(Comparator.naturalOrder());
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    Instant from = newest.get().minus(Duration.ofHours(DAY - 1L));
    List<AirSeries> own = things.stream().map(thing -> stations.read(thing, from, DAY)).toList();
    AirSeries all = AirSeries.mean(own, null);
    Instant to = newest.get().plus(Duration.ofHours(1));
    List<StationView> each = new ArrayList<>();
    for (int i = 0; i < things.size(); i++) {
      each.add(station(things.get(i), own.get(i)));
    }
    Optional<AirQualityIndex> hour = all.hour(DAY - 1);
    return Optional.of(
        new AreaView(
            area.id(),
            area.code(),
            area.name(),
            requireNonNullElse(area.nameEn(), area.name()),
            hour.map(index -> IndexView.of(newest.get(), to, index)).orElse(null),
            all.day24(DAY - 1).map(index -> IndexView.of(from, to, index)).orElse(null),
            warning(area),
            each,
            targets(area, things, now),
            hour.map(index -> index.basis().citation()).orElse(null)));
  }

  private StationView station(long thing, AirSeries own) {
    Instant last = own.at(DAY - 1);
    return new StationView(
        thing,
        registry.catalogue().thing(thing).map(Thing::name).orElse(""),
        own.hour(DAY - 1)
            .map(index -> IndexView.of(last, last.plus(Duration.ofHours(1)), index))
            .orElse(null));
  }

  private @Nullable WarningView warning(Area area) {
    for (Alarm alarm : registry.alarms().open()) {
      String level = alarm.level();
      if (alarm.area() == area.id() && level != null) {
        return new WarningView(alarm.id(), level, alarm.start());
      }
    }
    return null;
  }

  private List<YearTargets.Standing> targets(Area area, List<Long> things, Instant now) {
    LocalDate today = now.atZone(AirSeries.BEIJING).toLocalDate();
    List<AirTarget> set = registry.airTargets().of(area.id(), today.getYear());
    LocalDate first = today.withDayOfYear(1);
    int days = (int) ChronoUnit.DAYS.between(first, today);
    if (set.isEmpty() || days == 0) {
      return List.of();
    }
    Instant from = first.atStartOfDay(AirSeries.BEIJING).toInstant();
    AirSeries year =
        AirSeries.mean(
            things.stream().map(thing -> stations.read(thing, from, days * DAY)).toList(), null);
    YearTargets targets = new YearTargets(year, today);
    return set.stream().flatMap(target -> targets.of(target).stream()).toList();
  }
}
