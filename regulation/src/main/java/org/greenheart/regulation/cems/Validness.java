// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

/** Whether an average counts. */
public enum Validness {
  VALID,
  INVALID,
  /** The source did not run: there is nothing to be valid. */
  NOT_OPERATING
}
