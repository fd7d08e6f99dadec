// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.util.Locale;

/** How people name what has an id. */
final class OrderNumbers {
  private OrderNumbers() {}

  static String request(long id) {
    return String.format(Locale.ROOT, "RQ-%05d", id);
  }

  static String order(long id) {
    return String.format(Locale.ROOT, "PO-%05d", id);
  }

  static String delivery(long id) {
    return String.format(Locale.ROOT, "DN-%05d", id);
  }
}
