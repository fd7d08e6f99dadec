// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

/** A file cannot be read as a table at all. Carries a code that can be counted. */
public final class SheetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  SheetException(String code, String message) {
    super(message);
    this.code = code;
  }

  SheetException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Such as {@code csv-quote}. */
  public String code() {
    return code;
  }
}
