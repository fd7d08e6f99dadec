// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Where a rule of the watch applies.
 *
 * @param target the id of the point, group, area (with all areas within it), outlet or enterprise,
 *     or the system type (HJ 212 ST, {@code 31}); empty for all points
 */
public record Scope(Kind kind, String target) {
  public static final Scope ALL = new Scope(Kind.ALL, "");

  /** What the target is. */
  public enum Kind {
    ALL,
    POINT,
    GROUP,
    AREA,
    OUTLET,
    ENTERPRISE,
    SYSTEM;

    /** The word in the database and in the API: {@code area}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleException {@code scope-unknown}
     */
    public static Kind ofText(String text) {
      try {
        return valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new RuleException(
            "scope",
            "must be all, point, group, area, outlet, enterprise or system",
            text,
            "scope-unknown");
      }
    }
  }

  public Scope {
    requireNonNull(kind, "kind is null");
    boolean fits =
        switch (kind) {
          case ALL -> target.isEmpty();
          case SYSTEM -> !target.isBlank();
          case POINT, GROUP, AREA, OUTLET, ENTERPRISE -> target.matches("[1-9][0-9]{0,17}");
        };
    if (!fits) {
      throw new RuleException(
          "scope", "must name what a scope of " + kind.text() + " is over", target, "scope-target");
    }
  }

  public static Scope point(long thing) {
    return new Scope(Kind.POINT, Long.toString(thing));
  }

  /** The id that the target is; 0 for all points and for a system type. */
  public long id() {
    return switch (kind) {
      case ALL, SYSTEM -> 0;
      case POINT, GROUP, AREA, OUTLET, ENTERPRISE -> Long.parseLong(target);
    };
  }
}
