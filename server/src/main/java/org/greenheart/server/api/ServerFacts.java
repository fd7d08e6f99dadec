// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What the console says of the server as a whole.
 *
 * @param version of Greenheart
 * @param place what the operator calls this installation; empty when nothing was said
 * @param demo whether its data comes from the demo city
 * @param open whether reads and writes need no login
 * @param speed how many times as fast as real time its clock goes: 1 but in a demo
 * @param started by the server's clock
 * @param data the folder that holds everything
 */
public record ServerFacts(
    String version,
    String place,
    boolean demo,
    boolean open,
    double speed,
    Instant started,
    Path data) {
  public ServerFacts {
    requireNonNull(version, "version is null");
    requireNonNull(place, "place is null");
    requireNonNull(started, "started is null");
    requireNonNull(data, "data is null");
  }
}
