// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.greenheart.protocols.hj212.Factor;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.storage.registry.Catalogue;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.jspecify.annotations.Nullable;

/**
 * The Datastreams of one device, found by what stands on the wire. Those of the registry are read
 * once; what is new is made there first. A code means different quantities under different system
 * codes in 2005, so the system code is part of the way.
 *
 * <p>Not thread-safe: used in turn by the device's frames.
 */
final class Streams {
  /** A device has some hundred; a broken or hostile one must not fill the registry. */
  static final int MOST = 2_000;

  private static final int MOST_SYSTEMS = 16;

  static final long NONE = 0;
  private static final int LONGEST_CODE = 64;

  private final Catalogue catalogue;
  private final long thing;
  private long removals;
  private final Map<Identity, Long> known = new HashMap<>();

  /** By system code, then series: sent code to number. Few systems, so a list is searched. */
  private final List<OfSystem> wire = new ArrayList<>(1);

  /**
   * What the last message of each series named, in its order: devices send the same quantities
   * minute after minute, so nothing has to be looked up for nearly all messages.
   */
  private final Map<Series, Found> last = new EnumMap<>(Series.class);

  private record Identity(String code, Series series) {}

  private record OfSystem(String systemType, Map<Series, Map<String, Long>> bySeries) {}

  /** Codes that all have Datastreams; the arrays are not changed any more. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Found(String systemType, String[] codes, long[] numbers) {
    boolean isOf(String otherSystemType, List<RowFields> readings) {
      if (codes.length != readings.size() || !systemType.equals(otherSystemType)) {
        return false;
      }
      for (int i = 0; i < codes.length; i++) {
        if (!codes[i].equals(readings.get(i).code())) {
          return false;
        }
      }
      return true;
    }
  }

  Streams(Catalogue catalogue, long thing) {
    this.catalogue = catalogue;
    this.thing = thing;
    load();
  }

  private void load() {
    removals = catalogue.removals();
    known.clear();
    wire.clear();
    last.clear();
    for (Datastream datastream : catalogue.datastreamsOf(thing)) {
      Series series = seriesOf(datastream);
      if (series != null && !datastream.computed() && !datastream.code().isEmpty()) {
        known.put(new Identity(datastream.code(), series), datastream.number());
      }
    }
  }

  private static @Nullable Series seriesOf(Datastream datastream) {
    Duration own = datastream.ownPeriod() ? datastream.period() : null;
    for (Series series : Series.values()) {
      if (series.interval() == datastream.interval() && Objects.equals(series.ownPeriod(), own)) {
        return series;
      }
    }
    return null;
  }

  /** What came of a look-up of codes that were not known. */
  interface Problems {
    void unusableCode(String code);

    void tooMany(String code);
  }

  /**
   * Finds the Datastreams of codes, and makes those that are new in one transaction.
   *
   * @return their numbers in the same order, not to be changed; {@link #NONE} where there can be
   *     none
   */
  long[] find(String systemType, Series series, List<RowFields> readings, Problems problems) {
    if (catalogue.removals() != removals) {
      load(); // rows of a removed Datastream would go nowhere
    }
    Found found = last.get(series);
    if (found != null && found.isOf(systemType, readings)) {
      return found.numbers;
    }
    long[] numbers = lookUp(systemType, series, readings, problems);
    if (Arrays.stream(numbers).allMatch(number -> number != NONE)) {
      String[] codes = readings.stream().map(RowFields::code).toArray(String[]::new);
      last.put(series, new Found(systemType, codes, numbers));
    }
    return numbers;
  }

  private long[] lookUp(
      String systemType, Series series, List<RowFields> readings, Problems problems) {
    Map<String, Long> numbers =
        ofSystem(systemType).bySeries.computeIfAbsent(series, _ -> new HashMap<>());
    long[] found = new long[readings.size()];
    List<String> missing = List.of();
    for (int i = 0; i < found.length; i++) {
      String code = readings.get(i).code();
      Long number = numbers.get(code);
      if (number != null) {
        found[i] = number;
      } else {
        missing = missing.isEmpty() ? new ArrayList<>() : missing;
        missing.add(code);
      }
    }
    if (!missing.isEmpty()) {
      make(systemType, series, missing, numbers, problems);
      for (int i = 0; i < found.length; i++) {
        if (found[i] == NONE) {
          found[i] = numbers.getOrDefault(readings.get(i).code(), NONE);
        }
      }
    }
    return found;
  }

  private OfSystem ofSystem(String systemType) {
    for (OfSystem system : wire) {
      if (system.systemType.equals(systemType)) {
        return system;
      }
    }
    OfSystem made = new OfSystem(systemType, new EnumMap<>(Series.class));
    if (wire.size() < MOST_SYSTEMS) {
      wire.add(made);
    }
    return made;
  }

  private void make(
      String systemType,
      Series series,
      List<String> codes,
      Map<String, Long> numbers,
      Problems problems) {
    List<String> sent = new ArrayList<>();
    List<DatastreamSpec> specs = new ArrayList<>();
    for (String code : codes) {
      if (!isUsable(code)) {
        problems.unusableCode(code);
        continue;
      }
      DatastreamSpec spec = spec(systemType, series, code);
      Long number = known.get(new Identity(spec.code(), series));
      if (number != null) {
        numbers.put(code, number);
      } else if (known.size() + specs.size() >= MOST) {
        problems.tooMany(code);
      } else {
        sent.add(code);
        specs.add(spec);
      }
    }
    if (specs.isEmpty()) {
      return;
    }
    List<Datastream> made = catalogue.ensure(specs);
    for (int i = 0; i < made.size(); i++) {
      numbers.put(sent.get(i), made.get(i).number());
      known.put(new Identity(made.get(i).code(), series), made.get(i).number());
    }
  }

  private static boolean isUsable(String code) {
    return !code.isBlank()
        && code.length() <= LONGEST_CODE
        && code.codePoints().noneMatch(Character::isISOControl);
  }

  private DatastreamSpec spec(String systemType, Series series, String sent) {
    String code = FactorTable.standard().canonical(sent, systemType);
    @Nullable Factor factor = FactorTable.standard().find(code).orElse(null);
    return DatastreamSpec.ofDevice(
            thing,
            code,
            series.interval(),
            systemType.isEmpty() ? null : systemType,
            factor == null ? code : factor.zh(),
            factor == null ? code : factor.en(),
            factor == null
                ? UnitOfMeasurement.NONE
                : UnitOfMeasurement.ofSymbol(FactorTable.standard().unit(code, systemType)))
        .withOwnPeriod(series.ownPeriod())
        .withSentCode(code.equals(sent) ? null : sent);
  }
}
