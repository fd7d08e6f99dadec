// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.PointDirectory.Entry;
import org.greenheart.server.api.PointView.Headline;
import org.greenheart.server.api.PointView.LimitView;
import org.greenheart.storage.Observation;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.GeoPoint;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** {@code /api/points}: all points with their state, and one with its newest values. */
final class PointsRoutes implements Routes {
  private final Registry registry;
  private final Telemetry telemetry;
  private final PointDirectory directory;
  private final PointBoard board;
  private final Runnable freshen;

  /**
   * @param freshen brings the board up to what is on disk
   */
  PointsRoutes(
      Registry registry,
      Telemetry telemetry,
      PointDirectory directory,
      PointBoard board,
      Runnable freshen) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.directory = requireNonNull(directory, "directory is null");
    this.board = requireNonNull(board, "board is null");
    this.freshen = requireNonNull(freshen, "freshen is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/points",
        ctx -> ctx.json(points(Callers.sight(ctx))),
        Right.READ_DATA,
        About.WHAT_IS_SEEN);
    routes.get("/api/points/{id}", this::point, Right.READ_DATA, About.POINT);
  }

  private List<PointRow> points(Sight sight) {
    freshen.run();
    Map<Long, OpenAlarms> alarms = board.openAlarms();
    Collection<Thing> things = directory.things();
    return things.stream()
        .filter(thing -> sight.sees(thing.id()))
        .filter(thing -> thing.deviceId() != null && thing.status() != DeviceStatus.REJECTED)
        .map(thing -> row(thing, alarms.getOrDefault(thing.id(), OpenAlarms.NONE)))
        .sorted((a, b) -> Long.compare(a.id(), b.id()))
        .toList();
  }

  private void point(Context ctx) {
    long id = Params.number(ctx, "id");
    freshen.run();
    Thing thing = directory.thing(id).orElseThrow(() -> ApiException.noPoint(id));
    PointRow row = row(thing, board.openAlarms().getOrDefault(id, OpenAlarms.NONE));
    Entry entry = directory.entry(id);
    Map<Long, Observation> latest = board.latestOf(entry);
    Long device =
        thing.protocol() == null || thing.deviceId() == null
            ? null
            : registry
                .devices()
                .find(thing.protocol(), thing.deviceId())
                .map(Device::number)
                .orElse(null);
    ctx.json(
        new PointPage(
            row,
            device,
            entry.datastreams().stream()
                .map(each -> datastream(entry, each, latest.get(each.number())))
                .toList()));
  }

  private PointRow row(Thing thing, OpenAlarms alarms) {
    PointView view = board.view(thing, alarms);
    Optional<GeoPoint> place = directory.entry(thing.id()).place();
    Duration expected =
        thing.status() == DeviceStatus.PENDING ? null : board.expected(directory.entry(thing.id()));
    return new PointRow(
        thing.id(),
        thing.name(),
        thing.nameEn(),
        String.valueOf(thing.deviceId()),
        String.valueOf(thing.protocol()),
        thing.systemType(),
        view.contact(),
        view.judgement(),
        view.lastTime(),
        expected == null ? null : expected.toSeconds(),
        place.map(GeoPoint::longitude).orElse(null),
        place.map(GeoPoint::latitude).orElse(null),
        thing.area(),
        thing.enterprise(),
        directory.belongs(thing.id()).map(PointPlace::enterprise).filter(n -> n > 0).orElse(null),
        thing.outlet(),
        view.alarms(),
        view.alarm(),
        view.headline());
  }

  private DatastreamView datastream(
      Entry point, Datastream datastream, @Nullable Observation latest) {
    return new DatastreamView(
        datastream.number(),
        datastream.code(),
        datastream.sentCode(),
        point.nameOf(datastream),
        PointBoard.unit(datastream),
        datastream.interval().text(),
        datastream.period() == null ? null : datastream.period().toSeconds(),
        datastream.computed(),
        telemetry.summary(datastream.number()).count(),
        latest == null ? null : RowView.of(latest, datastream.period()),
        point.limitOf(datastream).map(LimitView::of).orElse(null));
  }

  /**
   * @param nameEn its English name; null when nobody has given one
   */
  record PointRow(
      long id,
      String name,
      @Nullable String nameEn,
      String deviceId,
      String protocol,
      @Nullable String systemType,
      String contact,
      String judgement,
      @Nullable Instant lastTime,
      @Nullable Long expectedSeconds,
      @Nullable Double lon,
      @Nullable Double lat,
      @Nullable String area,
      @Nullable String enterprise,
      @Nullable Long enterpriseId,
      @Nullable String outlet,
      int alarms,
      OpenAlarms.@Nullable Note alarm,
      @Nullable Headline headline) {}

  record PointPage(
      @JsonUnwrapped PointRow point,
      @Nullable Long deviceNumber,
      List<DatastreamView> datastreams) {}

  record DatastreamView(
      long id,
      String code,
      @Nullable String sentCode,
      LocalizedName name,
      String unit,
      String interval,
      @Nullable Long period,
      boolean computed,
      long count,
      @Nullable RowView latest,
      @Nullable LimitView limit) {}
}
