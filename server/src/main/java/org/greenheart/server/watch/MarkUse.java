// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.greenheart.storage.registry.PointMark;
import org.jspecify.annotations.Nullable;

/**
 * What a mark on the data means for a kind of rule: a table as data, {@code marks.tsv}, each row
 * with its basis.
 */
enum MarkUse {
  /** Held against a limit or threshold. */
  VALUE,
  /** Asked whether the instrument shows what is there. */
  PLAUSIBILITY,
  /** Waited for. */
  SILENCE,
  /** The marks themselves are judged. */
  MARKS;

  /** Flags that the table does not know set aside what a known fault would. */
  private static final String OTHER = "other";

  private static final Map<String, MarkRow> ROWS = MarkRow.table();
  private static final Map<MarkUse, Set<String>> ASIDE = new EnumMap<>(MarkUse.class);

  static {
    for (MarkUse use : values()) {
      ASIDE.put(use, MarkRow.aside(ROWS, use.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Whether a value with this data mark may be judged; no mark counts as normal. */
  boolean counts(@Nullable String flag) {
    return flag == null || !aside().contains(ROWS.containsKey(flag) ? flag : OTHER);
  }

  /** Whether a person's mark sets values aside. */
  boolean suppressedBy(PointMark.Kind mark) {
    return aside().contains(mark == PointMark.Kind.OTHER ? "other-mark" : mark.text());
  }

  private Set<String> aside() {
    return requireNonNull(ASIDE.get(this), "no row of the table");
  }
}
