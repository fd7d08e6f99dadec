// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/** A day that is worked, or is not, whatever day of the week it is. */
public record CalendarDay(long id, LocalDate day, boolean works, String name) {
  public CalendarDay {
    requireNonNull(day, "day is null");
    requireNonNull(name, "name is null");
  }
}
