// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.util.List;
import org.greenheart.server.api.HealthReason;
import org.greenheart.server.api.HealthSource;
import org.greenheart.server.notices.NoticeDesk;

/** Says on /health when people are not told. */
record NoticeReasons(NoticeDesk notices) implements HealthSource {
  @Override
  public List<HealthReason> reasons() {
    return notices
        .failure()
        .map(
            failure ->
                new HealthReason(
                    HealthReason.Level.DEGRADED,
                    "notices-stopped",
                    "Nobody is told of alarms and cases: %s.".formatted(failure),
                    "Look at the log. Notices wait and are sent when this is mended."))
        .stream()
        .toList();
  }
}
