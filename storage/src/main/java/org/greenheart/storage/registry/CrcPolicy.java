// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/** Which checksums of a device's frames are taken for right. */
public enum CrcPolicy {
  /** The standard's own only. */
  STRICT,
  /** Also the known wrong ways in which loggers compute or print it. */
  TOLERATE_KNOWN,
  /** Any. */
  OFF
}
