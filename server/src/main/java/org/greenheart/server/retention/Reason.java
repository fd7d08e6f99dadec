// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import java.util.Locale;

/** Why something that is old enough has to stay. */
enum Reason {
  /** A row came out differently: the frames of both values stay. */
  CORRECTION,
  CASE,
  ALARM,
  /** From a device that nobody has decided on: its frames are not in rows yet. */
  NOT_READ;

  /** In the interface and in the metrics: {@code not-read}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
