// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.DeviceDesk.Sighting;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.AnswerPolicy;
import org.greenheart.storage.registry.CrcPolicy;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceContact;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.PasswordPolicy;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** {@code /api/devices}: who knocked, who is accepted, and how each is treated. */
final class DeviceRoutes implements Routes {
  private final Registry registry;
  private final Telemetry telemetry;
  private final DeviceDesk desk;
  private final FrameExplainer explainer;

  DeviceRoutes(Registry registry, Telemetry telemetry, DeviceDesk desk, FrameExplainer explainer) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.explainer = requireNonNull(explainer, "explainer is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/devices", this::list, Right.READ_DEVICES, About.WHAT_IS_SEEN);
    routes.get(
        "/api/devices/{number}",
        ctx -> ctx.json(view(device(ctx))),
        Right.READ_DEVICES,
        About.DEVICE);
    routes.post("/api/devices/{number}/accept", this::accept, Right.KEEP_DEVICES, About.DEVICE);
    routes.post("/api/devices/{number}/reject", this::reject, Right.KEEP_DEVICES, About.DEVICE);
    routes.put(
        "/api/devices/{number}/policies", this::setPolicies, Right.KEEP_DEVICES, About.DEVICE);
  }

  private void list(Context ctx) {
    List<Device> devices =
        Params.text(ctx, "status")
            .map(status -> JsonBody.constant("status", status, DeviceStatus.class))
            .map(registry.devices()::list)
            .orElseGet(registry.devices()::list);
    Map<Long, DeviceContact> contacts =
        registry.devices().contacts().stream()
            .collect(Collectors.toMap(DeviceContact::device, Function.identity()));
    Map<Long, String> names =
        registry.catalogue().things().stream().collect(Collectors.toMap(Thing::id, Thing::name));
    ctx.json(
        devices.stream()
            .filter(device -> isSeen(device, Callers.sight(ctx)))
            .map(device -> view(device, contacts.get(device.number()), names.get(device.thing())))
            .toList());
  }

  private static boolean isSeen(Device device, Sight sight) {
    return sight.isEverything() || sight.sees(device.thing());
  }

  private Device device(Context ctx) {
    long number = Params.number(ctx, "number");
    return registry.devices().byNumber(number).orElseThrow(() -> notFound(number));
  }

  private void accept(Context ctx) {
    Device device = device(ctx);
    JsonBody body = JsonBody.of(ctx);
    Acceptance acceptance =
        new Acceptance(
            body.optionalText("name").orElse(null),
            body.optionalText("description").orElse(null),
            body.optionalText("systemType").orElse(null),
            body.optionalText("password").orElse(null),
            body.word("crc", CrcPolicy.class).orElse(device.crcPolicy()),
            body.word("answer", AnswerPolicy.class).orElse(device.answerPolicy()),
            body.word("passwordPolicy", PasswordPolicy.class).orElse(device.passwordPolicy()));
    ctx.json(view(found(device.number(), () -> desk.accept(device.number(), acceptance))));
  }

  private void reject(Context ctx) {
    Device device = device(ctx);
    ctx.json(view(found(device.number(), () -> desk.reject(device.number()))));
  }

  private void setPolicies(Context ctx) {
    Device device = device(ctx);
    JsonBody body = JsonBody.of(ctx);
    Device changed =
        found(
            device.number(),
            () ->
                registry
                    .devices()
                    .setPolicies(
                        device.number(),
                        body.word("crc", CrcPolicy.class).orElse(device.crcPolicy()),
                        body.word("answer", AnswerPolicy.class).orElse(device.answerPolicy()),
                        body.word("password", PasswordPolicy.class)
                            .orElse(device.passwordPolicy())));
    ctx.json(view(changed));
  }

  private static Device found(long number, Supplier<Device> change) {
    try {
      return change.get();
    } catch (RegistryException e) {
      if (e.code() == RegistryException.Code.NOT_FOUND) {
        throw notFound(number);
      }
      throw e;
    }
  }

  private static ApiException notFound(long number) {
    return ApiException.notFound(
        "device-not-found", "device (%s) does not exist".formatted(number));
  }

  private DeviceView view(Device device) {
    String name =
        registry.catalogue().thing(device.thing()).map(Thing::name).orElse(device.deviceId());
    return view(device, null, name);
  }

  private DeviceView view(Device device, @Nullable DeviceContact contact, @Nullable String name) {
    Optional<Sighting> sighting = desk.sighting(device);
    boolean pending = device.status() == DeviceStatus.PENDING;
    Optional<Arrival> last =
        pending
            ? telemetry.arrivals(device.number(), Long.MAX_VALUE, 1).stream().findFirst()
            : Optional.empty();
    Instant heard =
        sighting
            .map(Sighting::heard)
            .or(() -> Optional.ofNullable(contact).map(DeviceContact::heard))
            .or(() -> last.map(Arrival::received))
            .orElse(null);
    String address =
        sighting
            .map(Sighting::address)
            .or(() -> Optional.ofNullable(contact).map(DeviceContact::address))
            .or(() -> last.map(Arrival::source))
            .map(source -> source.replaceFirst("^hj212:", ""))
            .orElse(null);
    return new DeviceView(
        device.number(),
        device.deviceId(),
        device.protocol(),
        JsonBody.word(device.status()),
        device.thing() == 0 ? null : device.thing(),
        name,
        device.systemType(),
        sighting.map(Sighting::connected).orElse(false),
        device.firstSeen(),
        heard,
        address,
        sighting.map(Sighting::keptFrames).orElse(null),
        JsonBody.word(device.crcPolicy()),
        JsonBody.word(device.answerPolicy()),
        JsonBody.word(device.passwordPolicy()),
        sighting.map(Sighting::refused).orElse(List.of()),
        sighting.map(Sighting::deviations).orElse(List.of()),
        last.flatMap(arrival -> explainer.explain(arrival.raw())).orElse(null));
  }

  record DeviceView(
      long number,
      String deviceId,
      String protocol,
      String status,
      @Nullable Long thing,
      @Nullable String name,
      @Nullable String systemType,
      boolean connected,
      Instant firstSeen,
      @Nullable Instant lastSeen,
      @Nullable String address,
      @Nullable Long frames,
      String crc,
      String answer,
      String password,
      List<FrameTally> refused,
      List<FrameTally> deviations,
      @Nullable FrameExplanation lastFrame) {}
}
