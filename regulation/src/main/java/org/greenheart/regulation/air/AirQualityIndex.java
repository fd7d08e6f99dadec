// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;

/**
 * The air quality index (AQI) of a report: the largest individual index. Its working is written
 * only when asked for. Immutable.
 */
public final class AirQualityIndex {
  private final IndexRules rules;
  private final List<IndividualIndex> given;
  private final List<ReportItem> missing;
  private final int largest;
  private final boolean published;

  AirQualityIndex(IndexRules rules, List<IndividualIndex> given, List<ReportItem> missing) {
    this.rules = rules;
    this.given = List.copyOf(given);
    this.missing = List.copyOf(missing);
    int most = Breakpoints.NONE;
    for (IndividualIndex one : this.given) {
      most = Math.max(most, one.number());
    }
    this.largest = most;
    this.published =
        most != Breakpoints.NONE
            && (missing.isEmpty()
                || rules.incompleteAbove().isEmpty()
                || most > rules.incompleteAbove().getAsInt());
  }

  /**
   * 0 to 500; nothing when it is not to be published (NA): no item has an index, or one is missing
   * and the others do not show pollution (HJ 633-2026, 5.3).
   */
  public OptionalInt value() {
    return published ? Breakpoints.optional(largest) : OptionalInt.empty();
  }

  /** Nothing when there is no index to publish. */
  public Optional<AirLevel> level() {
    return published ? Optional.of(rules.level(largest)) : Optional.empty();
  }

  /** What was given, in the order of the report. */
  public List<IndividualIndex> items() {
    return given;
  }

  /** Items of the report that were not given and should have been. */
  public List<ReportItem> missing() {
    return missing;
  }

  /** The pollutants with the largest individual index, side by side; empty up to an AQI of 50. */
  public List<Pollutant> primary() {
    if (!published || largest <= rules.primaryAbove()) {
      return List.of();
    }
    return given.stream()
        .filter(one -> one.number() == largest)
        .map(one -> one.indicator().pollutant())
        .distinct()
        .toList();
  }

  /** The pollutants with an individual index above 100: an idea of 2012, given up in 2026. */
  public List<Pollutant> exceeding() {
    OptionalInt above = rules.exceedingAbove();
    if (above.isEmpty()) {
      return List.of();
    }
    return given.stream()
        .filter(one -> one.number() > above.getAsInt())
        .map(one -> one.indicator().pollutant())
        .distinct()
        .toList();
  }

  /** Whether a concentration is above the last node: the index stops at 500. */
  public boolean beyondIndex() {
    for (IndividualIndex one : given) {
      if (one.beyondIndex()) {
        return true;
      }
    }
    return false;
  }

  public Basis basis() {
    return rules.basis();
  }

  /** The working. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    given.forEach(one -> steps.addAll(one.steps()));
    String parts =
        given.stream()
            .filter(one -> one.value().isPresent())
            .map(one -> Integer.toString(one.number()))
            .collect(Collectors.joining(", "));
    steps.add(
        new Step(
            "空气质量指数取各分指数的最大值",
            "the index is the largest individual index",
            "max(" + parts + ")",
            largest == Breakpoints.NONE ? "NA" : Integer.toString(largest)));
    if (!missing.isEmpty()) {
      steps.add(
          new Step(
              published ? "缺少项目，按其余项目发布" : "缺少项目，只发布单项，其余为 NA",
              published
                  ? "items are missing: published by the others"
                  : "items are missing: only the single items are published",
              missing.stream().map(ReportItem::name).collect(Collectors.joining(", ")),
              published ? Integer.toString(largest) : "NA"));
    }
    return steps;
  }

  /** The index with its reasons. */
  public Reasoned<AirQualityIndex> reasoned() {
    return new Reasoned<>(this, basis(), steps());
  }
}
