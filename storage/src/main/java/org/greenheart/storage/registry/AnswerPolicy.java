// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/** Which frames of a device are answered. */
public enum AnswerPolicy {
  /** Those whose Flag asks for it. */
  BY_FLAG,
  ALWAYS
}
