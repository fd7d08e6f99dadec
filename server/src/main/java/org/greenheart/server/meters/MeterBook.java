// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.greenheart.protocols.hj212.Factor;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Counter;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.jspecify.annotations.Nullable;

/**
 * The devices of meters and their Datastreams, made when first needed. What was found is believed
 * until the registry says that something about devices or Datastreams has changed. Thread-safe.
 */
final class MeterBook {
  private final Registry registry;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** A device with the Datastreams of a source's map, by code. */
  record Meter(Device device, Map<String, Long> datastreams) {
    Meter {
      datastreams = Map.copyOf(datastreams);
    }
  }

  private record Known(long version, long removals, Instant changed, Meter meter) {}

  MeterBook(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  /**
   * The id of a meter that is asked: its own number where it has one that no other has.
   *
   * @param unit as in {@link MeterSource#units}
   */
  static String deviceId(MeterSource source, String unit) {
    return switch (source.kind()) {
      case MODBUS -> source.code() + "/" + unit;
      case DLT645, MQTT -> unit;
    };
  }

  /** Whether a person has rejected a meter. */
  boolean isRejected(MeterSource source, String unit) {
    String deviceId = deviceId(source, unit);
    Meter found = found(source, deviceId);
    return found != null
        ? found.device().status() == DeviceStatus.REJECTED
        : registry
            .devices()
            .find(source.kind().text(), deviceId)
            .filter(device -> device.status() == DeviceStatus.REJECTED)
            .isPresent();
  }

  /** A meter that an operator has entered: accepted as it is made, unless it was rejected since. */
  Meter entered(MeterSource source, String unit, Instant now) {
    String deviceId = deviceId(source, unit);
    Meter found = found(source, deviceId);
    if (found != null) {
      return found;
    }
    String protocol = source.kind().text();
    long version = registry.devices().version();
    Device device =
        registry
            .devices()
            .find(protocol, deviceId)
            .filter(each -> each.status() != DeviceStatus.PENDING && each.thing() != 0)
            .orElse(null);
    if (device == null) {
      String name = source.units().size() > 1 ? source.name() + " " + unit : source.name();
      device = registry.devices().register(protocol, deviceId, Acceptance.named(name), now);
      version = registry.devices().version();
    }
    return remember(source, device, version, now);
  }

  /** Datastreams of a device that is accepted. */
  Meter accepted(MeterSource source, Device device, Instant now) {
    Meter found = found(source, device.deviceId());
    return found != null && found.device().equals(device)
        ? found
        : remember(source, device, registry.devices().version(), now);
  }

  private @Nullable Meter found(MeterSource source, String deviceId) {
    Known one = known.get(source.id() + " " + deviceId);
    return one != null
            && one.version == registry.devices().version()
            && one.removals == registry.catalogue().removals()
            && one.changed.equals(source.changed())
        ? one.meter
        : null;
  }

  private Meter remember(MeterSource source, Device device, long version, Instant now) {
    long removals = registry.catalogue().removals();
    Meter meter =
        new Meter(
            device,
            device.accepted()
                ? registry.write(tables -> datastreams(tables, source, device, now))
                : Map.of());
    known.put(
        source.id() + " " + device.deviceId(),
        new Known(version, removals, source.changed(), meter));
    return meter;
  }

  private static Map<String, Long> datastreams(
      Tables tables, MeterSource source, Device device, Instant now) {
    List<DatastreamSpec> specs = new ArrayList<>();
    source.entries().forEach(entry -> specs.add(spec(device, entry)));
    List<Datastream> made = tables.catalogue().ensure(specs);
    Map<String, Long> byCode = new HashMap<>();
    for (int i = 0; i < made.size(); i++) {
      MeterEntry entry = source.entries().get(i);
      long number = made.get(i).number();
      byCode.put(entry.code(), number);
      if (entry.counter()) {
        enter(tables, source, entry, number, now);
      }
    }
    return byCode;
  }

  private static void enter(
      Tables tables, MeterSource source, MeterEntry entry, long number, Instant now) {
    Counter was = tables.counters().find(number).orElse(null);
    if (was == null || was.changed().isBefore(source.changed())) {
      tables
          .counters()
          .put(new Counter(number, entry.wrapsAt(), entry.mostPerHour(), now, source.changedBy()));
    }
  }

  private static DatastreamSpec spec(Device device, MeterEntry entry) {
    Factor factor = FactorTable.standard().find(entry.code()).orElse(null);
    String name = entry.name();
    String unit =
        entry.unit().isEmpty() && factor != null
            ? FactorTable.standard().unit(entry.code(), "")
            : entry.unit();
    return DatastreamSpec.ofDevice(
        device.thing(),
        entry.code(),
        Interval.REALTIME,
        null,
        name != null ? name : factor == null ? entry.code() : factor.zh(),
        factor != null ? factor.en() : name == null ? entry.code() : name,
        unit.isEmpty() ? UnitOfMeasurement.NONE : UnitOfMeasurement.ofSymbol(unit));
  }
}
