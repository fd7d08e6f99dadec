// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.backup;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A backup cannot be made. The message says why and what to do, in words for the operator. */
public final class BackupException extends RuntimeException {
  /** What is wrong, for counting and for tests. */
  public enum Code {
    BACKUP_EXISTS,
    BACKUP_INSIDE_DATA,
    BACKUP_NAME,
    BACKUP_NO_SPACE,
    BACKUP_RUNNING,
    BACKUP_FAILED;

    /** In the interface: {@code backup-exists}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final long serialVersionUID = 1L;

  private final Code code;

  BackupException(Code code, String message) {
    this(code, message, null);
  }

  BackupException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = requireNonNull(code, "code is null");
  }

  public Code code() {
    return code;
  }
}
