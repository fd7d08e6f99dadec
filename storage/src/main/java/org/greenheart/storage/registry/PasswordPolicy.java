// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/** What a password other than the learned one does. */
public enum PasswordPolicy {
  /** A deviation; the data counts. */
  TOLERANT,
  /** The frame is refused. */
  STRICT
}
