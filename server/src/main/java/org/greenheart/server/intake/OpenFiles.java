// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many files this process may have open. Every connection is one, and so is every file of the
 * stores: connections must never take the last ones, or what they bring could not be kept.
 */
final class OpenFiles {
  private static final Logger log = LoggerFactory.getLogger(OpenFiles.class);
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final String LINE = "Max open files";
  private static final int LEAST_RESERVE = 256;

  private OpenFiles() {}

  /** So many connections as wanted, or fewer where the system allows too few open files. */
  static int connections(int wanted) {
    if (!Files.isReadable(LIMITS)) {
      return wanted;
    }
    try {
      return connections(wanted, Files.readAllLines(LIMITS));
    } catch (IOException e) {
      log.debug("{} cannot be read: {}", LIMITS, e.getMessage());
      return wanted;
    }
  }

  static int connections(int wanted, List<String> limits) {
    for (String line : limits) {
      if (line.startsWith(LINE)) {
        String soft = line.substring(LINE.length()).strip().split("\\s+", 2)[0];
        if (soft.equals("unlimited")) {
          return wanted;
        }
        return connections(wanted, Long.parseLong(soft));
      }
    }
    return wanted;
  }

  private static int connections(int wanted, long files) {
    long most = Math.max(1, files - Math.max(LEAST_RESERVE, files / 4));
    if (most >= wanted) {
      return wanted;
    }
    log.info(
        "Connections are limited to {} instead of {}: the system allows {} open files. Raise it"
            + " (ulimit -n, LimitNOFILE)",
        most,
        wanted,
        files);
    return (int) most;
  }
}
