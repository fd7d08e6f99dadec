// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

/** Asks the meters behind one address, one at a time. Connects when it has to. Not thread-safe. */
interface Asker extends AutoCloseable {
  /**
   * Reads everything in the map of one meter.
   *
   * @throws MeterException when it does not answer, or refuses
   */
  Reply ask(String unit);

  @Override
  void close();
}
