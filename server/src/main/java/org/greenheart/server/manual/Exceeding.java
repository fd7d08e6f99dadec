// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.ManualResult;
import org.jspecify.annotations.Nullable;

/** A result above its limit, and the verdict. */
record Exceeding(ManualResult result, Judged judged) {
  Exceeding {
    requireNonNull(result, "result is null");
    requireNonNull(judged, "judged is null");
  }

  /** Those of a report. */
  static List<Exceeding> of(ManualReport report, SampleJudge judge) {
    return report.results().stream()
        .map(result -> new Exceeding(result, judge.judge(report, result)))
        .filter(each -> each.judged().isExceeded())
        .toList();
  }

  /** The end of the limit that is named: the upper one where there is one. */
  @Nullable Decimal limit() {
    return judged.upper() == null ? judged.lower() : judged.upper();
  }
}
