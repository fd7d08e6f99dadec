// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import java.util.Optional;
import java.util.OptionalLong;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Sight;
import org.greenheart.storage.registry.AuditedTable;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;

/** Which point or enterprise stands behind the number in a path. Thread-safe. */
final class Belongings {
  private final Registry registry;
  private final Telemetry telemetry;

  Belongings(Registry registry, Telemetry telemetry) {
    this.registry = registry;
    this.telemetry = telemetry;
  }

  /** Whether what a path names is seen; what does not exist is not. */
  boolean isSeen(About about, long id, Sight sight) {
    return switch (about) {
      case NO_POINT, WHAT_IS_SEEN -> true;
      case POINT -> sight.sees(id);
      case DATASTREAM -> sees(sight, thingOfDatastream(id));
      case OBSERVATION ->
          telemetry
              .findById(id)
              .map(row -> sees(sight, thingOfDatastream(row.key().datastream())))
              .orElse(false);
      case FRAME -> telemetry.arrival(id).map(arrival -> sees(sight, arrival)).orElse(false);
      case DEVICE -> sees(sight, thing(AuditedTable.DEVICE, id));
      case ALARM -> registry.alarms().find(id).filter(sight::sees).isPresent();
      case CASE -> registry.cases().find(id).filter(sight::sees).isPresent();
      case MANUAL_REPORT -> sees(sight, thing(AuditedTable.MANUAL_REPORT, id));
      case MARK -> sees(sight, thing(AuditedTable.MARK, id));
      case UPKEEP -> sees(sight, thing(AuditedTable.UPKEEP, id));
      case ENTERPRISE -> sight.seesEnterprise(id);
      case PERMIT -> {
        OptionalLong enterprise = registry.reaches().enterpriseOfPermit(id);
        yield enterprise.isPresent() && sight.seesEnterprise(enterprise.getAsLong());
      }
    };
  }

  private static boolean sees(Sight sight, OptionalLong thing) {
    return thing.isPresent() && sight.sees(thing.getAsLong());
  }

  /** A frame belongs to its device; without one, to the points whose rows it wrote, all of them. */
  private boolean sees(Sight sight, Arrival arrival) {
    if (arrival.device() != 0) {
      return sees(sight, thing(AuditedTable.DEVICE, arrival.device()));
    }
    return !arrival.rows().isEmpty()
        && arrival.rows().stream()
            .allMatch(row -> sees(sight, thingOfDatastream(row.key().datastream())));
  }

  private OptionalLong thingOfDatastream(long number) {
    Optional<Datastream> datastream = registry.catalogue().datastream(number);
    return datastream.map(each -> OptionalLong.of(each.thing())).orElse(OptionalLong.empty());
  }

  private OptionalLong thing(AuditedTable table, long id) {
    return registry.reaches().thingOf(table, id);
  }

  /** Of what the audit keeps a state before and after. */
  static Optional<AuditedTable> table(About about) {
    return switch (about) {
      case NO_POINT, WHAT_IS_SEEN, OBSERVATION, FRAME -> Optional.empty();
      case POINT -> Optional.of(AuditedTable.POINT);
      case DATASTREAM -> Optional.of(AuditedTable.DATASTREAM);
      case DEVICE -> Optional.of(AuditedTable.DEVICE);
      case ALARM -> Optional.of(AuditedTable.ALARM);
      case CASE -> Optional.of(AuditedTable.CASE);
      case MANUAL_REPORT -> Optional.of(AuditedTable.MANUAL_REPORT);
      case MARK -> Optional.of(AuditedTable.MARK);
      case UPKEEP -> Optional.of(AuditedTable.UPKEEP);
      case ENTERPRISE -> Optional.of(AuditedTable.ENTERPRISE);
      case PERMIT -> Optional.of(AuditedTable.PERMIT);
    };
  }
}
