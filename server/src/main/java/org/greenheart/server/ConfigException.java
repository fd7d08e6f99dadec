// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

/**
 * A setting that cannot be used. The message names the setting, where it came from, its rule and
 * its value.
 */
public final class ConfigException extends RuntimeException {
  /** What is wrong, for counting and for tests. */
  public enum Code {
    UNKNOWN_KEY,
    REPEATED_KEY,
    BAD_VALUE,
    UNREADABLE_FILE
  }

  private static final long serialVersionUID = 1L;

  private final Code code;

  public ConfigException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
