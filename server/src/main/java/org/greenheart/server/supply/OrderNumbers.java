// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.storage.registry.SupplyOrder;

/** How people name what has an id. */
final class OrderNumbers {
  private static final Pattern REQUEST = Pattern.compile("RQ-(\\d{5,18})");

  private OrderNumbers() {}

  static String request(long id) {
    return String.format(Locale.ROOT, "RQ-%05d", id);
  }

  /** An order's own number; from its second line on with the line's: {@code PO-00012-2}. */
  static String of(SupplyOrder line) {
    String order = String.format(Locale.ROOT, "PO-%05d", line.head());
    return line.line() == 1 ? order : order + "-" + line.line();
  }

  /** The request that a number names, as {@link #request} writes it; empty where it names none. */
  static OptionalLong readRequest(String number) {
    Matcher matcher = REQUEST.matcher(number);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  static String delivery(long id) {
    return String.format(Locale.ROOT, "DN-%05d", id);
  }
}
