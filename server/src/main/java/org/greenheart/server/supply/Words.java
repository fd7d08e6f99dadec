// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.greenheart.storage.registry.RuleException;

/** Constants as words of JSON: {@code part-delivered}. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws RuleException with the code, naming the words it may be
   */
  static <E extends Enum<E>> E read(String field, String word, Class<E> type, String code) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(word)) {
        return constant;
      }
    }
    String known =
        Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "));
    throw new RuleException(field, "must be one of " + known, word, code);
  }
}
