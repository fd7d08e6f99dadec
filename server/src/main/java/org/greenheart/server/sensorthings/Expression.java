// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.List;
import org.greenheart.storage.registry.Operation;
import org.greenheart.storage.registry.Term;

/**
 * An expression as it was written: names are not looked up yet. Positions count characters from 1.
 */
sealed interface Expression {
  int position();

  record Literal(Term.Constant value, int position) implements Expression {}

  /** A stretch of time, {@code start/end}, in microseconds. */
  record Interval(long startMicros, long endMicros, int position) implements Expression {}

  /** Well-known text in {@code geography'...'}. */
  record Geometry(String text, int position) implements Expression {}

  /** {@code Datastream/Thing/properties/deviceId} */
  record Path(List<String> names, int position) implements Expression {
    public Path {
      names = List.copyOf(names);
    }

    String text() {
      return String.join("/", names);
    }
  }

  record Call(Operation operation, List<Expression> arguments, int position) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
