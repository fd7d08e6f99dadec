// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sets of words in one column. */
final class NoticeWords {
  private NoticeWords() {}

  static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E constant(
      String field, String text, Class<E> type, Set<E> allowed, String code) {
    for (E constant : type.getEnumConstants()) {
      if (text(constant).equals(text) && allowed.contains(constant)) {
        return constant;
      }
    }
    String words =
        Arrays.stream(type.getEnumConstants())
            .filter(allowed::contains)
            .map(NoticeWords::text)
            .collect(Collectors.joining(", "));
    throw new RuleException(field, "must be one of " + words, text, code);
  }

  /** With spaces between, in the order of the constants. */
  static <E extends Enum<E>> String joined(Collection<E> words) {
    return words.stream().sorted().map(NoticeWords::text).collect(Collectors.joining(" "));
  }

  static <T> Set<T> split(String joined, Function<String, T> read) {
    Set<T> words = new LinkedHashSet<>();
    for (String word : joined.split(" ", -1)) {
      if (!word.isEmpty()) {
        words.add(read.apply(word));
      }
    }
    return words;
  }
}
