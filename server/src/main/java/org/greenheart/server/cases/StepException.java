// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

/** A step that may not be taken. Names the thing, the rule and the value, and carries a code. */
final class StepException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private StepException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = requireNonNull(code, "code is null");
  }

  /** Not now: the case stands otherwise. */
  static StepException notNow(String code, String message) {
    return new StepException(409, code, message);
  }

  /** Not by this person. */
  static StepException notYou(String code, String message) {
    return new StepException(403, code, message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
