// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static java.util.Objects.requireNonNull;

/** An event did not get through. The message names no secret. */
final class PactException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean lasting;

  /**
   * @param code a short name that can be counted, such as {@code pact-token}
   * @param lasting whether trying again as it is makes no sense
   */
  PactException(String code, String message, boolean lasting) {
    super(message);
    this.code = requireNonNull(code, "code is null");
    this.lasting = lasting;
  }

  boolean isLasting() {
    return lasting;
  }

  /** For the log of what was sent. */
  String line() {
    String text = (code + ": " + getMessage()).replaceAll("\\s+", " ");
    return text.length() > 300 ? text.substring(0, 300) : text;
  }
}
