// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Locale;

/** What has become of an alarm. */
public enum AlarmState {
  OPEN,
  CLEARED,
  /** Judged again and found not to have been: kept with its reason. */
  WITHDRAWN;

  /** The word in the database and in the interface: {@code open}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static AlarmState ofText(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
