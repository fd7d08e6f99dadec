// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Observation;
import org.greenheart.storage.Value;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** From a value to the frame that brought it, and from a point to its frames. */
final class TraceRoutes implements Routes {
  private static final int FRAMES = 50;
  private static final int MOST_FRAMES = 500;

  private final Telemetry telemetry;
  private final Registry registry;
  private final PointDirectory directory;
  private final FrameExplainer explainer;

  TraceRoutes(
      Telemetry telemetry, Registry registry, PointDirectory directory, FrameExplainer explainer) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.directory = requireNonNull(directory, "directory is null");
    this.explainer = requireNonNull(explainer, "explainer is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/observations/{id}/trace", this::trace, Right.READ_DATA, About.OBSERVATION);
    routes.get("/api/points/{id}/frames", this::frames, Right.READ_DATA, About.POINT);
    routes.get("/api/frames/{arrival}", this::frame, Right.READ_DATA, About.FRAME);
  }

  private void trace(Context ctx) {
    long id = Params.number(ctx, "id");
    Observation row =
        telemetry
            .findById(id)
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "observation-not-found", "Observation (%s) does not exist".formatted(id)));
    Datastream datastream = registry.catalogue().datastream(row.key().datastream()).orElse(null);
    Optional<Arrival> arrival = telemetry.arrival(row.arrival());
    Optional<FrameExplanation> frame = arrival.flatMap(this::frameOf).flatMap(explainer::explain);
    Optional<String> other = arrival.flatMap(this::frameOf).map(TraceRoutes::readable);
    ctx.json(
        new Trace(
            traced(row, datastream),
            arrival.map(TraceRoutes::view).orElse(null),
            frame.orElse(null),
            frame.isPresent() || other.isPresent() ? null : missing(row, arrival),
            frame.isPresent() ? null : other.orElse(null),
            telemetry.arrivalsExpiredBefore().orElse(null),
            arrival.flatMap(found -> earlier(found, row)).orElse(null)));
  }

  private Traced traced(Observation row, @Nullable Datastream datastream) {
    Duration period = datastream == null ? null : datastream.period();
    RowView view = RowView.of(row, period);
    LocalizedName name =
        datastream == null
            ? new LocalizedName("", "")
            : directory.entry(datastream.thing()).nameOf(datastream);
    return new Traced(
        view.id(),
        view.time(),
        view.end(),
        view.value(),
        view.flag(),
        view.received(),
        view.parameters(),
        view.byHand(),
        row.key().datastream(),
        datastream == null ? 0 : datastream.thing(),
        name,
        datastream == null ? "" : PointBoard.unit(datastream));
  }

  /** A frame that was read again after its device was accepted stands with its first arrival. */
  private Optional<Bytes> frameOf(Arrival arrival) {
    if (!arrival.raw().isEmpty()) {
      return Optional.of(arrival.raw());
    }
    return arrival.replays() == 0
        ? Optional.empty()
        : telemetry.arrival(arrival.replays()).map(Arrival::raw).filter(raw -> !raw.isEmpty());
  }

  /** What came otherwise than by HJ 212, for people: text as it is, other bytes in hexadecimal. */
  private static String readable(Bytes raw) {
    String text = FrameExplainer.text(raw.array());
    return text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c > 0xA0 || c == '\n' || c == '\r')
        ? text
        : HexFormat.ofDelimiter(" ").withUpperCase().formatHex(raw.array());
  }

  private static String missing(Observation row, Optional<Arrival> arrival) {
    if (arrival.isEmpty()) {
      return "not-kept";
    }
    return switch (arrival.get().outcome()) {
      case COMPUTED -> "computed";
      case BY_HAND -> "by-hand";
      case DATA, EVENT, PENDING, REFUSED, UNREADABLE ->
          arrival.get().source().startsWith("api") || row.byHand() ? "by-hand" : "not-kept";
    };
  }

  private static Optional<Earlier> earlier(Arrival arrival, Observation row) {
    return arrival.rows().stream()
        .filter(touched -> touched.key().equals(row.key()))
        .flatMap(touched -> Stream.ofNullable(touched.old()))
        .map(old -> new Earlier(old.result(), old.flag(), old.resultTime()))
        .findFirst();
  }

  private void frames(Context ctx) {
    long id = Params.number(ctx, "id");
    int limit = (int) Params.number(ctx, "limit", FRAMES, MOST_FRAMES);
    long before = Params.number(ctx, "before", Long.MAX_VALUE, Long.MAX_VALUE);
    Thing thing = directory.thing(id).orElseThrow(() -> ApiException.noPoint(id));
    Optional<Device> device =
        thing.protocol() == null || thing.deviceId() == null
            ? Optional.empty()
            : registry.devices().find(thing.protocol(), thing.deviceId());
    List<Arrival> arrivals =
        device.map(found -> telemetry.arrivals(found.number(), before, limit)).orElseGet(List::of);
    ctx.json(arrivals.stream().map(this::frameRow).toList());
  }

  private FrameRow frameRow(Arrival arrival) {
    Optional<FrameExplanation> frame =
        arrival.raw().isEmpty() ? Optional.empty() : explainer.explain(arrival.raw());
    return new FrameRow(
        arrival.number(),
        arrival.received(),
        arrival.source(),
        arrival.outcome().name(),
        arrival.raw().size(),
        arrival.rows().size(),
        frame.map(found -> found.deviations().size()).orElse(0),
        frame.map(FrameExplanation::text).orElse(""));
  }

  private void frame(Context ctx) {
    long number = Params.number(ctx, "arrival");
    ctx.json(
        telemetry
            .arrival(number)
            .flatMap(this::frameOf)
            .flatMap(explainer::explain)
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "frame-not-kept",
                        "the frame of arrival (%s) is not kept".formatted(number))));
  }

  private static ArrivalView view(Arrival arrival) {
    return new ArrivalView(
        arrival.number(),
        arrival.received(),
        arrival.source(),
        arrival.outcome().name(),
        arrival.rows().size(),
        arrival.replays());
  }

  /**
   * @param missing why there is no frame: computed, by-hand or not-kept; null when there is one
   * @param raw what came, where it was no frame of HJ 212
   * @param keptSince frames that came before are kept no more; null when none has expired
   * @param earlier the row as it was before its last change; null when it was not there or only
   *     added to
   */
  record Trace(
      Traced observation,
      @Nullable ArrivalView arrival,
      @Nullable FrameExplanation frame,
      @Nullable String missing,
      @Nullable String raw,
      @Nullable Instant keptSince,
      @Nullable Earlier earlier) {}

  record Traced(
      long id,
      Instant time,
      @Nullable Instant end,
      @Nullable Value value,
      @Nullable String flag,
      @Nullable Instant received,
      Map<String, Value> parameters,
      boolean byHand,
      long datastream,
      long thing,
      LocalizedName name,
      String unit) {}

  record ArrivalView(
      long number, Instant received, String source, String outcome, int rows, long replays) {}

  record Earlier(@Nullable Value value, @Nullable String flag, @Nullable Instant time) {}

  record FrameRow(
      long arrival,
      Instant received,
      String source,
      String outcome,
      int bytes,
      int rows,
      int deviations,
      String text) {}
}
