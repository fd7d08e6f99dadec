// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line, a kiln or another part of a works.
 *
 * @param id 0 while not kept yet
 * @param code unique within the enterprise
 * @param parent the part that it stands in; 0 = the works itself
 * @param temperature number of the datastream of its temperature; 0 = none
 */
public record WorkUnit(
    long id,
    long enterprise,
    String code,
    String name,
    @Nullable String nameEn,
    Kind kind,
    long parent,
    long temperature) {
  public WorkUnit {
    code = Checks.text("code", code);
    name = Checks.text("name", name);
    nameEn = Checks.optional("nameEn", nameEn);
    requireNonNull(kind, "kind is null");
    if (id != 0 && id == parent) {
      throw new RuleException("parent", "must be another unit", parent, "unit-parent");
    }
  }

  /** What it is. */
  public enum Kind {
    LINE,
    KILN,
    OTHER;

    /** The word in the database and in the interface: {@code kiln}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleException {@code unit-kind}
     */
    public static Kind ofText(String text) {
      for (Kind kind : values()) {
        if (kind.text().equals(text)) {
          return kind;
        }
      }
      throw new RuleException("kind", "must be line, kiln or other", text, "unit-kind");
    }
  }
}
