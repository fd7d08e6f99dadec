// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of things in a table: whatever a call writes, {@code 二氧化硫}, {@code so2} or {@code
 * a21026}, finds the one name by which the table calls it. Case, spaces, dots and dashes do not
 * count. Immutable and thread-safe.
 */
public final class NameIndex {
  private static final String SEPARATOR = "\\|";
  private static final Pattern NOT_COUNTED = Pattern.compile("[\\s_.·-]");

  private final Map<String, String> nameOf = new HashMap<>();

  /** Words as they are written in the table: found without looking at their letters. */
  private final Map<String, String> asWritten = new HashMap<>();

  private final Set<String> names = new LinkedHashSet<>();

  /**
   * @param item the column that names the thing
   * @param others columns of further names, several in a cell parted by {@code |}
   * @throws IllegalArgumentException when a word stands for two things
   */
  public NameIndex(List<RuleRow> rows, String item, String... others) {
    for (RuleRow row : rows) {
      String name = row.text(item);
      names.add(name);
      add(row, name, name);
      for (String column : others) {
        for (String word : row.find(column).orElse("").split(SEPARATOR, -1)) {
          add(row, word, name);
        }
      }
    }
  }

  private void add(RuleRow row, String word, String name) {
    String before = word.isEmpty() ? null : nameOf.putIfAbsent(key(word), name);
    if (before != null && !before.equals(name)) {
      throw new IllegalArgumentException(
          "%s: %s stands for %s and for %s".formatted(row.place(), word, before, name));
    }
    if (!word.isEmpty()) {
      asWritten.put(word, name);
    }
  }

  /** The table's name of what is called so; nothing when it is unknown. */
  public Optional<String> find(String text) {
    String name = asWritten.get(text);
    return Optional.ofNullable(name == null ? nameOf.get(key(text)) : name);
  }

  /**
   * The table's name of what is called so.
   *
   * @param field the input, for the message
   * @throws LawException {@link LawException.Code#OUT_OF_RANGE} with the known names
   */
  public String require(String field, String text) {
    return find(text)
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.OUT_OF_RANGE,
                    field,
                    "%s (%s) must be one of %s".formatted(field, text, String.join(", ", names))));
  }

  /** The names, in the order of the table. */
  public Collection<String> names() {
    return Collections.unmodifiableSet(names);
  }

  private static String key(String text) {
    return NOT_COUNTED
        .matcher(text.toLowerCase(Locale.ROOT))
        .replaceAll("")
        .replace("₂", "2")
        .replace("ₓ", "x")
        .replace("₃", "3")
        .replace("≤", "<=")
        .replace('（', '(')
        .replace('）', ')');
  }
}
