// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

/** By start of the rows' time. */
public enum Order {
  OLDEST_FIRST,
  NEWEST_FIRST
}
