// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

/** Somebody has changed a case meanwhile. Carries the case as it is now. */
final class ConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient CasePage theirs;

  ConflictException(String message, CasePage theirs) {
    super(message);
    this.theirs = theirs;
  }

  CasePage theirs() {
    return theirs;
  }
}
