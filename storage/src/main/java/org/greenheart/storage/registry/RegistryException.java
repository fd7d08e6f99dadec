// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/** The registry could not do what was asked. Nothing of the transaction was kept. */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was in the way. */
  public enum Code {
    /** What was named does not exist. */
    NOT_FOUND,
    /** Something like it exists. */
    DUPLICATE,
    /** Something else points at it. */
    IN_USE,
    /** The alarm was withdrawn: nothing is to be done about it any more. */
    ALARM_WITHDRAWN,
    /** The alarm is over: what was asked makes sense for an open one only. */
    ALARM_OVER,
    /** Somebody has changed it meanwhile. */
    CHANGED,
    /** The database was written by a newer program. */
    NEWER_DATABASE,
    /** The database does not fit the program: a migration that it records is another's. */
    FOREIGN_DATABASE,
    /** Another process has it open. */
    LOCKED,
    /** The database could not be read or written. */
    STORAGE
  }

  private final Code code;

  public RegistryException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public RegistryException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  static RegistryException notFound(String what, Object key) {
    return new RegistryException(Code.NOT_FOUND, "%s (%s) does not exist".formatted(what, key));
  }

  public Code code() {
    return code;
  }
}
