// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

/** A meter or its connection does not do what is asked. Carries a code that can be counted. */
final class MeterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean ofConnection;

  /**
   * @param code such as {@code meter-silent}
   * @param ofConnection whether the other meters behind the connection cannot be asked either
   */
  MeterException(String code, String message, boolean ofConnection) {
    super(message);
    this.code = requireNonNull(code, "code is null");
    this.ofConnection = ofConnection;
  }

  static MeterException unreachable(String address, Throwable cause) {
    return new MeterException(
        "meter-unreachable",
        "%s cannot be reached: %s".formatted(address, cause.getMessage()),
        true);
  }

  String code() {
    return code;
  }

  boolean isOfConnection() {
    return ofConnection;
  }
}
