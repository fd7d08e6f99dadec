// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.Places;

/**
 * The limits of the permits in force on the data's day in Beijing; of several permits the strictest
 * holds. Answers are kept until {@link #forget}. Not thread-safe.
 */
final class PlacePermits implements PermitLimits {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final int KEPT = 100_000;

  private final Places places;
  private final Map<Question, Optional<Decimal>> answers = new HashMap<>();

  PlacePermits(Places places) {
    this.places = places;
  }

  private record Question(long thing, String code, Interval interval, LocalDate date) {}

  @Override
  public Optional<Decimal> at(long thing, String code, Interval interval, Instant moment) {
    if (answers.size() >= KEPT) {
      answers.clear();
    }
    LocalDate date = moment.atZone(BEIJING).toLocalDate();
    return answers.computeIfAbsent(new Question(thing, code, interval, date), this::ask);
  }

  private Optional<Decimal> ask(Question question) {
    return places.permits().inForce(question.thing(), question.code(), question.date()).stream()
        .filter(limit -> limit.averaging() == question.interval())
        .map(PermitLimit::maximum)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  @Override
  public void forget() {
    answers.clear();
  }
}
