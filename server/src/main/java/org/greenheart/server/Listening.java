// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.net.BindException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Starts what listens on a port; says of a port that is taken which one it is and what to do. */
final class Listening {
  private Listening() {}

  static <T> T on(Key key, int port, Supplier<T> start) {
    try {
      return start.get();
    } catch (RuntimeException e) {
      if (isBindFailure(e)) {
        throw new StartException(
            "port %d (%s) cannot be used: another program has it, or it is not this machine's;"
                    .formatted(port, key.text())
                + " stop that program or choose another with --%s N"
                    .formatted(key.text().replace('.', '-')),
            e);
      }
      throw e;
    }
  }

  private static boolean isBindFailure(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(BindException.class::isInstance);
  }
}
