// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The server's live events, as a browser hears them. */
final class LiveEvents implements AutoCloseable {
  private static final String NAME = "event: ";

  private final BufferedReader lines;

  LiveEvents(InputStream stream) {
    lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /**
   * Returns at the next event of one of the names, or at the next heartbeat: whoever waits looks at
   * the time then.
   */
  void awaitAny(String... names) throws IOException {
    Set<String> wanted = Set.of(names);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      boolean named = line.startsWith(NAME) && wanted.contains(line.substring(NAME.length()));
      if (named || line.startsWith(":")) {
        return;
      }
    }
    throw new IOException("the stream of events has ended");
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
