// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.api.Routes;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;

/** All of reports, started. Thread-safe. */
public final class ReportDesk implements AutoCloseable {
  private final ReportClock reports;
  private final List<Routes> routes;

  private ReportDesk(ReportClock reports, List<Routes> routes) {
    this.reports = reports;
    this.routes = routes;
  }

  /**
   * @param data its folder {@code report-templates} holds the operator's templates
   * @param files folder in which reports are made that notices carry
   * @param callerOf who an account is now; empty when it may come in no more
   */
  public static ReportDesk start(
      Registry registry,
      Telemetry telemetry,
      Path data,
      Path files,
      LongFunction<Optional<Caller>> callerOf,
      InstantSource clock) {
    ReportMaker maker =
        new ReportMaker(registry, telemetry, clock, data.resolve("report-templates"));
    ReportClock reports =
        new ReportClock(registry, maker, files, callerOf, new ClockPause(clock), clock);
    reports.start();
    return new ReportDesk(reports, List.of(new ReportRoutes(registry, maker, clock)));
  }

  public List<Routes> routes() {
    return routes;
  }

  @Override
  public void close() {
    reports.close();
  }
}
