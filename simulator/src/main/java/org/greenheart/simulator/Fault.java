// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

/**
 * Something that is wrong with a device or its network: it stands between the device and its line
 * and spoils what goes through. Faults compose: {@code halves().andThen(duplicates(3))} sends every
 * third frame twice and everything in halves. See {@link Faults} for those there are.
 */
@FunctionalInterface
public interface Fault {
  /** Nothing wrong. */
  Fault NONE = line -> line;

  /**
   * The line as the device sees it, which passes on to the given one. Called anew for each
   * connection.
   */
  Line on(Line line);

  /** This fault nearer to the network, the other one nearer to the device. */
  default Fault andThen(Fault other) {
    return line -> other.on(on(line));
  }
}
