// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Facility;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * Where the same may be wrong (举一反三): points at which a rule of the same kind has an alarm open,
 * and points like that of the case: of its industry, with its way of treatment, in its area.
 */
final class SimilarPlaces {
  private static final Duration LATELY = Duration.ofDays(30);
  private static final int PAGE = 500;
  private static final int MOST = 200;

  private final Tables tables;

  SimilarPlaces(Tables tables) {
    this.tables = requireNonNull(tables, "tables is null");
  }

  /**
   * A point.
   *
   * @param because any of {@code rule}, {@code industry}, {@code facility}, {@code area}
   * @param now whether the same condition holds there now
   * @param lately how many alarms of the same kind of rule began there in the last 30 days
   * @param check the case that was opened there beside this one; 0 for none
   */
  record Place(
      long thing, String name, List<String> because, boolean now, int lately, long check) {}

  List<Place> of(CaseFile file) {
    Set<Long> own = new HashSet<>();
    tables.alarms().ofCase(file.id()).forEach(alarm -> own.add(alarm.thing()));
    if (file.thing() != 0) {
      own.add(file.thing());
    }
    Set<String> kinds = kinds(file);
    Map<Long, Integer> lately = lately(kinds);
    Set<Long> open = new HashSet<>();
    tables.alarms().open().stream()
        .filter(alarm -> kinds.contains(kind(alarm.rule(), alarm.ruleVersion())))
        .forEach(alarm -> open.add(alarm.thing()));
    Map<Long, Long> checks = new HashMap<>();
    tables
        .cases()
        .list(CaseFilters.beside(file.id()), Long.MAX_VALUE, MOST)
        .forEach(check -> checks.put(check.thing(), check.id()));
    Map<Long, String> processes = processes();
    List<Thing> seen = own.stream().flatMap(id -> tables.catalogue().thing(id).stream()).toList();
    List<Place> places = new ArrayList<>();
    for (Thing thing : tables.catalogue().things()) {
      if (own.contains(thing.id())) {
        continue;
      }
      List<String> because = because(thing, seen, processes, open.contains(thing.id()));
      if (!because.isEmpty()) {
        places.add(
            new Place(
                thing.id(),
                thing.name(),
                because,
                open.contains(thing.id()),
                lately.getOrDefault(thing.id(), 0),
                checks.getOrDefault(thing.id(), 0L)));
      }
    }
    return places.stream()
        .sorted(
            Comparator.comparing((Place place) -> !place.now())
                .thenComparingInt(place -> -place.lately())
                .thenComparingInt(place -> -place.because().size())
                .thenComparingLong(Place::thing))
        .limit(MOST)
        .toList();
  }

  private Set<String> kinds(CaseFile file) {
    Set<String> kinds = new HashSet<>();
    if (file.tie() != null && file.tie().rule() != null) {
      kinds.add(kind(file.tie().rule(), file.tie().ruleVersion()));
    }
    tables
        .alarms()
        .ofCase(file.id())
        .forEach(alarm -> kinds.add(kind(alarm.rule(), alarm.ruleVersion())));
    kinds.remove("");
    return kinds;
  }

  private String kind(String rule, int version) {
    return tables.rules().version(rule, version).map(Rule::kind).orElse("");
  }

  private Map<Long, Integer> lately(Set<String> kinds) {
    Map<Long, Integer> counts = new HashMap<>();
    Instant since = tables.now().minus(LATELY);
    long before = Long.MAX_VALUE;
    List<Alarm> page = tables.alarms().list(null, null, before, PAGE);
    while (!kinds.isEmpty() && !page.isEmpty() && page.getFirst().raised().isAfter(since)) {
      for (Alarm alarm : page) {
        if (alarm.start().isAfter(since)
            && kinds.contains(kind(alarm.rule(), alarm.ruleVersion()))) {
          counts.merge(alarm.thing(), 1, Integer::sum);
        }
      }
      before = page.getLast().id();
      page = tables.alarms().list(null, null, before, PAGE);
    }
    return counts;
  }

  private static List<String> because(
      Thing thing, List<Thing> seen, Map<Long, String> processes, boolean open) {
    List<String> because = new ArrayList<>();
    if (open) {
      because.add("rule");
    }
    for (Thing own : seen) {
      add(because, "industry", own.industry(), thing.industry());
      add(because, "facility", processes.get(own.id()), processes.get(thing.id()));
      add(because, "area", own.areaCode(), thing.areaCode());
    }
    return because.stream().distinct().toList();
  }

  private static void add(
      List<String> because, String word, @Nullable String own, @Nullable String other) {
    if (own != null && !own.isBlank() && Objects.equals(own, other)) {
      because.add(word);
    }
  }

  /** How what comes out at a point is treated. */
  private Map<Long, String> processes() {
    Map<Long, String> processes = new HashMap<>();
    for (PointPlace place : tables.places().points().list()) {
      Optional<Facility> facility =
          place.facility() == 0
              ? Optional.empty()
              : tables.places().facilities().find(place.facility());
      facility.map(Facility::process).ifPresent(process -> processes.put(place.thing(), process));
    }
    return processes;
  }
}
