// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

/** A case has been changed meanwhile. Carries the case as it is now. */
final class ConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient CasePage theirs;

  private ConflictException(String code, String message, CasePage theirs) {
    super(message);
    this.code = code;
    this.theirs = theirs;
  }

  /** What was sent was made for another version. */
  static ConflictException changed(String message, CasePage theirs) {
    return new ConflictException("case-changed", message, theirs);
  }

  /** What was sent is for an open case, and this one has been closed. */
  static ConflictException closed(String message, CasePage theirs) {
    return new ConflictException("case-closed-meanwhile", message, theirs);
  }

  String code() {
    return code;
  }

  CasePage theirs() {
    return theirs;
  }
}
