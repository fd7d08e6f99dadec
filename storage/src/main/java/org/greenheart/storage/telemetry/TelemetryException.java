// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

/** The telemetry could not be read or written. Nothing was acknowledged that is not on disk. */
public final class TelemetryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TelemetryException(String message, Throwable cause) {
    super(message, cause);
  }

  public TelemetryException(String message) {
    super(message);
  }
}
