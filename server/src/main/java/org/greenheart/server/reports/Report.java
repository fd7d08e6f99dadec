// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.io.IOException;

/** What a report tells. */
interface Report {
  void write(Sink sink) throws IOException;
}
