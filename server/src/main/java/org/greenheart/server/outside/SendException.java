// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.outside;

import static java.util.Objects.requireNonNull;

/** What was to be sent to somebody else did not get through. The message names no secret. */
public final class SendException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean lasting;

  /**
   * @param code a short name that can be counted, such as {@code smtp-refused}
   * @param lasting whether trying again as it is makes no sense
   */
  public SendException(String code, String message, boolean lasting) {
    super(message);
    this.code = requireNonNull(code, "code is null");
    this.lasting = lasting;
  }

  public boolean isLasting() {
    return lasting;
  }

  /** For the delivery log. */
  public String line() {
    String text = (code + ": " + getMessage()).replaceAll("\\s+", " ");
    return text.length() > 500 ? text.substring(0, 500) : text;
  }
}
