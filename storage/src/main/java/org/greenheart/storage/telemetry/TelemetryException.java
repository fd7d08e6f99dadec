// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The telemetry could not be read or written. Nothing was acknowledged that is not on disk. */
public final class TelemetryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  /** What went wrong, to be counted. */
  public enum Code {
    /** The disk is full or failing: try again later. */
    DISK,
    /** The store is closed, or was closed while being read. */
    CLOSED,
    /** What is on disk was written by a newer Greenheart, or is broken. */
    FORMAT,
    /** The change breaks a rule of rows, such as a number that another row has. */
    REFUSED
  }

  public TelemetryException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = requireNonNull(code, "code is null");
  }

  public TelemetryException(Code code, String message) {
    this(code, message, null);
  }

  public Code code() {
    return code;
  }
}
