// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of the city, in a tree. A parent always stands on a higher level, so there are no circles;
 * levels may be left out (a city without counties has streets at once).
 *
 * @param id 0 while not kept yet
 * @param code unique, such as the administrative division code
 * @param name Chinese
 * @param parent id of the area that it is part of; 0 = none
 */
public record Area(
    long id, String code, String name, @Nullable String nameEn, Level level, long parent) {
  /** From the largest to the smallest. */
  public enum Level {
    CITY,
    COUNTY,
    STREET,
    GRID;

    /** The word in the database: {@code city}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Level ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  public Area {
    code = Checks.text("code", code);
    name = Checks.text("name", name);
    nameEn = Checks.optional("nameEn", nameEn);
    requireNonNull(level, "level is null");
  }
}
